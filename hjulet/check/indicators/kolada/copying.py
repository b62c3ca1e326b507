"""The municipality's own values of what it follows, and those it compares with, as measures and values of ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.check.indicators.choices import Comparison, Direction, Measure, Missing
from hjulet.check.indicators.kolada import rules
from hjulet.check.indicators.models import Indicator, KoladaKpi, KoladaSync, KoladaUnit, KoladaValue, Value
from hjulet.check.indicators.sources.kolada.answers import BY_SHARE
from hjulet.check.indicators.sources.kolada.ready_made import BY_ID

AFTER_OURS = 10_000  # in the order of the list: after the municipality's own
ENDED = "Kolada slutade med måttet efter %s. Fortsätt med en egen mätning, så att serien inte bryts."
GONE = "Måttet finns inte längre i Kolada. Fortsätt med en egen mätning, så att serien inte bryts."
AMOUNTS = frozenset(one.amount for one in BY_SHARE.values() if one.amount)
RATES = frozenset(one.rate for one in BY_SHARE.values() if one.rate)
Key = tuple[int, int | None, str, int]  # measure, unit, comparison, year
Spot = tuple[str, str, int]  # Kolada's id, place, year


@dataclass(frozen=True)
class Where:
    """A place of Kolada's as ours: a unit, or something to compare with."""

    unit: int | None
    comparison: Comparison


@dataclass(frozen=True)
class Answers:
    """How many answered, and of how many in per cent."""

    amount: int | None = None
    rate: Decimal | None = None


UNSAID = Answers()
WRITTEN = ["value", "decimals", "missing", "missing_said", "respondents", "response_rate"]


def copy_into_measures(run: KoladaSync) -> int:
    """Every followed indicator of the fetch. Returns how many values a person has corrected, which stay as they are."""
    measures = _measures(run.municipality, run.asked["kpis"])
    rows = _rows(run)
    places = _places(run, measures)
    answers = _answers(run)
    stored, corrected = _stored(measures)
    new: dict[Key, Value] = {}
    changed, kept = [], 0
    for row in rows:
        measure = measures[row.kpi_id]
        where = places[row.kpi_id].get(row.unit_code or row.area)
        if where is None:
            continue
        key = (measure.pk, where.unit, str(where.comparison), row.year)
        said = _said_of(row, answers) if where.unit is not None else UNSAID
        if key in corrected:
            kept += 1
        elif key in new:
            continue  # two of Kolada's units are tied to one of ours: the first stands
        elif key not in stored:
            if row.value is not None or where.unit is not None:
                new[key] = _written(Value(indicator=measure), where, row, said)
        elif _differs(stored[key], row, said):
            changed.append(_written(stored[key], where, row, said))
    Value.objects.bulk_create(new.values(), batch_size=500)
    Value.objects.bulk_update(changed, WRITTEN, batch_size=500)
    return kept


def note_for(kpi: KoladaKpi) -> str:
    """What a measure that Kolada no longer has says about it."""
    if kpi.discontinued_after is not None:
        return ENDED % kpi.discontinued_after
    return GONE if kpi.left_on is not None else ""


def _measures(municipality: Municipality, ids: Sequence[str]) -> dict[str, Indicator]:
    """One measure an indicator; made where there is none, and told when Kolada has ended it."""
    kpis = {kpi.pk: kpi for kpi in KoladaKpi.objects.filter(pk__in=ids)}
    ours = Indicator.objects.of(municipality).filter(kolada_id__in=ids)
    register = rules.country_of(municipality.code).register
    concepts = {one.kolada_id: one.concept for one in ours.exclude(source_register=register)}
    here = {one.kolada_id: one for one in ours.filter(source_register=register)}
    new = [_measure(municipality, kpi, concepts.get(pk, "")) for pk, kpi in kpis.items() if pk not in here]
    Indicator.objects.bulk_create(new)
    told = []
    for pk, measure in here.items():
        note = note_for(kpis[pk])
        if note and note != measure.note:
            measure.note = note
            told.append(measure)
    Indicator.objects.bulk_update(told, ["note"])
    return here | {one.kolada_id: one for one in new}


def _measure(municipality: Municipality, kpi: KoladaKpi, concept: str) -> Indicator:
    named = BY_ID.get(kpi.pk)
    register = rules.country_of(municipality.code).register
    return Indicator(
        municipality=municipality,
        slug=rules.slug_of(kpi.pk),
        name=named.name if named else rules.without_end(kpi.title),
        subject=subject_of(kpi),
        unit_of_measure=rules.unit_in(kpi.title),
        direction=named.direction if named else Direction(kpi.direction),
        measure=_kind_of(kpi.pk),
        concept=concept,
        source_register=register,
        kolada_id=kpi.pk,
        position=AFTER_OURS + list(BY_ID).index(kpi.pk) if named else 2 * AFTER_OURS,
        note=note_for(kpi),
    )


