"""The committee's papers from the first word to the PDF: kept, refused in words, frozen, read by those who decide."""

from datetime import UTC, datetime
from functools import cache as cache_once

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hjulet.base.files.workflows import receive
from hjulet.check.indicators.models import Value
from hjulet.report.manuscripts.choices import PapersFault, Point
from hjulet.report.manuscripts.facts import facts_of
from hjulet.report.manuscripts.freezing import frozen
from hjulet.report.manuscripts.models import Approved, CommitteePapers, Manuscript, PapersCopy
from hjulet.report.manuscripts.proposals import proposals
from hjulet.report.manuscripts.workflows import papering
from hjulet.report.manuscripts.workflows.papering import (
    CannotMake,
    SomebodyWasFaster,
    ground_of,
    keep_papers,
    make_papers,
)
from hjulet.report.manuscripts.workflows.publishing import sign
from hjulet.report.manuscripts.workflows.reviewing import send
from hjulet.report.manuscripts.workflows.starting import Wanted, start
from hjulet.report.reports.blocks import Heading, Paragraph, Report, Text
from hjulet.report.reports.choices import Edition, Kind
from hjulet.report.reports.pdfcheck import faults
from hjulet.report.reports.render.pdf import pdf
from tests.paper import words_of
from tests.report.manuscripts.approving.making import approved_by_the_director, filled, measure

NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
SAID = {
    "recipient": "Socialnämnden", "meeting_on": None, "contact": "", "background": "Rapporten visar.", "assessment": "",
    "send_to": "", "figures": [], "risks": [], "decisions": ["Godkänna rapporten."],
}  # fmt: skip


@cache_once
def small_report() -> bytes:
    """A report that is quick to set."""
    blocks = (Heading(1, "Sammanfattning", "sammanfattning"), Paragraph((Text("Det gick bra."),)))
    return pdf(
        Report(
            "kvalitetsberattelse",
            "Kvalitetsberättelse 2025",
            "",
            "Ekvik",
            "Ekvik",
            2025,
            "public",
            (),
            "2026-03-01",
            blocks,
        )
    )


@pytest.fixture
def draft(world):
    measure(world.units["sektorn"], "94")
    wanted = Wanted(Kind.QUALITY, world.units["sektorn"], 2025)
    return start(wanted, by=world.people["sas"], at=NOON)[0]


@pytest.fixture
def approved(world, draft):
    """The public edition, stored straight: setting four files takes seconds."""
    report = facts_of(draft, Edition.PUBLIC, fresh=True)
    edition, by = frozen(report, {}), world.people["director"]
    upload = SimpleUploadedFile("rapport.pdf", small_report(), content_type="application/pdf")
    file = receive([upload], municipality=world.municipality, by=by, at=NOON).files[0]
    Manuscript.objects.update(
        state="approved", registry_number="KOS 2026/326", approved_by=by, approved_at=NOON
    )
    draft.refresh_from_db()
    return Approved.objects.create(
        manuscript=draft, edition=Edition.PUBLIC, facts=edition.facts, texts={}, document="", pdf=file, docx=file,
        fingerprint=edition.fingerprint, proposals=proposals(report).stored(),
    )  # fmt: skip


@pytest.fixture
def signed(world, approved):
    sign(approved, Point.values, "", by=world.people["registrar"], at=NOON)
    return approved


def kept(world, manuscript, revision=0, **said) -> CommitteePapers:
    return keep_papers(manuscript, SAID | said, revision=revision, by=world.people["sas"], at=NOON)


def faults_of(papers, world) -> list[PapersFault]:
    with pytest.raises(CannotMake) as refused:
        make_papers(papers, by=world.people["sas"], at=NOON)
    return [fault for fault, _about in refused.value.faults]


def figure_in(manuscript) -> str:
    return next(id_ for id_, one in ground_of(manuscript).about.known.items() if one.value == 94)


def test_papers_wait_for_the_approval_and_the_signature(world, draft):
    papers = kept(world, draft)
    assert faults_of(papers, world) == [PapersFault.NOT_APPROVED]


def test_approved_report_needs_its_secrecy_check(world, approved):
    assert faults_of(kept(world, approved.manuscript), world) == [PapersFault.NOT_SIGNED]


def test_paper_is_one_pdf_with_the_frozen_report_and_passes_the_gate(world, signed):
    copy = make_papers(
        kept(world, signed.manuscript, figures=[figure_in(signed.manuscript)]),
        by=world.people["sas"],
        at=NOON,
    )
    content = copy.file.content()
    words = " ".join(words_of(content).split())

    assert faults(content) == []
    assert len(content) < 10_000_000
    for said in (
        "Tjänsteskrivelse",
        "KOS 2026/326",
        "Rapporten på en sida",
        "94 %",
        "Socialnämnden beslutar att",
    ):
        assert said in words
    assert " ".join(words_of(signed.pdf.content()).split()) in words


def test_papers_say_what_was_frozen_whatever_happens_to_the_data(world, signed):
    figure = figure_in(signed.manuscript)
    Value.objects.update(value="12")
    cache.clear()
    copy = make_papers(kept(world, signed.manuscript, figures=[figure]), by=world.people["sas"], at=NOON)

    assert ground_of(signed.manuscript).about.known[figure].value == 94
    assert "12 %" not in words_of(copy.file.content())


