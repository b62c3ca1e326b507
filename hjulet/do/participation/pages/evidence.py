"""Evidence for a supervision: who had what to read when, and how many had read it, at a unit in a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localtime

from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import RoleHolding
from hjulet.do.participation import rules
from hjulet.do.participation.models import Reading, Receipt, terms_of
from hjulet.do.participation.models.people import below


@dataclass(frozen=True)
class PersonLine:
    """Somebody who had it to read in the period. Without a receipt the name waits for the agreed days."""

    name: str
    unit: str
    role: str
    had_from: date
    had_to: date
    read_at: datetime | None

    @property
    def read_on(self) -> date | None:
        return localtime(self.read_at).date() if self.read_at else None


@dataclass(frozen=True)
class ReadingLine:
    """A version that was to be read there."""

    title: str
    version: int
    sent_on: date
    due_on: date
    ended_on: date | None
    asked: int
    read: int
    read_in_time: int
    people: tuple[PersonLine, ...]
    unnamed: int  # who have not read, and are not named yet
    units: tuple[tuple[str, bool], ...]  # everybody: where they work, and whether they have read

    @property
    def percent(self) -> int | None:
        return rules.share(self.read, self.asked)


@dataclass(frozen=True)
class Evidence:
    unit: Unit
    first: date
    last: date
    made_on: date
    readings: tuple[ReadingLine, ...]


def evidence(unit: Unit, first: date, last: date, today: date) -> Evidence:
    """By the roles people held day by day, so that those who have left are there too. SOSFS 2011:9 6 kap. 1 §."""
    until = min(last, today)
    found = list(
        Reading.objects.at(unit).during(first, until).select_related("version").prefetch_related("units")
        .order_by("sent_on", "pk")
    )  # fmt: skip
    held = RoleHolding.objects.filter(
        below([unit.path]), Q(ends_on=None) | Q(ends_on__gte=first), starts_on__lte=until
    ).select_related("user", "unit")
    holdings = list(held.order_by("user__name", "user_id", "starts_on", "pk"))
    receipts = {
        (reading, user): at
        for reading, user, at in Receipt.objects.filter(reading__in=found).values_list(
            "reading", "user", "read_at"
        )
    }
    days = terms_of(unit.municipality_id).names_after_days
    lines = [_line(reading, holdings, receipts, (first, until, today, days)) for reading in found]
    return Evidence(unit, first, until, today, tuple(line for line in lines if line.asked))


def _line(
    reading: Reading, holdings: list[RoleHolding], receipts: dict[tuple[int, int], datetime],
    when: tuple[date, date, date, int],
) -> ReadingLine:  # fmt: skip
    first, last, today, days = when
    people: dict[int, PersonLine] = {}
    for held in holdings:
        if not reading.is_for(held.role, held.unit.path):
            continue
        start = rules.asked_since(reading.sent_on, held.starts_on)
        end = min(
            day
            for day in (reading.ended_on and reading.ended_on - timedelta(days=1), held.ends_on, last)
            if day
        )
        if end < max(first, start):
            continue
        at = receipts.get((reading.pk, held.user_id))
        read_at = at if at is not None and localtime(at).date() <= last else None
        earlier = people.get(held.user_id)
        had_from = min(start, earlier.had_from) if earlier else start
        had_to = max(end, earlier.had_to) if earlier else end
        people[held.user_id] = PersonLine(
            held.user.name, held.unit.name, str(held.get_role_display()), had_from, had_to, read_at
        )
    everybody = list(people.values())
    named = [one for one in everybody if one.read_at or rules.may_be_named(one.had_from, today, days)]
    within = reading.due_on - reading.sent_on
    in_time = sum(one.read_on is not None and one.read_on <= one.had_from + within for one in everybody)
    return ReadingLine(
        reading.version.title, reading.version.number, reading.sent_on, reading.due_on, reading.ended_on,
        len(everybody), sum(one.read_at is not None for one in everybody), in_time, tuple(named),
        len(everybody) - len(named), tuple((one.unit, one.read_at is not None) for one in everybody),
    )  # fmt: skip
