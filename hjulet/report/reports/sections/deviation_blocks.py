"""The chapter about deviations as paper: sentences, tables and a chart. Small counts are hidden here, for every reader alike."""

from collections.abc import Iterable, Iterator, Sequence

from hjulet.base.ui.charts import LineChart, Series
from hjulet.base.ui.swedish import count_of, number
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
from hjulet.report.reports.sections import lex_blocks
from hjulet.report.reports.sections.deviation_figures import (
    FEW,
    FEWEST,
    HIDDEN,
    SOURCE,
    Named,
    by_unit,
    figure,
    figures_of,
    of_law,
    of_law_before,
    ranked,
    share,
)
from hjulet.report.reports.sections.deviations import NOT_JUDGED, Facts, LawFacts
from hjulet.statistics import wilson

INJURY = "vardskada"


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
        yield from lex_blocks.blocks_of(facts)


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
    said: list[Run] = [Text(f"{law.law.label}: ", strong=True), of_law(facts, law), Text(" avvikelser")]
    if law.before is None:
        return (
            *said,
            Text(
                f". Samma månader {facts.year - 1} är inte räknade i systemet, så det finns inget att jämföra med."
            ),
        )
    verdict = "Förändringen är större än slumpen." if law.is_sure else "Förändringen kan bero på slumpen."
    if law.now == law.before:
        verdict = "Det är lika många."
    before = of_law_before(facts, law)
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
    columns = (
        Column("Enhet", share=2.4),
        *(Column(str(law.law.label), is_number=True, share=1.1) for law in facts.laws),
    )
    found = by_unit(facts)
    rows = tuple(Row((name, *figures)) for name, figures in found)
    is_hidden = any(one.value is None for _name, figures in found for one in figures)
    note = (Text(HIDDEN),) if is_hidden else ()
    yield Table(f"Avvikelser per enhet {facts.period}", columns, rows, note=note, source=SOURCE)


def _types(facts: Facts) -> Iterable[Block]:
    for law, named in facts.types:
        found = figures_of(facts, f"typ/{law}", named)
        yield _list(_most_common(f"{law.label}: ", found, named, "avvikelser per typ"), "Typ", ranked(found))


def _most_common(start: str, found: Sequence[Figure], named: Named, otherwise: str) -> str:
    """The finding, if what is most common is shown: its share of the sum would tell how many it is."""
    if found[0].value is None:
        return f"{start}{otherwise}"
    most, amount = named[0]
    total = sum(one for _name, one in named)
    return f"{start}{most.lower()} är vanligast, {number(round(amount * 100 / total))} procent"


def _severity(facts: Facts) -> Iterable[Block]:
    words = (NOT_JUDGED, *(f"{level.value} {level.label}" for level in Severity))
    for law, numbers in facts.severities:
        named = [(word, amount) for word, amount in zip(words, numbers, strict=True) if amount]
        found = figures_of(facts, f"allvar/{law}", named)
        yield _list(f"{law.label}: hur allvarligt det var", "Allvarlighet", found)
    if facts.care_injuries:
        found = figures_of(facts, INJURY, facts.care_injuries)
        yield _list("Bedömning av vårdskada (PSL 1 kap. 5 §)", "Vårdskada", found)


def tells_injuries(facts: Facts, label: str) -> bool:
    """Whether the table of care injuries shows that number; what it hides no sentence may say."""
    found = figures_of(facts, INJURY, facts.care_injuries) if facts.care_injuries else []
    return all(one.value is not None for one in found if one.label == label)


def _causes(facts: Facts) -> Iterable[Block]:
    if facts.causes:
        found = figures_of(facts, "orsak", facts.causes)
        most = facts.causes[0][0].lower()
        caption = "Vad som bidrog" if found[0].value is None else f"Vad som bidrog: {most} är vanligast"
        yield _list(caption, "Orsak", ranked(found), note="En händelse kan ha flera orsaker. ")


def _list(caption: str, heading: str, found: Sequence[Figure], *, note: str = "") -> Table:
    is_hidden = any(one.value is None for one in found)
    words = f"{note}{HIDDEN if is_hidden else ''}".strip()
    rows = tuple(Row((one.label[:1].upper() + one.label[1:], one)) for one in found)
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
            if timely.total < 100 and judged.n is not None
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
