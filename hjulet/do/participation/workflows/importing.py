"""Taking in what people have done elsewhere: what a file would do, and doing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.organisation.models import Municipality
from hjulet.base.organisation.sources.reading import Fault
from hjulet.base.people.models import User
from hjulet.do.participation import rules
from hjulet.do.participation.choices import How
from hjulet.do.participation.models import Completion, Course, CourseQuerySet
from hjulet.do.participation.sources.completions import CompletionRow


class CannotImport(Exception):
    """The file would do something else now than when it was shown."""


@dataclass(frozen=True)
class Plan:
    """What a file would do: the new ones, and how many are there already."""

    new: tuple[tuple[User, Course, date], ...]
    known: int
    faults: tuple[Fault, ...]

    @property
    def fingerprint(self) -> str:
        said = "|".join(f"{user.pk},{course.pk},{day}" for user, course, day in self.new)
        return sha256(said.encode()).hexdigest()[:16]


def plan_import(
    municipality: Municipality, courses: CourseQuerySet, rows: Sequence[CompletionRow], today: date
) -> Plan:
    """Compare a file with what is kept; COURSES are those that the one who reads it in may keep."""
    people = _people(municipality, rows)
    by_title = {course.title.casefold(): course for course in courses.in_use()}
    found: list[tuple[User, Course, date]] = []
    faults: list[Fault] = []
    for row in rows:
        user, course = people.get(row.person.casefold()), by_title.get(row.course.casefold())
        wrong = _faults(row, user, course, today)
        faults += wrong
        if not wrong and user is not None and course is not None:
            found.append((user, course, row.done_on))
    had = set(
        Completion.objects.filter(user__in={user.pk for user, _course, _day in found}).values_list(
            "user", "course", "done_on"
        )
    )
    new = [one for one in dict.fromkeys(found) if (one[0].pk, one[1].pk, one[2]) not in had]
    return Plan(() if faults else tuple(new), len(found) - len(new), tuple(sorted(faults)))


@transaction.atomic
def carry_out(plan: Plan, source: str, *, seen: str, by: User, at: datetime) -> int:
    """Keep what was shown. Raises CannotImport if it would be something else by now."""
    one_at_a_time()
    if plan.fingerprint != seen or plan.faults:
        raise CannotImport
    rows = [
        Completion(
            user=user, course=course, done_on=day, how=How.IMPORTED, source=source, recorded_by=by,
            recorded_at=at, valid_to=rules.valid_until(day, course.valid_months),
        )
        for user, course, day in plan.new
    ]  # fmt: skip
    Completion.objects.bulk_create(rows, ignore_conflicts=True, batch_size=400)
    record("course.imported", by.municipality, by=by, at=at, amount=len(rows), source=source)
    return len(rows)


def _people(municipality: Municipality, rows: Sequence[CompletionRow]) -> dict[str, User]:
    """By staff number and by address."""
    asked = {row.person.casefold() for row in rows}
    here = User.objects.filter(municipality=municipality)
    found: dict[str, User] = {}
    for user in here:
        for key in (user.staff_number.casefold(), user.email.casefold()):
            if key and key in asked:
                found[key] = user
    return found


def _faults(row: CompletionRow, user: User | None, course: Course | None, today: date) -> list[Fault]:
    faults = []
    if user is None:
        said = {"value": row.person}
        reason = _("Ingen person har anställningsnumret eller e-postadressen ”%(value)s”.") % said
        faults.append(Fault(row.number, "person", reason))
    if course is None:
        reason = _("Det finns ingen kurs som heter ”%(value)s”, eller så sköter du den inte.")
        faults.append(Fault(row.number, "kurs", reason % {"value": row.course}))
    if row.done_on > today:
        faults.append(Fault(row.number, "klar", _("Dagen har inte varit än.")))
    return faults
