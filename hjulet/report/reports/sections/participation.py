"""6 kap.: how much of what is new has been read, what people have learnt, their ideas, meetings and quality roles."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.urls import reverse

from hjulet.base.organisation.models import Unit
from hjulet.base.ui.swedish import number, with_unit
from hjulet.do.participation import rules
from hjulet.do.participation.choices import IdeaState
from hjulet.do.participation.models import Completion, Idea, Meeting, QualityRole, Reading, Requirement
from hjulet.do.participation.pages.evidence import Evidence, evidence
from hjulet.do.participation.pages.training import CourseStanding, standings
from hjulet.report.reports.blocks import Block, Column, Figure, Heading, Row, Table, Text
from hjulet.report.reports.figures import counted
from hjulet.report.reports.scope import Scope

SOURCE = "Räknat bland läskvitton och genomförda kurser i Kvalitetshjulet"
TOO_FEW = "visas inte"
NOTE = "Grupper under fem visas inte, och ibland inte en till, så att den minsta inte går att räkna ut."


@dataclass(frozen=True)
class Rate:
    """How many had read of those who had something to read, at one unit."""

    name: str
    slug: str
    read: int
    asked: int
    people: int  # who had something to read: the most that any version was sent to


@dataclass(frozen=True)
class Facts:
    scope: Scope
    readings: int  # versions that were sent out
    rates: tuple[Rate, ...]
    courses: tuple[CourseStanding, ...]
    completions: int
    ideas: int
    answered: int
    meetings: int
    roles: int

    @property
    def is_empty(self) -> bool:
        return not (
            self.readings or self.courses or self.completions or self.ideas or self.meetings or self.roles
        )


def collect(scope: Scope) -> Facts:
    """What was done in the year at the unit and everything below it; as it stood on the year's last day."""
    first, last, unit = date(scope.year, 1, 1), scope.last_day, scope.unit
    courses = Completion.objects.filter(
        course__unit__path__startswith=unit.path, done_on__range=(first, last)
    )
    ideas = Idea.objects.below(unit).filter(written_on__range=(first, last))
    counts = {
        "completions": courses,
        "ideas": ideas,
        "answered": ideas.exclude(state=IdeaState.NEW),
        "meetings": Meeting.objects.held_in(unit, first, last),
        "roles": QualityRole.objects.filter(unit__path__startswith=unit.path).on(last),
        "sent": Reading.objects.at(unit).during(first, last),
        "required": Requirement.objects.filter(unit__municipality=scope.municipality),
    }
    there = dict(
        Unit.objects.filter(pk=unit.pk).values(**{name: _number(rows) for name, rows in counts.items()})[0]
    )
    amounts = {name: amount or 0 for name, amount in there.items()}
    found = evidence(unit, first, last, last) if amounts.pop("sent") else None
    required = standings([unit.path], last) if amounts.pop("required") else []
    return Facts(
        scope=scope,
        readings=len(found.readings) if found else 0,
        rates=_rates(found, unit) if found else (),
        courses=tuple(required),
        **amounts,
    )


def _number(rows: QuerySet[Any]) -> Subquery:
    """How many there are, as a part of one question for all of them."""
    counted_rows = rows.order_by().annotate(all=Value(1)).values("all").annotate(number=Count("pk"))
    return Subquery(counted_rows.values("number"), output_field=IntegerField())


def blocks_of(facts: Facts) -> Iterator[Block]:
    """Nothing where nothing has been done here: then the chapter's other texts stand alone."""
    if facts.is_empty:
        return
    yield Heading(2, "Läsning, utbildning och möten", "medverkan-i-siffror")
    yield _sums(facts)
    if facts.rates:
        yield _table_of_rates(facts)
    if facts.courses:
        yield _table_of_courses(facts)


def _sums(facts: Facts) -> Table:
    told = (
        ("lasningar", "Nya versioner av rutiner som skickades ut att läsa", facts.readings),
        ("kurser", "Genomförda kurser", facts.completions),
        ("apt", "Arbetsplatsträffar med underlag", facts.meetings),
        ("ombud", "Ombudsuppdrag vid årets slut", facts.roles),
        ("ideer", "Idéer från personalen", facts.ideas),
        ("ideer-svar", "Idéer som har fått svar", facts.answered),
    )
    rows = tuple(Row((label, _count(facts, key, label, amount))) for key, label, amount in told)
    columns = (Column("Vad", share=4.0), Column("Antal", is_number=True))
    return Table(f"Personalens medverkan {facts.scope.year}", columns, rows, source=SOURCE)


def _count(facts: Facts, key: str, label: str, amount: int) -> Figure:
    return counted(
        f"medverkan/{key}", label, amount, organisation=facts.scope.unit.name, period=str(facts.scope.year),
        url="" if facts.scope.is_public else reverse("participation:courses"),
    )  # fmt: skip


def _rates(found: Evidence, unit: Unit) -> tuple[Rate, ...]:
    """By the unit where people work: each person and version counts once."""
    read, asked, people = Counter[str](), Counter[str](), Counter[str]()
    for line in found.readings:
        here = Counter(name for name, _is_read in line.units)
        read += Counter(name for name, is_read in line.units if is_read)
        asked += here
        people |= here
    slugs = dict(Unit.objects.below(unit).values_list("name", "slug"))
    return tuple(
        Rate(name, slugs.get(name, ""), read[name], asked[name], people[name]) for name in sorted(asked)
    )


def _table_of_rates(facts: Facts) -> Table:
    hidden = rules.hidden_rates({rate.name: (rate.read, rate.people) for rate in facts.rates})
    rows = tuple(Row((rate.name, _share(facts, rate, is_hidden=rate.name in hidden))) for rate in facts.rates)
    columns = (Column("Enhet", share=3.0), Column("Läst av det som var att läsa", is_number=True, share=1.6))
    return Table("Läst, per enhet", columns, rows, note=(Text(NOTE),) if hidden else (), source=SOURCE)


def _share(facts: Facts, rate: Rate, *, is_hidden: bool) -> Figure:
    percent = None if is_hidden else rules.share(rate.read, rate.asked)
    return Figure(
        id=f"medverkan/last/{rate.slug}/{facts.scope.year}", label=f"Läst, {rate.name}",
        text=TOO_FEW if percent is None else with_unit(percent, "%"),
        value=None if percent is None else Decimal(percent), missing_reason=TOO_FEW if percent is None else "",
        unit="%", organisation=rate.name, period=str(facts.scope.year), n=None if is_hidden else rate.asked,
        source=SOURCE, url="" if facts.scope.is_public else reverse("participation:sent"),
    )  # fmt: skip


def _table_of_courses(facts: Facts) -> Table:
    rows = tuple(Row((row.course.title, _valid(row))) for row in facts.courses)
    columns = (
        Column("Kurs som krävs", share=3.0),
        Column("Har den vid årets slut", is_number=True, share=1.6),
    )
    return Table("Utbildning som rollen kräver", columns, rows, source=SOURCE)


def _valid(row: CourseStanding) -> str:
    if row.asked < rules.SMALLEST:
        return TOO_FEW
    return f"{number(row.valid)} av {number(row.asked)} ({number(row.percent or 0)} %)"