def _kind_of(pk: str) -> Measure:
    """How many answered is told beside the share itself."""
    if pk in AMOUNTS:
        return Measure.RESPONDENTS
    return Measure.RESPONSE_RATE if pk in RATES else Measure.VALUE


def subject_of(kpi: KoladaKpi) -> str:
    named = BY_ID.get(kpi.pk)
    return named.subject if named else rules.SUBJECTS.get(kpi.operating_area, kpi.operating_area.lower())


def _places(run: KoladaSync, measures: dict[str, Indicator]) -> dict[str, dict[str, Where]]:
    """For each indicator: Kolada's place → ours. Similar municipalities differ by subject."""
    root = Unit.objects.of(run.municipality).filter(depth=1).order_by("path").first()
    own = {run.municipality.code: Where(root.pk, Comparison.NONE)} if root else {}
    tied = KoladaUnit.objects.filter(municipality=run.municipality, unit__isnull=False)
    own |= {pk: Where(unit, Comparison.NONE) for pk, unit in tied.values_list("pk", "unit_id")}
    found = {}
    for pk, measure in measures.items():
        others = rules.compared_areas(measure.subject, run.groups, rules.country_of(run.municipality.code))
        found[pk] = own | {area: Where(None, comparison) for area, comparison in others.items()}
    return found


def _rows(run: KoladaSync) -> Sequence[KoladaValue]:
    code = run.municipality.code
    areas = [code, rules.country_of(code).code, *run.groups.values()]
    wanted = Q(unit_code="", area__in=areas) | _of_tied_units(run)
    rows = KoladaValue.objects.filter(
        wanted, kpi__in=run.asked["kpis"], year__in=run.asked["years"], gender="T"
    )
    return list(rows.order_by("kpi", "year", "area", "unit_code"))


def _of_tied_units(run: KoladaSync) -> Q:
    tied = KoladaUnit.objects.filter(municipality=run.municipality, unit__isnull=False).values("pk")
    return Q(unit_code__in=tied, area=run.municipality.code)


def _answers(run: KoladaSync) -> dict[Spot, Decimal]:
    """What is known of how many answered, at our own places. Fetched now or earlier."""
    said = [BY_SHARE[one] for one in run.asked["kpis"] if one in BY_SHARE]
    ids = {found for one in said for found in (one.amount, one.rate) if found}
    ours = Q(unit_code="", area=run.municipality.code) | _of_tied_units(run)
    rows = KoladaValue.objects.filter(
        ours, kpi__in=ids, year__in=run.asked["years"], gender="T", value__isnull=False
    )
    listed = rows.values_list("kpi", "unit_code", "area", "year", "value")
    return {(kpi, unit or area, year): value for kpi, unit, area, year, value in listed if value is not None}


def _said_of(row: KoladaValue, answers: dict[Spot, Decimal]) -> Answers:
    at = BY_SHARE.get(row.kpi_id)
    if at is None or row.value is None:
        return UNSAID
    place = row.unit_code or row.area
    rate = answers.get((at.rate, place, row.year))
    fitting = rate.quantize(Decimal("0.01")) if rate is not None and 0 <= rate <= 100 else None
    return Answers(rules.whole(answers.get((at.amount, place, row.year))), fitting)


def _stored(measures: dict[str, Indicator]) -> tuple[dict[Key, Value], set[Key]]:
    """The values there are, and the places of those that a person has typed or corrected."""
    values = Value.objects.filter(indicator__in=list(measures.values()))
    by_hand = set(values.exclude(revisions=None).values_list("pk", flat=True))
    stored, corrected = {}, set()
    for value in values:
        key = (value.indicator_id, value.unit_id, value.comparison, value.period_end.year)
        stored[key] = value
        if value.pk in by_hand or value.entered_by_id is not None:
            corrected.add(key)
    return stored, corrected


def _differs(value: Value, row: KoladaValue, said: Answers) -> bool:
    if (value.respondents, value.response_rate) != (said.amount, said.rate):
        return True
    if row.value is None:
        return (value.value, value.missing, value.missing_said) != (None, *rules.why_missing(row.status))
    return value.value != rules.shown(row.value)[0]


def _written(value: Value, where: Where, row: KoladaValue, answers: Answers) -> Value:
    value.respondents, value.response_rate = answers.amount, answers.rate
    value.unit_id, value.comparison = where.unit, where.comparison
    value.period_start, value.period_end = date(row.year, 1, 1), date(row.year, 12, 31)
    value.period_said = str(row.year)
    value.is_published_source = True
    if row.value is None:
        reason, said = rules.why_missing(row.status)
        value.value, value.missing, value.missing_said = None, Missing(reason), said
    else:
        value.value, value.decimals = rules.shown(row.value)
        value.missing, value.missing_said = "", ""
    return value
