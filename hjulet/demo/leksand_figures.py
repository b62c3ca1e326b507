"""Leksand's published figures: indicators, values with every place where they are printed, target levels, costs."""

from collections import defaultdict
from typing import Any

from hjulet.act.actions.models import Action
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.sources.models import Document
from hjulet.check.costs.choices import RowKind
from hjulet.check.costs.models import CostRow, CostTable
from hjulet.check.indicators.choices import Comparison, Direction, Form, Measure, Missing, Scale
from hjulet.check.indicators.models import Citation, Indicator, Register, Target, Value
from hjulet.check.indicators.rules import period
from hjulet.demo.csvdata import Row, decimals_of, number, read, whole
from hjulet.demo.leksand_steering import place
from hjulet.plan.steering.models import Goal

DIRECTIONS = {
    "higher_better": Direction.HIGHER,
    "lower_better": Direction.LOWER,
    "neutral": Direction.NEUTRAL,
}
MEASURES = {
    "värde": Measure.VALUE,
    "förändring": Measure.CHANGE,
    "plats": Measure.RANK,
    "antal svar": Measure.RESPONDENTS,
    "svarsfrekvens": Measure.RESPONSE_RATE,
}
COMPARISONS = {"riket": Comparison.COUNTRY, "länet": Comparison.COUNTY, "jämförbara": Comparison.SIMILAR}
FORMS = {"tabell": Form.TABLE, "fakta": Form.FACT, "text": Form.TEXT, "rubrik": Form.HEADING}
TRUST = (Form.TABLE, Form.FACT, Form.HEADING, Form.TEXT)  # a table is believed before a sentence
SCALES = {"egen": Scale.OWN, "kvartil": Scale.QUARTILE, "färgsättning": Scale.COLOUR}
REASONS = (  # what the source says where a number should be
    ("ingen mätning", Missing.NOT_MEASURED, "Ingen mätning"),
    ("inga svar", Missing.NO_ANSWERS, "Inga svar"),
    ("inget resultat", Missing.NO_RESULT, "Inget resultat"),
    ("juni 2023", Missing.COMING, "Kommer juni 2023"),
)
ROW_KINDS = {"ålder": RowKind.AGE, "total": RowKind.TOTAL, "ej_brukarkopplad": RowKind.UNLINKED}


def load_indicators(
    municipality: Municipality,
    goals: dict[int, Goal],
    aims: dict[str, list[Action]],
    documents: dict[str, Document],
) -> dict[str, Indicator]:
    """All indicators by their slug, with goal and the actions that aim at them."""
    goal_of = {
        row["indicator_id"]: goals[int(row["goal_no"])] for row in read("goals") if row["indicator_id"]
    }
    known = {indicator.slug: indicator for indicator in Indicator.objects.of(municipality)}
    new = [
        Indicator(
            municipality=municipality,
            slug=row["id"],
            name=row["name"],
            subject=row["area"],
            unit_of_measure=row["unit_of_measure"],
            direction=DIRECTIONS[row["direction"]],
            measure=MEASURES[row["measure"]],
            concept=row["concept"],
            source_register=row["source_register"],
            kolada_id=row["kolada_id"],
            goal=goal_of.get(row["id"]),
            position=position,
            note=row["note"],
            **place(row, documents),
        )
        for position, row in enumerate(read("indicators"))
        if row["id"] not in known
    ]
    Indicator.objects.bulk_create(new)
    known |= {indicator.slug: indicator for indicator in Indicator.objects.of(municipality)}
    for slug, actions in aims.items():
        known[slug].aimed_at_by.add(*actions)
    return known


def load_values(
    indicators: dict[str, Indicator], units: dict[str, Unit], documents: dict[str, Document]
) -> None:
    """One value per indicator, organisation and period; every printed place becomes a citation of it."""
    printed: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in read("observations"):
        printed[row["indicator_id"], row["organisation"], row["period"]].append(row)
    if Value.objects.filter(indicator__in=indicators.values()).exists():
        return
    values, citations = [], []
    for (slug, organisation, _), rows in printed.items():
        rows.sort(key=lambda row: TRUST.index(FORMS[row["form"]]))
        value = _value(indicators[slug], organisation, rows[0], units)
        values.append(value)
        citations += [_citation(value, row, documents) for row in rows]
    Value.objects.bulk_create(values)
    Citation.objects.bulk_create(citations)


