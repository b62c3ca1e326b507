"""The first page of the patientsäkerhetsberättelse: how much, what was most common, who was harmed, what came of it. PSL 3 kap. 10 §."""

from collections import Counter
from collections.abc import Iterable

from hjulet.base.ui.swedish import count_of
from hjulet.check.deviations.choices import Law
from hjulet.report.reports.blocks import Block, Bullets, KeyFigure, KeyFigures, Paragraph, Runs, Text
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections import lex_blocks, patient_safety
from hjulet.report.reports.sections.deviation_figures import figures_of, of_law, ranked, share
from hjulet.report.reports.sections.deviations import Facts, LawFacts
from hjulet.report.reports.sections.patient_safety import Safety


def blocks_of(
    counted: Facts, about: LawFacts, safety: Safety, scope: Scope, *, may_count: bool
) -> Iterable[Block]:
    total, period = of_law(counted, about), counted.period
    said = " händelser i vården. Fler rapporter kan betyda att fler berättar, inte att mer går fel."
    yield Paragraph((Text(f"Under {period} rapporterades "), total, Text(said)), lead=True)
    timely = counted.timely
    if timely.total:
        judged = share(counted, "bedomda-i-tid", "Bedömda i tid", timely.judged, timely.total)
        closed = share(counted, "avslutade-i-tid", "Avslutade i tid", timely.closed, timely.total)
        tiles = (
            KeyFigure(total, f"Rapporterade händelser ({period})", ""),
            KeyFigure(judged, "Bedömda i tid", ""),
            KeyFigure(closed, "Utredda och avslutade i tid", ""),
        )
        yield KeyFigures(tiles)
    found = (
        _most_common(counted),
        _harmed(safety, scope, may_count=may_count),
        *_lex(counted),
        _effects(safety),
    )
    if told := tuple(runs for runs in found if runs):
        yield Bullets(told)


def _most_common(counted: Facts) -> Runs:
    """The two most common types, where they are shown."""
    named = next((named for law, named in counted.types if law == Law.HSL), ())
    shown = (
        [one for one in ranked(figures_of(counted, f"typ/{Law.HSL}", named)) if one.value is not None]
        if named
        else []
    )
    if not shown or shown[0].label != named[0][0]:
        return ()
    first: Runs = (Text("Vanligast är "), Text(f"{shown[0].label.lower()} ("), shown[0], Text(")"))
    if len(shown) > 1 and shown[1].label == named[1][0]:
        return (*first, Text(f", därefter {shown[1].label.lower()} ("), shown[1], Text(")."))
    return (*first, Text("."))


def _harmed(safety: Safety, scope: Scope, *, may_count: bool) -> Runs:
    told = next(iter(patient_safety.injuries(safety, scope, may_count=may_count)))
    return told.runs if isinstance(told, Paragraph) else ()


def _lex(counted: Facts) -> Iterable[Runs]:
    for lex in counted.lex:
        yield lex_blocks.received(counted, lex)


def _effects(safety: Safety) -> Runs:
    if not safety.actions:
        return (Text("Inga åtgärder är knutna till årets händelser."),)
    verdicts = Counter(one.verdict for one in safety.actions)
    each = ", ".join(
        f"{verdict[:1].lower()}{verdict[1:]} {number}" for verdict, number in verdicts.most_common()
    )
    number = count_of(len(safety.actions), "åtgärd svarar", "åtgärder svarar")
    return (Text(f"{number} mot årets händelser. Effekten: {each}."),)
