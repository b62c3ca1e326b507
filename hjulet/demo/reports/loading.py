"""Load the invented reports, once: all of them or none, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.cache import cache
from django.db import transaction
from django.utils.timezone import localtime, make_aware

from hjulet.base.notices.choices import Kind
from hjulet.base.notices.models import Notice
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.models import User
from hjulet.demo.events.writing import name
from hjulet.demo.reports import quality_2025, quality_2026, results_2025, safety_2025
from hjulet.demo.reports.asof import known_on
from hjulet.demo.reports.desk import Desk
from hjulet.demo.reports.plan import Story
from hjulet.plan.cooperation.models import Cooperation
from hjulet.plan.cooperation.workflows import note_meeting
from hjulet.report.manuscripts.facts import SECONDS, facts_of, key_of
from hjulet.report.manuscripts.models import Manuscript
from hjulet.report.manuscripts.workflows.correcting import explain
from hjulet.report.manuscripts.workflows.starting import Wanted, start
from hjulet.report.reports.blocks import Report
from hjulet.report.reports.choices import Edition

COMMITTEE = "Socialnämnden"
MORNING = time(9)
READ_AFTER = timedelta(days=30)
KINDS = (Kind.REPORT_ASKED, Kind.REPORT_COMMENT)


@dataclass(frozen=True)
class Place:
    """Where the reports are, and who writes them."""

    unit: Unit
    people: Mapping[str, User]
    now: datetime

    def begin(self, story: Story, begun: datetime) -> Manuscript:
        due = localtime(begun).date() + timedelta(days=story.due)
        wanted = Wanted(story.kind, self.unit, story.year, due)
        return start(wanted, by=self.people[story.begun_by], at=begun)[0]

    def ago(self, days: int) -> datetime:
        """In the morning of a day before the demonstration was loaded."""
        return morning(localtime(self.now).date() - timedelta(days=days))


@transaction.atomic
def load(municipality: Municipality, people: Mapping[str, User], now: datetime) -> None:
    """Safe to run twice: what people have written since stays."""
    if Manuscript.objects.filter(unit__municipality=municipality).exists():
        return
    place = Place(
        Unit.objects.select_related("municipality").get(municipality=municipality, slug="sociala-sektorn"), people, now
    )  # fmt: skip
    frozen = _approved(place, quality_2025.STORY, morning(quality_2025.BEGUN))
    _approved(place, safety_2025.STORY, morning(safety_2025.BEGUN))
    _corrected(place)
    _in_review(place, frozen)
    _being_written(place)
    _let_the_old_be_read(municipality, now)


def _let_the_old_be_read(municipality: Municipality, now: datetime) -> None:
    """Nobody is to be mailed about it, and what was told long ago has been seen."""
    told = Notice.objects.filter(user__municipality=municipality, kind__in=KINDS)
    told.filter(mailed_at=None).update(mailed_at=now)
    told.filter(read_at=None, created_at__lt=now - READ_AFTER).update(read_at=now - READ_AFTER)


def morning(day: date) -> datetime:
    return make_aware(datetime.combine(day, MORNING))


def _approved(place: Place, story: Story, begun: datetime) -> Report:
    """From the first day to the published edition, with the facts as they were known when it was approved."""
    internal, public = known_on(_approval_of(story, begun), story.kind, place.unit, story.year)
    desk = Desk(place.begin(story, begun), place.people, begun, internal)
    _carry_out(desk, story)
    _finish(desk, story, public)
    return internal


def _approval_of(story: Story, begun: datetime) -> date:
    return localtime(begun).date() + timedelta(days=story.approved.day if story.approved else 0)


def _finish(desk: Desk, story: Story, public: Report) -> None:
    if story.approved:
        desk.approve(story.approved, public)
    if story.papers:
        desk.make_papers(story.papers, recipient=COMMITTEE, by=story.begun_by)


def _carry_out(desk: Desk, story: Story) -> None:
    """What is written, between the times it was sent back."""
    desk.give(story.owners, story.begun_by)
    done = 0
    for turn in story.returned:
        desk.carry_out(tuple(step for step in story.steps if done <= step.day < turn.sent))
        desk.send(turn.sent, story.sent_by)
        desk.send_back(turn, "director")
        done = turn.sent
    desk.carry_out(tuple(step for step in story.steps if step.day >= done))
    if story.sent is not None:
        desk.send(story.sent, story.sent_by)


def _corrected(place: Place) -> None:
    """Meetings that were forgotten are noted, and the patientsäkerhetsberättelse gets its second edition."""
    begun, story, mas = morning(safety_2025.AGAIN), safety_2025.SECOND, place.people["mas"]
    cooperation = Cooperation.objects.get(
        slug=safety_2025.WITH_WHOM, unit__municipality=place.unit.municipality
    )
    for held_on, notes in safety_2025.FORGOTTEN:
        token = name(f"report-meeting-{held_on}")
        note_meeting(cooperation, held_on, notes, "", token, by=mas, at=begun)
    internal, public = known_on(_approval_of(story, begun), story.kind, place.unit, story.year)
    desk = Desk(place.begin(story, begun), place.people, begun, internal)
    facts = {Edition.INTERNAL: internal, Edition.PUBLIC: public}
    keys = {key_of(desk.manuscript, edition): report for edition, report in facts.items()}
    cache.set_many(keys, SECONDS)  # what is explained is read from the facts that everybody sees
    explain(desk.manuscript, {safety_2025.WRONG: safety_2025.WHY}, by=mas, at=desk.at(1))
    cache.delete_many(keys)
    _carry_out(desk, story)
    _finish(desk, story, public)


def _in_review(place: Place, facts: Report) -> None:
    """FACTS are of the kvalitetsberättelse of the same year: the same figures have the same names in both."""
    story, begun = results_2025.STORY, place.ago(results_2025.BEGUN_AGO)
    _carry_out(Desk(place.begin(story, begun), place.people, begun, facts), story)


def _being_written(place: Place) -> None:
    story, begun = quality_2026.STORY, place.ago(quality_2026.BEGUN_AGO)
    made = place.begin(story, begun)
    _carry_out(Desk(made, place.people, begun, facts_of(made)), story)
