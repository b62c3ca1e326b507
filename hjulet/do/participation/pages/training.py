"""Courses: what I am to do, what a course is, and how it stands at my units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.request import Request
from hjulet.base.people.roles import TABLE, may
from hjulet.do.participation import rules
from hjulet.do.participation.choices import Standing
from hjulet.do.participation.models import Attempt, Completion, Course, CourseSession, Requirement, Seat
from hjulet.do.participation.models.people import NAMES, Member, members, paths_of
from hjulet.do.participation.pages.reaching import colleagues, units_with

TAGS = {
    Standing.VALID: "good",
    Standing.EXPIRES_SOON: "middle",
    Standing.MISSING: "info",
    Standing.LATE: "bad",
    Standing.EXPIRED: "bad",
}
TO_DO = frozenset({Standing.MISSING, Standing.LATE, Standing.EXPIRED, Standing.EXPIRES_SOON})
ORDER = [Standing.LATE, Standing.EXPIRED, Standing.EXPIRES_SOON, Standing.MISSING, Standing.VALID]


@dataclass(frozen=True)
class Asked:
    """A course that somebody's role requires, and where they stand with it."""

    course: Course
    standing: Standing
    due_on: date
    completion: Completion | None

    @property
    def tag(self) -> str:
        return TAGS[self.standing]

    @property
    def is_to_do(self) -> bool:
        return self.standing in TO_DO

    @property
    def day(self) -> date | None:
        """The day that matters: until when it holds, or by when it is to be done."""
        if self.completion is None:
            return self.due_on
        return self.completion.valid_to


def asked_of(user: User, today: date) -> list[Asked]:
    """What the user's roles require, the most pressing first; two questions."""
    due: dict[int, tuple[Course, date]] = {}
    held = user.roles_on(today)
    paths = {path for one in held for path in [*one.unit.paths_above(), one.unit.path]}
    found = Requirement.objects.in_force().filter(unit__path__in=paths, role__in={one.role for one in held})
    for need in found:
        for one in held:
            if one.role == need.role and one.unit.path.startswith(need.unit.path):
                day = due_on(need, one.starts_on)
                earlier = due.get(need.course_id)
                due[need.course_id] = (need.course, min(day, earlier[1]) if earlier else day)
    done = Completion.objects.latest_of([user.pk], list(due)) if due else {}
    rows = [_asked(course, day, done.get((user.pk, course.pk)), today) for course, day in due.values()]
    return sorted(rows, key=lambda row: (ORDER.index(row.standing), row.day or date.max, row.course.title))


def to_do(user: User, today: date) -> QuerySet[Course]:
    """The same as a part of another question: courses that my roles require and that I have not, or that go out soon."""
    asked = Q(pk__in=())
    for held in user.roles_on(today):
        paths = [*held.unit.paths_above(), held.unit.path]
        needs = Requirement.objects.filter(
            course=OuterRef("pk"), ended_on=None, role=held.role, unit__path__in=paths
        )
        asked |= Q(Exists(needs))
    holds = Q(valid_to=None) | Q(valid_to__gte=today + rules.SOON)
    have = Completion.objects.filter(holds, course=OuterRef("pk"), user=user)
    return Course.objects.in_use().filter(asked, ~Exists(have))


def due_on(need: Requirement, starts_on: date) -> date:
    return max(need.from_day, starts_on) + timedelta(days=need.within_days)


def _asked(course: Course, day: date, completion: Completion | None, today: date) -> Asked:
    done_on = completion.done_on if completion else None
    valid_to = completion.valid_to if completion else None
    standing = rules.standing(day, today, done_on=done_on, valid_to=valid_to)
    return Asked(course, standing, day, completion)


# -- the list, and one course ------------------------------------------------------------------------------------------
def overview(request: Request) -> dict[str, Any]:
    user, today = request.user, request.today
    mine = asked_of(user, today)
    asked = {row.course.pk for row in mine}
    others = Course.objects.visible_to(user, today).in_use().exclude(pk__in=asked).select_related("unit")
    done = Completion.objects.filter(user=user).select_related("course")
    return {
        "mine": mine,
        "others": list(others),
        "done": list(done[:50]),
        "may_keep": may(user, Verb.KEEP_TRAINING, today),
        "may_follow": may(user, Verb.SEE_WHO_HAS_READ, today),
    }


@dataclass(frozen=True)
class SessionRow:
    session: CourseSession
    is_mine: bool
    taken: int
    is_over: bool

    @property
    def is_full(self) -> bool:
        return self.session.places is not None and self.taken >= self.session.places


def _session_row(session: CourseSession, user: User, today: date) -> SessionRow:
    seats = [seat.user_id for seat in session.seats.all()]
    return SessionRow(session, user.pk in seats, len(seats), session.held_on < today)


