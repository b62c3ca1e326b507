"""The chapter about deviations as paper: sentences, tables and a chart. Small counts are hidden here, for every reader alike."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from math import isnan

from django.urls import reverse

from hjulet.base.ui.charts import LineChart, Series
from hjulet.base.ui.swedish import count_of, number, with_unit
from hjulet.check.deviations.choices import Severity
from hjulet.report.reports.blocks import (
    Block,
    Bullets,
    ChartBlock,
    Column,
    Figure,
    Heading,
    Note,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
)
from hjulet.report.reports.sections.deviations import NOT_JUDGED, Facts, LawFacts
from hjulet.report.reports.sections.lex import LexFacts
from hjulet.statistics import suppress, wilson

FEWEST = 5
FEW, PROTECTED = "färre än 5", "visas inte"
SOURCE = "Räknat bland avvikelserna i Kvalitetshjulet"
HIDDEN = "Antal under fem visas inte. Ibland döljs ett tal till, så att det inte går att räkna ut."


def blocks_of(facts: Facts | None, *, level: int) -> Iterator[Block]:
    """Nothing where nothing is reported here: then the published totals stand alone."""
    if facts is None:
        return
    yield Heading(level, f"Händelser som rapporterats {facts.period}", "rapporterade-handelser")
    yield from _totals(facts)
    yield from _chart(facts)
    yield from _units(facts)
    yield from _types(facts)
    yield from _severity(facts)
    yield from _causes(facts)
    yield from _handled(facts)
    yield from _quiet(facts)
    if facts.lex:
        one = str(facts.lex[0].kind.label)
        title = f"{one[:1].upper()}{one[1:]}" if len(facts.laws) == 1 else "Lex Sarah och lex Maria"
        yield Heading(level, title, "lex")
        yield from _lex(facts)


def figure(facts: Facts, key: str, label: str, amount: float, *, hidden: str = "") -> Figure:
    """A count of ours. The public edition has no way in to the cases."""
    is_shown = not hidden
    return Figure(
        id=f"avvikelser/{key}/{facts.slug}/{facts.year}", label=label, text=number(int(amount)) if is_shown else hidden,
        value=Decimal(int(amount)) if is_shown else None, missing_reason=hidden, unit="antal",
        organisation=facts.organisation, period=facts.period, n=None, source=SOURCE,
        url="" if facts.is_public else reverse("deviations:figures"),
    )  # fmt: skip


def share(facts: Facts, key: str, label: str, amount: int, of: int) -> Figure:
    percent = Decimal(amount * 100) / Decimal(of)
    return Figure(
        id=f"avvikelser/{key}/{facts.slug}/{facts.year}", label=label, text=with_unit(percent, "%", 0),
        value=percent.quantize(Decimal(1)), missing_reason="", unit="%", organisation=facts.organisation,
        period=facts.period, n=of, source=SOURCE, url="" if facts.is_public else reverse("deviations:figures"),
    )  # fmt: skip


def figures_of(facts: Facts, key: str, named: Sequence[tuple[str, int]]) -> list[Figure]:
    """A list of counts whose sum is known: the small ones hidden, and as many more as protect them."""
    kept = suppress([amount for _name, amount in named], FEWEST)
    return [
        figure(
            facts,
            f"{key}/{place}",
            name,
            amount,
            hidden=PROTECTED if isnan(kept.published[place]) else "",
        )
        for place, (name, amount) in enumerate(named)
    ]


def _totals(facts: Facts) -> Iterable[Block]:
    for law in facts.laws:
        if law.now or law.before:
            yield Paragraph(_total(facts, law))
    yield Note(
        "info",
        (Text("Fler rapporter kan betyda att fler berättar, inte att mer går fel. Därför kallas de varken bättre eller sämre."),),
        "Så läser du antalen",
    )  # fmt: skip


def _total(facts: Facts, law: LawFacts) -> tuple[Run, ...]:
    name = str(law.law.label)
    said: list[Run] = [
        Text(f"{name}: ", strong=True), figure(facts, law.law, f"Avvikelser enligt {name}", law.now), Text(" avvikelser"),
    ]  # fmt: skip
    if law.before is None:
        return (
            *said,
            Text(
                f". Samma månader {facts.year - 1} är inte räknade i systemet, så det finns inget att jämföra med."
            ),
        )
    before = figure(
        facts, f"{law.law}/fore", f"Avvikelser enligt {name}, samma månader året före", law.before
    )
    verdict = "Förändringen är större än slumpen." if law.is_sure else "Förändringen kan bero på slumpen."
    if law.now == law.before:
        verdict = "Det är lika många."
    return (*said, Text(", mot "), before, Text(f" samma månader {facts.year - 1}. {verdict}"))


def _chart(facts: Facts) -> Iterable[Block]:
    """Month by month, where every month has enough of both laws."""
    series = [(law, months) for law, months in facts.by_month if months and min(months) >= FEWEST]
    if len(facts.months) < 3 or not series:
        return
    lines = tuple(Series(str(law.label), tuple(float(one) for one in months)) for law, months in series)
    chart = LineChart(
        title=f"Rapporterade avvikelser per månad {facts.period}",
        labels=facts.months,
        series=lines,
        unit="antal",
    )
    yield ChartBlock(chart, SOURCE)


def _units(facts: Facts) -> Iterable[Block]:
    if len(facts.units) < 2:
        return
    kept = suppress([list(numbers) for _name, numbers in facts.units], FEWEST)
    columns = (
        Column("Enhet", share=2.4),
        *(Column(str(law.law.label), is_number=True, share=1.1) for law in facts.laws),
    )
    rows = tuple(
        Row(
            (
                name,
                *(
                    figure(
                        facts, f"enhet/{place}/{facts.laws[at].law}", f"{name}, {facts.laws[at].law.label}", amount,
                        hidden=PROTECTED if isnan(kept.published[place][at]) else "",
                    )
                    for at, amount in enumerate(numbers)
                ),
            )
        )
        for place, (name, numbers) in enumerate(facts.units)
    )  # fmt: skip
    yield Table(f"Avvikelser per enhet {facts.period}", columns, rows, note=(Text(HIDDEN),), source=SOURCE)


def _types(facts: Facts) -> Iterable[Block]:
    for law, named in facts.types:
        most, amount = named[0]
        total = sum(one for _name, one in named)
        caption = f"{law.label}: {most.lower()} är vanligast, {number(round(amount * 100 / total))} procent"
        yield _list(facts, f"typ/{law}", caption, "Typ", named)


def _severity(facts: Facts) -> Iterable[Block]:
    words = (NOT_JUDGED, *(f"{level.value} {level.label}" for level in Severity))
    for law, numbers in facts.severities:
        named = [(word, amount) for word, amount in zip(words, numbers, strict=True) if amount]
        yield _list(facts, f"allvar/{law}", f"{law.label}: hur allvarligt det var", "Allvarlighet", named)
    if facts.care_injuries:
        yield _list(
            facts, "vardskada", "Bedömning av vårdskada (PSL 1 kap. 5 §)", "Vårdskada", facts.care_injuries
        )


def _causes(facts: Facts) -> Iterable[Block]:
    if facts.causes:
        most = facts.causes[0][0].lower()
        caption = f"Vad som bidrog: {most} är vanligast"
        yield _list(facts, "orsak", caption, "Orsak", facts.causes, note="En händelse kan ha flera orsaker. ")


def _list(
    facts: Facts, key: str, caption: str, heading: str, named: Sequence[tuple[str, int]], *, note: str = ""
) -> Table:  # fmt: skip
    found = figures_of(facts, key, named)
    is_hidden = any(one.value is None for one in found)
    words = f"{note}{HIDDEN if is_hidden else ''}".strip()
    rows = tuple(
        Row((name[:1].upper() + name[1:], one)) for (name, _amount), one in zip(named, found, strict=True)
    )
    columns = (Column(heading, share=3.2), Column("Antal", is_number=True, share=1.3))
    return Table(caption, columns, rows, note=(Text(words),) if words else (), source=SOURCE)


def _handled(facts: Facts) -> Iterable[Block]:
    """In time or not, and what was done about it."""
    timely = facts.timely
    if timely.total:
        sure = wilson(timely.judged, timely.total)
        judged = share(facts, "bedomda-i-tid", "Bedömda i tid", timely.judged, timely.total)
        closed = share(facts, "avslutade-i-tid", "Avslutade i tid", timely.closed, timely.total)
        about = (
            f" (osäkerhet {round(float(sure.lower) * 100)}–{round(float(sure.upper) * 100)} %)"
            if timely.total < 100
            else ""
        )
        yield Paragraph((judged, Text(f" bedömdes i tid{about} och "), closed, Text(" var utredda och avslutade inom kommunens tidsgräns.")))  # fmt: skip
    if not facts.improved.number:
        return
    total = figure(facts, "atgarder", "Åtgärder som svarar mot avvikelser", facts.improved.number)
    yield Paragraph(
        (
            Text("Avvikelserna ledde till "),
            total,
            Text(f" åtgärder. {_told('Styrka', facts.improved.strengths)}"),
        )
    )
    yield Bullets(
        tuple(
            (Text(f"{word}: {count_of(amount, 'åtgärd', 'åtgärder')}"),)
            for word, amount in facts.improved.verdicts
        )
    )


def _told(title: str, named: Sequence[tuple[str, int]]) -> str:
    return (
        f"{title}: "
        + ", ".join(f"{amount} {_many(word, amount)}" for word, amount in named)
        + ". Så gick det:"
    )


def _many(word: str, amount: int) -> str:
    """'2 starka', '1 svag', '3 inte bedömda'."""
    return word if amount == 1 else f"{word}a"


def _quiet(facts: Facts) -> Iterable[Block]:
    """The public edition tells how many, the internal which."""
    if not facts.quiet:
        return
    if facts.is_public:
        words = f"{count_of(len(facts.quiet), 'enhet', 'enheter')} har rapporterat färre händelser än liknande enheter. Det följs upp."
    else:
        words = " ".join(
            f"{one.unit}: {FEW if one.count < FEWEST else one.count}, väntat ungefär {one.expected}." for one in facts.quiet
        )  # fmt: skip
        words += " Fråga om det är lugnare där, eller om rapporterna inte kommer fram."
    yield Note("warning", (Text(words),), "Färre rapporter än väntat")


def _lex(facts: Facts) -> Iterable[Block]:
    for lex in facts.lex:
        yield Paragraph(_received(facts, lex))
        named = [*lex.outcomes, *([("inte avgjord än", lex.undecided)] if lex.undecided else [])]
        found = figures_of(facts, lex.kind, named) if facts.is_public else _all(facts, lex.kind, named)
        rows = tuple(
            Row((name[:1].upper() + name[1:], one)) for (name, _amount), one in zip(named, found, strict=True)
        )
        columns = (Column("Utfall", share=3.2), Column("Antal", is_number=True, share=1.3))
        note = (Text(HIDDEN),) if facts.is_public else ()
        yield Table(f"Utfall enligt {lex.kind.label} {facts.year}", columns, rows, note=note, source=SOURCE)


def _all(facts: Facts, key: str, named: Sequence[tuple[str, int]]) -> list[Figure]:
    """Inside the organisation the outcome of the whole is no secret."""
    return [figure(facts, f"{key}/{place}", name, amount) for place, (name, amount) in enumerate(named)]


def _received(facts: Facts, lex: LexFacts) -> tuple[Run, ...]:
    is_hidden = facts.is_public and lex.received < FEWEST
    total = figure(
        facts, lex.kind, f"Rapporter enligt {lex.kind.label}", lex.received, hidden=FEW if is_hidden else ""
    )
    said: list[Run] = [total, Text(f" ärenden öppnades enligt {lex.kind.label} under {facts.year}.")]
    if lex.notifiable and not (facts.is_public and lex.notifiable < FEWEST):
        notified = figure(facts, f"{lex.kind}/anmalda", f"{lex.kind.label}: till IVO", lex.notifiable)
        said += [Text(" Av dem skulle "), notified, Text(" anmälas till IVO.")]
    return tuple(said)