def _value(indicator: Indicator, organisation: str, row: Row, units: dict[str, Unit]) -> Value:
    when = period(row["period"])
    comparison = COMPARISONS.get(organisation, Comparison.NONE)
    missing, said = _reason(row) if not row["value"] else ("", "")
    return Value(
        indicator=indicator,
        unit=None if comparison else units[organisation],
        comparison=comparison,
        period_start=when.first,
        period_end=when.last,
        period_said=when.said,
        value=number(row["value"]),
        decimals=decimals_of(row["value"]),
        missing=missing,
        missing_said=said,
        respondents=whole(row["n_respondents"]),
        response_rate=number(row["response_rate"]),
        is_published_source=True,
    )


def _reason(row: Row) -> tuple[Missing, str]:
    said = f"{row['value_text']} {row['note']}".lower()
    for words, reason, shown in REASONS:
        if words in said:
            return reason, shown
    return Missing.BLANK, ""


def _citation(value: Value, row: Row, documents: dict[str, Document]) -> Citation:
    return Citation(
        value=value,
        form=FORMS[row["form"]],
        printed=row["value_text"],
        number=number(row["value"]),
        note=row["note"],
        **place(row, documents),
    )


def load_targets(
    municipality: Municipality, indicators: dict[str, Indicator], documents: dict[str, Document]
) -> None:
    """The scales as they arrived, holes and all."""
    if Target.objects.filter(municipality=municipality).exists():
        return
    Target.objects.bulk_create(
        Target(
            municipality=municipality,
            indicator=indicators.get(row["indicator_id"]),
            title=row["indicator_name"],
            subject=_subject_of_scale(row),
            scale=SCALES[row["scale"]],
            year=2022,
            note=row["note"],
            **_bands(row),
            **place(row, documents),
        )
        for row in read("goals")
        if row["scale"]
    )


def _subject_of_scale(row: Row) -> str:
    """A colouring without an indicator holds for every own survey of its subject."""
    if row["scale"] != "färgsättning":
        return ""
    return "socialpsykiatri" if "socialpsykiatri" in row["indicator_name"] else "lss"


def _bands(row: Row) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for ours, theirs in (("good", "green"), ("middle", "yellow"), ("bad", "red")):
        fields[f"{ours}_said"] = row[f"{theirs}_text"]
        for bound in ("lower", "upper"):
            fields[f"{ours}_{bound}"] = number(row[f"{theirs}_{bound}"])
            fields[f"{ours}_{bound}_included"] = row[f"{theirs}_{bound}_inclusive"] == "true"
    return fields


def load_registers(municipality: Municipality, documents: dict[str, Document]) -> None:
    """The quality registers, comparisons and methods that the two reports name."""
    for row in read("registers"):
        Register.objects.get_or_create(
            municipality=municipality,
            year=documents[row["seed"]].year,
            name=row["name"],
            defaults={"kind": row["kind"], "area": row["area"], "note": row["note"], **place(row, documents)},
        )


def load_costs(municipality: Municipality, documents: dict[str, Document]) -> None:
    """The tables of cost per user, exactly as printed."""
    tables: dict[str, CostTable] = {}
    known = set(
        CostRow.objects.filter(table__municipality=municipality).values_list("table__slug", "position")
    )
    new = []
    for position, row in enumerate(read("kpb")):
        if row["table_id"] not in tables:
            tables[row["table_id"]], _ = CostTable.objects.get_or_create(
                municipality=municipality,
                slug=row["table_id"],
                year=2022,
                defaults={
                    "title": row["table_title"],
                    "position": len(tables),
                    "reference_year": 2021,
                    "is_published": True,
                    **place(row, documents),
                },
            )
        if (row["table_id"], position) not in known:
            new.append(_cost_row(tables[row["table_id"]], position, row, documents))
    CostRow.objects.bulk_create(new)


def _cost_row(table: CostTable, position: int, row: Row, documents: dict[str, Document]) -> CostRow:
    return CostRow(
        table=table,
        position=position,
        kind=ROW_KINDS[row["row_type"]],
        label=row["group_label"],
        age_from=whole(row["age_from"]),
        age_to=whole(row["age_to"]),
        year=int(row["year"]),
        cost=number(row["cost"]),
        inhabitants=whole(row["inhabitants"]),
        users=whole(row["service_users"]),
        kr_per_inhabitant=number(row["kr_per_inhabitant"]),
        kr_per_user=number(row["kr_per_user"]),
        pct_users=number(row["pct_users"]),
        reference_kr_per_inhabitant=number(row["reference_kr_per_inhabitant"]),
        reference_kr_per_user=number(row["reference_kr_per_user"]),
        reference_pct_users=number(row["reference_pct_users"]),
        pct_decimals=decimals_of(row["pct_users"]) if row["pct_users"] else 1,
        **place(row, documents),
    )
