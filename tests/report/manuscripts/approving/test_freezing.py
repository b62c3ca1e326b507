"""What is approved stands as it was: facts, texts, article and files, with a fingerprint over them."""

import json
from decimal import Decimal

import pytest
from django.urls import reverse

from hjulet.base.notices.models import Notice
from hjulet.base.organisation.models import Unit
from hjulet.check.indicators.models import Indicator, Value
from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.choices import State
from hjulet.report.manuscripts.drafts import draft_of
from hjulet.report.manuscripts.models import Approved, Manuscript, SectionText
from hjulet.report.manuscripts.pages.editions import as_csv, as_json
from hjulet.report.manuscripts.workflows import approving
from hjulet.report.manuscripts.workflows.approving import Approval
from hjulet.report.reports.choices import Edition
from hjulet.report.reports.models import FrameVersion
from tests.report.manuscripts.approving.access_makers import words_of
from tests.report.manuscripts.approving.making import AT, SECTION, WORDS, approved_by_the_director


def test_both_editions_are_frozen_with_text_and_files(approved):
    assert set(approved) == {Edition.INTERNAL, Edition.PUBLIC}
    for edition in approved.values():
        assert edition.texts[SECTION]["analysis"].startswith("Vi har")
        assert "Vi har <strong>kartlagt</strong> processerna." in edition.document
        assert "KOS 2026/326" in edition.document
        assert edition.pdf.content().startswith(b"%PDF")
        assert edition.docx.content().startswith(b"PK")
        assert edition.fingerprint == rules.fingerprint(edition.facts, edition.texts)


def test_report_says_who_approved_it_and_under_which_number(world, approved):
    found = Manuscript.objects.get()

    assert (found.state, found.registry_number) == (State.APPROVED, "KOS 2026/326")
    assert found.approved_by == world.people["director"]


def test_approving_again_gives_the_same_editions(world, approved, in_review):
    again = approved_by_the_director(in_review, by=world.people["director"], number="KOS 9")

    assert {one.pk for one in again} == {one.pk for one in approved.values()}
    assert Manuscript.objects.get().registry_number == "KOS 2026/326"


def test_later_data_changes_nothing_in_what_is_approved(world, approved):
    before = {one.edition: (one.document, one.facts, one.fingerprint) for one in approved.values()}
    Value.objects.update(value=Decimal(1))
    SectionText.objects.update(markdown="Ändrad efteråt.")

    found = Approved.objects.all()
    assert {one.edition: (one.document, one.facts, one.fingerprint) for one in found} == before
    assert all(one.is_whole for one in found)


def test_edition_that_was_tampered_with_is_found_out(approved):
    found = approved[Edition.PUBLIC]
    found.texts[SECTION]["analysis"] = "Något annat."

    assert not found.is_whole


@pytest.mark.parametrize("what", ["document", "facts", "pdf", "docx"])
def test_whatever_is_exchanged_in_the_database_is_found_out_and_given_to_nobody(
    world, published, signed_in, client, what
):
    other = Approved.objects.get(edition=Edition.INTERNAL)
    Approved.objects.filter(pk=published.pk).update(**{what: getattr(other, what)})
    found = Approved.objects.select_related("manuscript__unit__municipality").get(pk=published.pk)
    place = words_of(found)

    assert not found.is_whole
    page = client.get(reverse("published:report", kwargs=place)).content.decode()
    assert "stämmer inte med det som fastställdes" in page
    assert WORDS.replace("**", "") not in page
    for form in ("pdf", "docx", "csv", "json"):
        address = reverse("published:file", kwargs={**place, "number": 1, "form": form})
        assert client.get(address).status_code == 503
        assert (
            signed_in("sas").get(reverse("manuscripts:edition_file", args=[found.pk, form])).status_code
            == 503
        )
    assert (
        "stämmer inte med sitt fingeravtryck"
        in signed_in("sas").get(found.get_absolute_url()).content.decode()
    )


def test_edition_from_before_the_files_were_counted_in_is_still_whole(approved):
    found = approved[Edition.PUBLIC]
    found.facts = {key: value for key, value in found.facts.items() if key != "sha256"}
    found.fingerprint = rules.fingerprint(found.facts, found.texts)

    assert found.is_whole


def test_nothing_that_is_changed_later_changes_the_approved_edition(world, published, client):
    """Names of units and measures, frames, scales, a municipality that is renamed, a measure that is taken away."""
    place = words_of(published)
    forms = [
        reverse("published:file", kwargs={**place, "number": 1, "form": form})
        for form in ("pdf", "docx", "csv", "json")
    ]
    was = [published.document, *(client.get(form).content for form in forms)]
    Unit.objects.update(name="Omdöpt")
    Indicator.objects.update(name="Omdöpt", unit_of_measure="index")
    Value.objects.all().delete()
    FrameVersion.objects.create(
        municipality=world.municipality, kind="kvalitetsberattelse", number=1, from_year=2020,
        chapters=[{"anchor": "infor", "title": "Omdöpt", "guidance": "", "is_hidden": False}],
        saved_by=world.people["sas"], saved_at=AT,
    )  # fmt: skip

    page = client.get(reverse("published:report", kwargs=place)).content.decode()
    assert published.document in page
    assert [published.document, *(client.get(form).content for form in forms)] == was


def test_public_edition_has_no_way_into_the_installation(approved):
    body = approved[Edition.PUBLIC].document

    assert 'href="/' not in body


def test_figures_are_open_data(approved):
    found = approved[Edition.PUBLIC]
    content = json.loads(as_json(found))

    assert (content["fingerprint"], content["schema_version"]) == (found.fingerprint, 1)
    assert set(content["sha256"]) == {"document", "pdf", "docx"}
    assert len(as_csv(found).splitlines()) == len(content["figures"]) + 1


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("−5 %", "−5 %"),
        (-2.5, "-2,5"),
        (None, ""),
        ("94 %", "94 %"),
    ],
)
def test_csv_runs_nothing_and_reads_as_swedish(approved, written, stands):
    found = approved[Edition.PUBLIC]
    found.facts["figures"] = [{"id": "a", "value": written}]

    assert as_csv(found).splitlines()[1].split(";")[3] == stands


def test_two_who_approve_at_once_get_the_same_editions(world, in_review):
    """The second has made its files when the first is through."""
    draft, by = draft_of(in_review, fresh=True), world.people["director"]
    said = Approval("KOS 9", draft.fingerprint)
    ready = approving._ready(draft, said, by=by, at=AT)
    first = approved_by_the_director(in_review, by=by)
    second = approving._store(in_review, said, ready, by=by, at=AT)

    assert [one.pk for one in first] == [one.pk for one in second]
    assert Manuscript.objects.get().registry_number == "KOS 2026/326"


def test_those_who_sign_for_secrecy_are_told_where_the_public_edition_is(world, approved):
    notice = Notice.objects.get(user=world.people["registrar"])

    assert notice.path == approved[Edition.PUBLIC].get_absolute_url()
