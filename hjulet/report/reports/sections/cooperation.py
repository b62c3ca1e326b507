"""Who the year's work was done together with: what held, what was new, what ran out, what lacks an agreement. 4 kap. 5–6 §§."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from hjulet.base.organisation.choices import LawArea
from hjulet.plan.cooperation.choices import Lasting, State
from hjulet.plan.cooperation.models import Cooperation, CooperationMeeting
from hjulet.plan.cooperation.rules import WRITTEN
from hjulet.plan.procedures.models import Process
from hjulet.report.reports.blocks import Block, Bullets, Column, Figure, Note, Paragraph, Row, Table, Text
from hjulet.report.reports.figures import counted
from hjulet.report.reports.scope import Scope

ROWS = 60  # more are counted, not listed


@dataclass(frozen=True)
class Held:
    """A cooperation as the report tells it."""

    title: str
    partners: str
    form: str
    until: str
    source: str


@dataclass(frozen=True)
class Together:
    held: tuple[Held, ...]
    count: Figure
    agreements: Figure
    meetings: Figure
    begun: tuple[str, ...]
    ended: tuple[str, ...]
    expired: tuple[str, ...]
    bare: tuple[str, ...]  # processes that need cooperation and have no agreement
    year: int


def collect(scope: Scope, law: LawArea | None = None) -> Together:
    """What the report's part of the organisation cooperated about, as it stood on the year's last day.

    Of a LAW: what says that it is about it, and what does not say what it is about.
    """
    about = Q(law_codes="") | Q(law_codes__contains=law) if law else Q()
    known = _known(scope, about)
    held = [one for one in known if _held(one, scope.last_day)]
    in_force = [one for one in held if not _has_run_out(one, scope.last_day)]
    meetings = CooperationMeeting.objects.filter(cooperation__in=known, held_on__year=scope.year).count()
    written = {process.pk for one in in_force if one.form in WRITTEN for process in one.processes.all()}
    needing = Process.objects.filter(
        about,
        Q(ended_on=None) | Q(ended_on__gt=scope.last_day), unit__path__startswith=scope.unit.path, needs_cooperation=True
    )  # fmt: skip
    return Together(
        held=tuple(_told(one) for one in in_force),
        count=_counted(scope, "alla", "Samverkan som gällde vid årets slut", len(in_force)),
        agreements=_counted(
            scope, "avtal", "Avtal och överenskommelser", sum(one.form in WRITTEN for one in in_force)
        ),
        meetings=_counted(scope, "moten", "Antecknade samverkansmöten", meetings),
        begun=tuple(one.title for one in held if one.valid_from and one.valid_from.year == scope.year),
        ended=tuple(
            f"{one.title}: {one.end_reason}"
            for one in known
            if one.ended_on and one.ended_on.year == scope.year
        ),
        expired=tuple(one.title for one in held if _has_run_out(one, scope.last_day)),
        bare=tuple(process.name for process in needing if process.pk not in written),
        year=scope.year,
    )


def _known(scope: Scope, about: Q) -> list[Cooperation]:
    """What a published source says holds for its own year alone; nobody has followed it since."""
    of_the_year = Q(document=None) | Q(document__year=scope.year)
    found = Cooperation.objects.filter(about, of_the_year, unit__path__startswith=scope.unit.path)
    related = found.select_related("document", "followed_by").prefetch_related("partners", "processes")
    return list(related.order_by("title", "pk"))


def _held(one: Cooperation, last_day: date) -> bool:
    if one.state == State.PLANNED or (one.valid_from and one.valid_from > last_day):
        return False
    if one.is_renewed and (one.followed_by.valid_from or last_day) <= last_day:
        return False
    return one.state == State.IN_FORCE or (one.ended_on is not None and one.ended_on > last_day)


def _has_run_out(one: Cooperation, last_day: date) -> bool:
    end = one.end_on(last_day)
    return end is not None and end < last_day


def _told(one: Cooperation) -> Held:
    partners = ", ".join(partner.name for partner in one.partners.all())
    until = str(one.valid_to or ("tills vidare" if one.lasting == Lasting.OPEN else "–"))
    return Held(one.title, partners, str(one.get_form_display()).capitalize(), until, one.origin)


def _counted(scope: Scope, key: str, label: str, amount: int) -> Figure:
    return counted(
        f"samverkan/{key}",
        label,
        amount,
        organisation=scope.unit.name,
        period=str(scope.year),
        url="" if scope.is_public else reverse("cooperation:list"),
    )


def blocks_of(facts: Together) -> tuple[Block, ...]:
    if not (facts.held or facts.expired or facts.ended or facts.bare):
        return (
            Note("owed", (Text("Ingen samverkan är inskriven. Skriv vilka ni samverkar med, och om vad."),)),
        )
    return (*_sentence(facts), *_changes(facts), *_lacking(facts), *_table(facts))


def _sentence(facts: Together) -> tuple[Block, ...]:
    runs = (
        Text("Vid årets slut: "), facts.count, Text(" samverkan som gällde, av dem "), facts.agreements,
        Text(" med avtal eller överenskommelse. Antecknade möten under året: "), facts.meetings, Text("."),
    )  # fmt: skip
    return (Paragraph(runs),)


def _changes(facts: Together) -> tuple[Block, ...]:
    told = (
        (f"Nytt {facts.year}:", facts.begun),
        (f"Avslutat {facts.year}:", facts.ended),
    )
    return tuple(
        block
        for words, titles in told
        if titles
        for block in (Paragraph((Text(words),)), Bullets(tuple((Text(title),) for title in titles)))
    )


def _lacking(facts: Together) -> tuple[Block, ...]:
    notes = []
    if facts.expired:
        said = "Har löpt ut utan att förnyas eller avslutas: " + ", ".join(facts.expired) + "."
        notes.append(Note("owed", (Text(said),)))
    if facts.bare:
        said = "Processer som behöver samverkan men saknar avtal: " + ", ".join(facts.bare) + "."
        notes.append(Note("owed", (Text(said),)))
    return tuple(notes)


def _table(facts: Together) -> tuple[Block, ...]:
    if not facts.held:
        return ()
    columns = (
        Column("Samverkan", share=2.6), Column("Parter", share=2.8), Column("Form", share=1.5), Column("Gäller till", share=1.2),
    )  # fmt: skip
    rows = tuple(Row((one.title, one.partners, one.form, one.until)) for one in facts.held[:ROWS])
    rest = len(facts.held) - ROWS
    note = (Text(f"Och {rest} till, som står i systemet."),) if rest > 0 else ()
    sources = dict.fromkeys(one.source.partition(", rad")[0] for one in facts.held if one.source)
    return (Table("Samverkan som gällde", columns, rows, note=note, source="; ".join(sources)),)
