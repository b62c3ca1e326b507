"""What a reviewer sees the second time: what has changed since, what was said, and what is left to do."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.urls import reverse

from hjulet.base.notices.choices import Kind
from hjulet.base.notices.models import Notice
from hjulet.base.texts.differences import Change
from hjulet.report.manuscripts.choices import WARNINGS, Fault, Obstacle, Part, State
from hjulet.report.manuscripts.facts import facts_of, key_of
from hjulet.report.manuscripts.models import CannotChange, Comment, Manuscript, Round, SectionText
from hjulet.report.manuscripts.pages.review import TO_DO
from hjulet.report.manuscripts.rereading import changed, stored
from hjulet.report.manuscripts.rules import reference
from hjulet.report.manuscripts.workflows.approving import Approval, approve
from hjulet.report.manuscripts.workflows.commenting import Said, comment
from hjulet.report.manuscripts.workflows.reviewing import send, send_back
from hjulet.report.manuscripts.workflows.writing import Place, save_text
from hjulet.report.reports.blocks import Column, Heading, Note, Report, Row, Table, Text
from tests.report.manuscripts.approving.conftest import DAY, NOON
from tests.report.manuscripts.approving.making import SECTION
from tests.report.reports.sample import measured


def _url(name, *args):
    return reverse(f"manuscripts:{name}", args=args)


def _page(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def _report(value):
    figure = measured("trygg", value)
    table = Table("Mått", (Column("Mått"), Column("2025")), (Row(("Trygg", figure)),))
    return Report(
        "kvalitetsberattelse", "K", "", "Ekvik", "Ekvik", 2025, "internal", (), "2026-01-01",
        (Heading(2, "Processer", SECTION), table),
    )  # fmt: skip


def _text(markdown, revision=1, section=SECTION):
    return SectionText(section=section, part=Part.ANALYSIS, markdown=markdown, revision=revision)


def _told(found, change):
    return [
        piece.text
        for section in found
        for text in section.texts
        for line in text.lines
        for piece in line.pieces
        if piece.change == change
    ]


def test_words_that_changed_are_told_with_the_figures_as_they_were_printed():
    figure = reference("trygg/pahittad/2025", "94 %")
    read = stored(_report("94"), [_text(f"Det var {figure}, och vi vet varför.")])

    found = changed(read, _report("95"), [_text(f"Det var {figure}, men vi vet inte varför.", 2)])
    assert (_told(found, Change.REMOVED), _told(found, Change.ADDED)) == (
        ["94", "och"],
        ["95", "men", "inte "],
    )
    assert [(one.label, one.was, one.now) for one in found[0].figures] == [("Mått trygg", "94 %", "95 %")]


def test_nothing_changed_is_nothing_to_read():
    texts = [_text("Samma.")]

    assert changed(stored(_report("94"), texts), _report("94"), texts) == []
    assert changed({}, _report("94"), texts) == []


def test_text_that_came_went_or_lost_its_section_is_told():
    read = stored(_report("94"), [_text("Borta.", section="lagrum")])

    found = changed(read, _report("94"), [_text("Ny.")])
    assert [(one.anchor, one.is_there) for one in found] == [(SECTION, True), ("lagrum", False)]
    assert (_told(found, Change.ADDED), _told(found, Change.REMOVED)) == (["Ny."], ["Borta."])


def test_figure_that_came_or_went_is_told():
    empty = replace(_report("94"), blocks=_report("94").blocks[:1])

    gone = changed(stored(_report("94"), []), empty, [])
    came = changed(stored(empty, []), _report("94"), [])
    assert [(one.was, one.now) for one in gone[0].figures] == [("94 %", "–")]
    assert [(one.was, one.now) for one in came[0].figures] == [("–", "94 %")]


@pytest.fixture
def sent_back(world, in_review):
    """With a comment that the director made while reading."""
    said = Said(SECTION, "Varför blev det så?", Part.ANALYSIS)
    comment(in_review, said, uuid4(), by=world.people["director"], at=NOON, day=DAY)
    send_back(in_review, "Skriv om lokalerna.", by=world.people["director"], at=NOON, day=DAY)
    in_review.refresh_from_db()
    return in_review


def _rewrite(manuscript, world, words="Vi har kartlagt de flesta processerna."):
    revision = SectionText.objects.get(manuscript=manuscript, section=SECTION).revision
    place = Place(manuscript, SECTION, Part.ANALYSIS)
    save_text(place, words, revision=revision, by=world.people["mas"], at=NOON)


def test_what_was_read_is_kept_when_the_report_is_sent_back(sent_back):
    read = Round.objects.get().read

    assert read["texts"][SECTION]["analysis"] == [1, "Vi har **kartlagt** processerna."]
    assert set(read) == {"texts", "figures"}


def test_reviewer_sees_word_by_word_what_changed_and_who_wrote(world, sent_back, signed_in):
    _rewrite(sent_back, world)
    send(sent_back, by=world.people["sas"], at=NOON, day=DAY)
    page = _page(signed_in("director").get(_url("reread", sent_back.pk)))

    assert "de flesta" in page.partition("<ins>")[2].partition("</ins>")[0]
    assert "Mia Mas" in page
    assert "1 text." in page
    check = _page(signed_in("director").get(_url("check", sent_back.pk)))
    assert "Det som har ändrats sedan" in check
    assert "1 text." in check


def test_report_that_was_never_sent_back_has_nothing_to_compare_with(in_review, signed_in):
    page = _page(signed_in("director").get(_url("reread", in_review.pk)))

    assert "det finns inget att jämföra med" in page
    assert "Det som har ändrats sedan" not in _page(signed_in("director").get(_url("check", in_review.pk)))


def test_turn_from_before_this_was_kept_is_no_comparison(sent_back, signed_in):
    Round.objects.update(read={})

    assert "inget att jämföra med" in _page(signed_in("director").get(_url("reread", sent_back.pk)))


def test_what_was_said_in_review_is_ticked_off_by_the_writer(world, sent_back, signed_in):
    sas = signed_in("sas")
    page = _page(sas.get(_url("check", sent_back.pk)))
    todo = page.partition('id="att-gora"')[2].partition("</section>")[0]
    assert "Skriv om lokalerna." in todo
    assert "Varför blev det så?" in todo
    assert f'href="{Comment.objects.get().get_absolute_url()}"' in todo

    answer = sas.post(_url("resolve", Comment.objects.get().pk), {"next": "check"}, follow=True)
    assert answer.redirect_chain == [(_url("check", sent_back.pk), 302)]
    page = _page(answer)
    assert "Varför blev det så?" not in page.partition('id="att-gora"')[2].partition("</section>")[0]
    assert "Varför blev det så?" in page.partition('id="varv"')[2]  # the history keeps it, and who did it
    assert "Löst av" in page.partition('id="varv"')[2]


def test_message_of_a_comment_stays_when_the_report_comes_back(world, sent_back):
    waiting = Notice.objects.filter(withdrawn_at=None, user=world.people["sas"])

    assert set(waiting.values_list("kind", flat=True)) == {Kind.REPORT_COMMENT, Kind.REPORT_ASKED}


def test_comment_on_a_section_that_is_gone_is_read_and_resolved_on_the_check_page(world, draft, signed_in):
    made = comment(
        draft, Said("eget-kapitel", "Behåll det här."), uuid4(), by=world.people["mas"], at=NOON, day=DAY
    )
    sas = signed_in("sas")
    page = _page(sas.get(_url("check", draft.pk)))
    assert "Behåll det här." in page.partition('id="utan-avsnitt"')[2].partition("</section>")[0]

    answer = sas.post(_url("resolve", made.pk), follow=True)
    assert answer.redirect_chain == [(_url("check", draft.pk), 302)]
    assert "Löst av Stina Sas" in _page(answer)


def test_approver_ticks_that_the_warnings_are_seen(world, draft, signed_in):
    _rewrite(draft, world, "Ring 19121212-1212.")
    send(draft, by=world.people["sas"], at=NOON, day=DAY)
    director = signed_in("director")
    page = _page(director.get(_url("check", draft.pk)))
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    warnings = page.partition('name="warnings" value="')[2].partition('"')[0]
    said = {"registry_number": "KOS 7", "seen": seen, "warnings": warnings}
    page = _page(director.post(_url("approve", draft.pk), said))
    assert str(Obstacle.WARNINGS_NOT_SEEN.label) in page
    assert Manuscript.objects.get().state == State.REVIEW

    director.post(_url("approve", draft.pk), said | {"has_seen": "on"})
    assert Manuscript.objects.get().state == State.APPROVED


def test_warning_that_came_after_the_page_was_opened_is_not_seen(world, in_review):
    comment(in_review, Said(SECTION, "Vänta."), uuid4(), by=world.people["mas"], at=NOON, day=DAY)
    with pytest.raises(CannotChange) as refused:
        approve(in_review, Approval("KOS 7", "", warnings_seen=0), by=world.people["director"], at=NOON)

    assert Obstacle.WARNINGS_NOT_SEEN in refused.value.obstacles


def test_page_of_forty_faults_is_grouped_by_what_to_do(world, draft, signed_in):
    SectionText.objects.filter(manuscript=draft).delete()
    report = facts_of(draft)
    owed = tuple(block for number in range(40) for block in _owed(number))
    cache.set(key_of(draft), replace(report, blocks=(*report.blocks, *owed)))
    page = _page(signed_in("sas").get(_url("check", draft.pk)))

    assert page.count("Skriv en text") == 1
    assert page.count("#analysis") >= 40


def _owed(number):
    return Heading(2, f"Eget {number}", f"eget-{number}"), Note("owed", (Text("Text saknas."),))


def test_every_fault_that_stops_says_what_is_to_be_done():
    assert set(TO_DO) == set(Fault) - WARNINGS
