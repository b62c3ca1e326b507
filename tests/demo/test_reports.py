"""The invented reports: one at every stage, made by the same verbs as people use, saying no more than their figures do."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hjulet.act.actions.models import EffectReview
from hjulet.base.notices.models import Notice
from hjulet.base.people.models import User
from hjulet.desk.waiting import reports as waiting
from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.checks import is_required
from hjulet.report.manuscripts.choices import Fault, RequestState, Standing, State
from hjulet.report.manuscripts.drafts import draft_of
from hjulet.report.manuscripts.freezing import INSIDE
from hjulet.report.manuscripts.markdown import GONE
from hjulet.report.manuscripts.models import (
    Approved,
    Comment,
    Difference,
    Manuscript,
    PapersCopy,
    SectionOwner,
    SectionRequest,
    TextVersion,
)
from hjulet.report.manuscripts.outline import outline
from hjulet.report.manuscripts.pages.board import board
from hjulet.report.reports.choices import Edition, Kind
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections import results
from hjulet.report.reports.workflows import build

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture
def today():
    return timezone.localdate()


def manuscript(kind, year, number=1):
    return Manuscript.objects.select_related("unit__municipality").get(kind=kind, year=year, number=number)


def person(key):
    return User.objects.get(email=f"{key}@lingonfors.example")


def editions(**which):
    return Approved.objects.select_related("manuscript__unit__municipality").filter(**which)


def test_there_is_a_report_at_every_stage():
    rows = Manuscript.objects.order_by("year", "kind", "number").values_list(
        "year", "kind", "number", "state"
    )

    assert list(rows) == [
        (2025, Kind.QUALITY, 1, State.APPROVED),
        (2025, Kind.SAFETY, 1, State.APPROVED),
        (2025, Kind.SAFETY, 2, State.APPROVED),
        (2025, Kind.RESULTS, 1, State.REVIEW),
        (2026, Kind.QUALITY, 1, State.DRAFT),
    ]


def test_real_municipality_has_no_invented_text():
    assert not Manuscript.objects.exclude(unit__municipality__slug="lingonfors").exists()


def test_every_frozen_edition_is_what_was_approved():
    found = editions()

    assert len(found) == 6
    for edition in found:
        assert rules.fingerprint(edition.facts, edition.texts) == edition.fingerprint
        assert edition.pdf.content()[:4] == b"%PDF"
        assert edition.docx.content()[:2] == b"PK"


def test_every_figure_in_the_texts_is_one_of_the_report():
    for edition in editions():
        known = {figure["id"] for figure in edition.facts["figures"]}
        texts = [words for parts in edition.texts.values() for words in parts.values()]
        assert {id_ for words in texts for id_ in rules.references(words)} <= known
        assert GONE not in edition.document
        assert INSIDE not in edition.document


def test_what_is_being_written_names_figures_that_exist_and_stand_as_they_say():
    for found in Manuscript.objects.being_written().select_related("unit__municipality"):
        faults = {fault.fault for fault in draft_of(found).faults}
        assert not faults & {
            Fault.UNKNOWN_FIGURE,
            Fault.CHANGED_FIGURE,
            Fault.REPEALED_LAW,
            Fault.RESIDENT_NAME,
        }


def test_every_text_stands_in_its_section():
    for edition in editions():
        assert "texter-utan-avsnitt" not in edition.document
        assert all(f'id="{section}"' in edition.document for section in edition.texts)


def test_what_has_surely_moved_is_told_in_the_texts():
    found = manuscript(Kind.QUALITY, 2025)
    texts = "".join(
        words for parts in editions(manuscript=found)[0].texts.values() for words in parts.values()
    )

    moved = results.collect(Scope(Kind.QUALITY, found.unit, 2025, Edition.INTERNAL)).moved

    assert moved
    for one in moved:
        assert f"{{{{siffra:{one.key}/2025" in texts


@pytest.mark.parametrize("kind", [Kind.QUALITY, Kind.SAFETY])
def test_every_part_that_the_law_asks_for_is_written(kind):
    found = manuscript(kind, 2025)
    report = build(kind, found.unit, 2025, Edition.INTERNAL)
    required = {section.anchor for section in outline(report) if is_required(kind, section)}

    assert len(required) >= 10
    for edition in editions(manuscript=found):
        assert required <= set(edition.texts)


def test_the_quality_report_was_written_by_several_and_sent_back_once():
    found = manuscript(Kind.QUALITY, 2025)
    writers = TextVersion.objects.filter(text__manuscript=found).values_list("written_by__email", flat=True)

    assert {email.split("@")[0] for email in writers} == {
        "sas", "mas", "developer", "manager", "home-manager", "department-head",
    }  # fmt: skip
    assert [bool(turn.reason) for turn in found.rounds.all()] == [True, False]
    assert not Comment.objects.filter(manuscript=found).open().exists()


def test_a_frozen_report_does_not_know_what_came_later():
    later = EffectReview.objects.concluded().filter(
        reviewed_on__gt=manuscript(Kind.SAFETY, 2025, 2).approved_at
    )

    assert later.exists()
    for edition in editions(manuscript__kind=Kind.SAFETY, edition=Edition.INTERNAL):
        actions = edition.document.split('id="forbattring"')[1].split('id="infor"')[0]
        assert "Två signerar kvällens läkemedel" in actions
        assert "Förbättring" not in actions


def test_the_second_edition_says_which_figure_was_wrong_and_why():
    found = Difference.objects.get()

    assert (found.manuscript.number, found.was, found.now) == (2, "0", "3")
    assert "inte antecknade" in found.why


def test_the_committee_has_its_papers_with_five_figures_three_risks_and_three_decisions():
    copy = PapersCopy.objects.get()

    assert [len(copy.content[name]) for name in ("figures", "risks", "decisions")] == [5, 3, 3]
    assert copy.file.content()[:4] == b"%PDF"
    assert copy.file.size < 10_000_000


def test_anybody_reads_what_is_published(client):
    for number in (1, 2):
        address = ["lingonfors", Kind.SAFETY, "sociala-sektorn", 2025, number]
        assert client.get(reverse("published:edition", args=address)).status_code == 200
    assert "Kvalitetsberättelse 2025" in client.get("/rapporter/publik/lingonfors/").content.decode()


def test_the_report_of_this_year_shows_every_kind_of_waiting(today):
    found = manuscript(Kind.QUALITY, 2026)
    asked = SectionRequest.objects.filter(manuscript=found)
    rows = [row for chapter in board(found, person("sas"), today, "")["chapters"] for row in chapter.rows]

    assert sorted(one.due_on < today for one in asked.waiting()) == [False, True]
    assert asked.filter(state=RequestState.ANSWERED).count() == 1
    assert asked.filter(state=RequestState.TAKEN).count() == 1
    assert {row.standing for row in rows} == set(Standing)
    assert [row.section.anchor for row in rows if row.besides] == ["processer"]


def test_those_who_were_responsible_last_year_are_so_this_year():
    owners = [
        dict(
            SectionOwner.objects.filter(manuscript=manuscript(Kind.QUALITY, year)).values_list(
                "section", "user__email"
            )
        )
        for year in (2025, 2026)
    ]

    assert len(owners[0]) == 16
    assert owners[0] == owners[1]
    assert len(set(owners[0].values())) == 3


def test_the_director_has_a_report_to_review(today):
    found = manuscript(Kind.RESULTS, 2025)

    assert [row.text for row in waiting.to_review(person("director"), today)] == [f"Granska {found}"]
    assert not [fault for fault in draft_of(found).faults if not fault.is_warning]


def test_what_is_written_now_is_dated_before_the_demonstration_was_loaded(today):
    versions = TextVersion.objects.filter(text__manuscript__state=State.DRAFT)

    assert {version.written_at.date() < today for version in versions} == {True}
    assert manuscript(Kind.QUALITY, 2026).due_on > today + timedelta(days=30)


def test_nobody_is_mailed_about_invented_reports():
    assert not Notice.objects.filter(user__municipality__slug="lingonfors", mailed_at=None).exists()


def test_whoever_is_only_asked_is_led_to_no_board_that_is_closed(client):
    asked = person("department-head")
    client.force_login(asked)

    page = client.get(reverse("manuscripts:list")).content.decode()

    assert manuscript(Kind.QUALITY, 2026).get_absolute_url() not in page