def test_draft_follows_the_data(world, draft):
    figure = figure_in(draft)
    Value.objects.update(value="12")
    cache.clear()

    assert ground_of(draft).about.known[figure].value == 12


def test_what_was_proposed_is_frozen_with_the_edition(world):
    manuscript = filled(world.units["sektorn"], by=world.people["sas"])
    send(manuscript, by=world.people["sas"], at=NOON, day=NOON.date())
    manuscript.refresh_from_db()
    approved_by_the_director(manuscript, by=world.people["director"])
    manuscript.refresh_from_db()

    assert ground_of(manuscript).proposals.decisions[0] == "Godkänna kvalitetsberättelsen för 2025."
    assert Approved.objects.get(edition=Edition.PUBLIC).proposals["decisions"]


def test_made_twice_of_the_same_is_one_copy_and_of_another_text_two(world, signed):
    papers = kept(world, signed.manuscript)
    first, again = (make_papers(papers, by=world.people["sas"], at=NOON) for _time in range(2))
    other = make_papers(kept(world, signed.manuscript, 1, contact="Stina"), by=world.people["sas"], at=NOON)

    assert first == again != other
    assert PapersCopy.objects.count() == 2


def test_too_much_for_one_page_and_too_large_are_refused(world, signed, monkeypatch):
    papers = kept(world, signed.manuscript)
    monkeypatch.setattr(papering, "MOST_BYTES", 1000)

    assert faults_of(papers, world) == [PapersFault.TOO_LARGE]
    assert not PapersCopy.objects.exists()


def test_edition_that_was_changed_behind_our_back_goes_nowhere(world, signed):
    papers = kept(world, signed.manuscript)
    Approved.objects.update(texts={"x": {"analysis": "Annat."}})

    assert faults_of(papers, world) == [PapersFault.DAMAGED]


def test_two_who_write_at_once_lose_nothing(world, draft):
    kept(world, draft)
    with pytest.raises(SomebodyWasFaster):
        kept(world, draft, 0, contact="Mia")
    assert kept(world, draft).revision == 1  # the same again is no change


# -- the pages


def url(name, manuscript):
    return reverse(f"manuscripts:{name}", args=[manuscript.pk])


def posted(**said):
    return {
        "recipient": "Socialnämnden",
        "background": "Ärendet.",
        "decision": ["Godkänna."],
        "revision": "0",
        "do": "save",
    } | said


def test_editor_takes_in_a_proposal_and_keeps_what_is_typed(draft, signed_in):
    sas, figure = signed_in("sas"), figure_in(draft)
    page = sas.get(url("papers", draft)).content.decode()
    assert "Godkänna kvalitetsberättelsen för 2025." in page

    sas.post(url("papers", draft), posted(do=f"figure:{figure}", assessment="Vi bedömer."))
    found = CommitteePapers.objects.get()
    assert (found.figures, found.assessment, found.decisions) == ([figure], "Vi bedömer.", ["Godkänna."])


def test_what_was_typed_stays_when_somebody_was_faster(world, draft, signed_in):
    kept(world, draft, background="Stinas ord.")
    page = signed_in("mas").post(url("papers", draft), posted(background="Mias ord.")).content.decode()

    assert "har sparat medan du skrev" in page
    assert "Stinas ord." in page
    assert "Mias ord." in page
    assert 'name="revision" value="1"' in page


@pytest.mark.parametrize(
    "said",
    [
        {"revision": "x"}, {"meeting_on": "i morgon"}, {"background": "x" * 7000}, {"figure": ["x" * 900]},
        {"do": "figure:"}, {"do": "risk:" + "x" * 900}, {"decision": []}, {"risk": ["{{siffra:nej|1}}"]}, {"do": "leave:ö"},
    ],
)  # fmt: skip
def test_bad_input_never_breaks_the_page(draft, signed_in, said):
    assert signed_in("sas").post(url("papers", draft), posted(**said)).status_code in {200, 302}


def test_director_reads_and_does_not_write(world, draft, signed_in):
    kept(world, draft)
    director = signed_in("director")

    assert "Rapporten visar." in director.get(url("papers", draft)).content.decode()
    assert director.post(url("papers", draft), posted()).status_code == 403
    assert director.get(url("papers_draft", draft)).content[:4] == b"%PDF"


def test_draft_asks_for_a_word_first(draft, signed_in):
    assert "spara först" in signed_in("sas").get(url("papers_draft", draft), follow=True).content.decode()
    assert (
        "spara handlingarna först"
        in signed_in("sas").post(url("make_papers", draft), follow=True).content.decode()
    )


def test_refusal_is_told_on_the_page(world, draft, signed_in):
    kept(world, draft)
    page = signed_in("sas").post(url("make_papers", draft), follow=True).content.decode()

    assert "Rapporten är inte fastställd." in page


def test_politician_fetches_the_papers_once_they_are_made(world, signed, signed_in):
    politician, listed = signed_in("politician"), reverse("manuscripts:papers_list")
    assert "Inga handlingar än" in politician.get(listed).content.decode()
    kept(world, signed.manuscript)
    signed_in("sas").post(url("make_papers", signed.manuscript))

    assert "KOS 2026/326" in politician.get(listed).content.decode()
    answer = politician.get(reverse("manuscripts:papers_copy", args=[PapersCopy.objects.get().pk]))
    assert (
        b"".join(answer.streaming_content)[:4] == b"%PDF"
        if answer.streaming
        else answer.content[:4] == b"%PDF"
    )
