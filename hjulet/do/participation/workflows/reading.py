"""Sending a routine to be read, signing it, asking about it and answering to all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjulet.act.actions.access import answering_for
from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import mark_read, tell, withdraw
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.do.participation import rules
from hjulet.do.participation.choices import ReadingObstacle
from hjulet.do.participation.models import CannotRead, Reading, ReadingQuestion, Receipt, terms_of
from hjulet.do.participation.models.people import members
from hjulet.plan.procedures.models import RoutineVersion


@dataclass(frozen=True)
class ReadingText:
    """Whom a version is sent to, and what is new in it."""

    units: Sequence[Unit]
    roles: Sequence[str]
    news: str


@transaction.atomic
def send_reading(version: RoutineVersion, said: ReadingText, *, by: User, at: datetime) -> Reading:
    """Send what is new to those it is for; an earlier version is no longer asked for. Raises CannotRead."""
    one_at_a_time()
    today = localtime(at).date()
    sent = Reading.objects.filter(version=version).first()
    obstacles = rules.obstacles_to_sending(
        is_approved=version.approved_at is not None, news=said.news, units=len(said.units),
        roles=len(said.roles), is_sent=sent is not None,
    )  # fmt: skip
    if obstacles:
        raise CannotRead(obstacles)
    within = terms_of(version.routine.municipality_id).read_within_days
    reading = Reading.objects.create(
        version=version, role_codes=" ".join(said.roles), news=said.news.strip(), sent_by=by, sent_at=at,
        seconds=rules.seconds_to_read(said.news), sent_on=today, due_on=today + timedelta(days=within),
    )  # fmt: skip
    reading.units.set(said.units)
    _end_earlier(reading, at=at)
    record(
        "reading.sent", version.routine, by=by, at=at, reading=reading.pk, roles=list(said.roles),
        units=[unit.slug for unit in said.units],
    )  # fmt: skip
    people = [member.user for member in members([unit.path for unit in said.units], said.roles, today)]
    _tell(people, reading, _("Något är nytt i en rutin. Det tar en halv minut att läsa."), "sent", at=at)
    return reading


@transaction.atomic
def sign(reading: Reading, *, by: User, at: datetime) -> None:
    """'Jag har läst': once is enough. Raises CannotRead."""
    reading.refresh_from_db(from_queryset=Reading.objects.select_for_update(of=("self",)))
    today = localtime(at).date()
    if not any(reading.is_for(held.role, held.unit.path) for held in by.roles_on(today)):
        raise CannotRead([ReadingObstacle.NOT_FOR_YOU])
    if reading.ended_on is not None:
        raise CannotRead([ReadingObstacle.ENDED])
    _receipt, is_new = Receipt.objects.get_or_create(reading=reading, user=by, defaults={"read_at": at})
    if is_new:
        record("reading.signed", reading.version.routine, by=by, at=at, reading=reading.pk)
    mark_read(by, reading, at=at)


@transaction.atomic
def ask(reading: Reading, text: str, token: UUID, *, by: User, at: datetime) -> ReadingQuestion:
    """'Jag har en fråga': to the routine's owner, or where it has none to whoever answers for its unit."""
    one_at_a_time()
    if made := ReadingQuestion.objects.filter(asked_by=by, form_token=token).first():
        return made
    question = ReadingQuestion.objects.create(
        reading=reading, asked_by=by, asked_at=at, text=text.strip(), form_token=token
    )
    record("reading.asked", reading.version.routine, by=by, at=at, question=question.pk)
    routine, today = reading.version.routine, localtime(at).date()
    owners = [routine.owner] if routine.owner else answering_for(routine.unit, today)
    _tell(owners, reading, _("En fråga om en rutin väntar på ditt svar."), f"question-{question.pk}", at=at)
    return question


@transaction.atomic
def answer(question: ReadingQuestion, text: str, *, revision: int, by: User, at: datetime) -> None:
    """The answer is for all whom the reading is for. Raises CannotRead."""
    question.reply(text, revision=revision, by=by, at=at)
    reading = question.reading
    people = {
        member.user.pk: member.user for member in members(reading.paths, reading.roles, localtime(at).date())
    }
    people[question.asked_by_id] = question.asked_by
    told = [user for user in people.values() if user != by]
    key = f"answer-{question.pk}-{question.revision}"
    _tell(told, reading, _("En fråga om en rutin har fått ett svar som gäller alla."), key, at=at)


def _end_earlier(reading: Reading, *, at: datetime) -> None:
    """The routine's older versions are not asked for any more, and remind nobody."""
    older = Reading.objects.filter(version__routine=reading.version.routine_id, ended_on=None)
    for one in older.exclude(pk=reading.pk):
        one.ended_on = reading.sent_on
        one.save(update_fields=["ended_on"])
        withdraw(one, at=at)
        withdraw(one.version, at=at, kinds=[Kind.PARTICIPATION])  # what managers were told of it


def _tell(users: Sequence[User], reading: Reading, title: str, what: str, *, at: datetime) -> None:
    tell(
        users, Kind.PARTICIPATION, title, reading.get_absolute_url(), key=f"reading-{reading.pk}-{what}",
        about=reading, at=at, day=localtime(at).date(),
    )  # fmt: skip