def course_page(request: Request, course: Course, *, may_keep: bool) -> dict[str, Any]:
    user, today = request.user, request.today
    row = next((one for one in asked_of(user, today) if one.course.pk == course.pk), None)
    first = today - timedelta(days=365 if may_keep else 0)
    sessions = course.sessions.filter(held_on__gte=first).prefetch_related("seats")
    return {
        "course": course,
        "asked": row,
        "completions": list(Completion.objects.filter(user=user, course=course)),
        "attempts": list(Attempt.objects.visible_to(user, today).filter(course=course)[:5]),
        "questions": list(course.questions.all()),
        "sessions": [_session_row(one, user, today) for one in sessions],
        "requirements": list(course.requirements.filter(ended_on=None).select_related("unit")),
        "may_keep": may_keep,
        "today": today,
    }


def people_of(request: Request, course: Course) -> Any:
    """Those whom a keeper may say came or have done it: colleagues at the units they keep, within the course's."""
    units = units_with(request.user, request.today, Verb.KEEP_TRAINING).below(course.unit)
    paths = list(units.values_list("path", flat=True))
    return colleagues(request.user, request.today, paths or [course.unit.path])


def seated(session: CourseSession) -> list[int]:
    """Who stands ticked when the form is opened: those who came, or before anybody has said, who put their name down."""
    seats = list(Seat.objects.filter(session=session).values_list("user", "came"))
    is_said = any(came is not None for _user, came in seats)
    return [user for user, came in seats if came or not is_said]


# -- how it stands at my units -----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class PersonRow:
    """Somebody who has not done what the role requires."""

    user: User
    unit: Unit
    standing: Standing
    day: date | None

    @property
    def tag(self) -> str:
        return TAGS[self.standing]


@dataclass(frozen=True)
class CourseStanding:
    """A required course at some units: how many have it, and who has not."""

    course: Course
    asked: int
    valid: int
    missing: tuple[PersonRow, ...]  # those whose names the reader may see
    is_hidden: bool = False  # so few that a number would be a name

    @property
    def percent(self) -> int | None:
        return rules.share(self.valid, self.asked)


def overview_of_units(request: Request) -> dict[str, Any]:
    """How it stands at the chosen unit, or at all that one follows up; names for the unit's own manager alone."""
    user, today = request.user, request.today
    units = list(units_with(user, today, Verb.SEE_WHO_HAS_READ))
    chosen = next((unit for unit in units if unit.slug == request.GET.get("enhet")), None)
    paths = [chosen.path] if chosen else paths_of(user, today, TABLE[Verb.SEE_WHO_HAS_READ])
    named = paths_of(user, today, NAMES)
    rows = [_told(row, named, paths) for row in standings(paths, today)]
    return {
        "rows": rows,
        "units": units,
        "unit": chosen,
        "sees_names": any(row.missing for row in rows) or bool(named),
    }


def _told(row: CourseStanding, named: Sequence[str], paths: Sequence[str]) -> CourseStanding:
    seen = tuple(one for one in row.missing if one.unit.path.startswith(tuple(named)))
    is_own = all(path.startswith(tuple(named)) for path in paths)
    return replace(row, missing=seen, is_hidden=not is_own and row.asked < rules.SMALLEST)


def standings(paths: Sequence[str], today: date) -> list[CourseStanding]:
    """Every course that is required there; three questions, however many people."""
    found = list(Requirement.objects.in_force().filter(_meets(paths)))
    people = members(paths, {need.role for need in found}, today)
    done = Completion.objects.latest_of(
        [member.user.pk for member in people], [need.course_id for need in found]
    )
    by_course: dict[int, list[Requirement]] = {}
    for need in found:
        by_course.setdefault(need.course_id, []).append(need)
    rows = [_standing(needs, people, done, today) for needs in by_course.values()]
    return sorted((row for row in rows if row.asked), key=lambda row: (row.percent or 0, row.course.title))


def _meets(paths: Sequence[str]) -> Q:
    """Requirements decided at these units, above them or below them."""
    found = Q(pk__in=())
    for path in paths:
        above = [path[:end] for end in range(Unit.steplen, len(path), Unit.steplen)]
        found |= Q(unit__path__in=above) | Q(unit__path__startswith=path)
    return found


def _standing(
    needs: Iterable[Requirement],
    people: Sequence[Member],
    done: dict[tuple[int, int], Completion],
    today: date,
) -> CourseStanding:
    asked: dict[int, tuple[Member, date]] = {}
    course = None
    for need in needs:
        course = need.course
        for member in people:
            if member.role == need.role and member.unit.path.startswith(need.unit.path):
                day = due_on(need, member.since)
                earlier = asked.get(member.user.pk)
                asked[member.user.pk] = (member, min(day, earlier[1]) if earlier else day)
    assert course is not None  # noqa: S101 - a group is never empty
    rows = [
        (member, _asked(course, day, done.get((pk, course.pk)), today)) for pk, (member, day) in asked.items()
    ]
    missing = [
        PersonRow(member.user, member.unit, row.standing, row.day) for member, row in rows if row.is_to_do
    ]
    valid = sum(row.standing in {Standing.VALID, Standing.EXPIRES_SOON} for _member, row in rows)
    missing.sort(key=lambda row: (ORDER.index(row.standing), row.user.name))
    return CourseStanding(course, len(rows), valid, tuple(missing))
