"""Values out of a file: written all at once or not at all, and undone as a whole."""

from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.check.indicators import rules
from hjulet.check.indicators.choices import Comparison, Direction, Measure
from hjulet.check.indicators.imports.choices import ImportObstacle, ImportState, NewMeasure
from hjulet.check.indicators.imports.columns import plain
from hjulet.check.indicators.imports.known import name_of, source_of
from hjulet.check.indicators.imports.planning import CannotImport, Change, Plan, plan, remember_measures
from hjulet.check.indicators.imports.rows import ValueRow
from hjulet.check.indicators.models import FigureQuestion, ImportedValue, Indicator, Value, ValueImport
from hjulet.check.indicators.workflows import AlreadyMeasured, create_indicator

MEASURED_IN = {
    NewMeasure.SHARE_UP: ("%", Direction.HIGHER), NewMeasure.SHARE_DOWN: ("%", Direction.LOWER),
    NewMeasure.COUNT: ("antal", Direction.NEUTRAL), NewMeasure.NUMBER_UP: ("", Direction.HIGHER),
    NewMeasure.NUMBER_DOWN: ("", Direction.LOWER), NewMeasure.RANK: ("plats", Direction.LOWER),
}  # fmt: skip


@transaction.atomic
def read_in(batch: ValueImport, seen: str, *, skips_faulty: bool, by: User, at: datetime) -> Plan:
    """As it was shown, or not at all. Raises CannotImport. Asked again, nothing more happens."""
    batch.refresh_from_db(from_queryset=ValueImport.objects.select_for_update(of=("self",)))
    if batch.state != ImportState.WAITING:
        raise CannotImport([ImportObstacle.NOT_WAITING])
    planned = plan(batch, by, localtime(at).date())
    if obstacles := planned.obstacles(skips_faulty=skips_faulty):
        raise CannotImport(obstacles)
    if planned.fingerprint != seen:
        raise CannotImport([ImportObstacle.CHANGED])
    try:
        with transaction.atomic():
            _write_new(batch, planned.new, by=by, at=at)
    except IntegrityError:  # somebody wrote the same value a moment ago
        raise CannotImport([ImportObstacle.CHANGED]) from None
    for change in planned.changes:
        _write_change(batch, change, by=by, at=at)
    file, batch.file = batch.file, None
    batch.state, batch.run_by, batch.run_at = ImportState.DONE, by, at
    batch.made, batch.changed = len(planned.new), len(planned.changes)
    batch.save(update_fields=["state", "file", "run_by", "run_at", "made", "changed"])
    record(
        "valueimport.done", batch, by=by, at=at, source=batch.source, made=batch.made, changed=batch.changed
    )
    if file is not None:
        file.remove(by=by, at=at)
    return planned


@transaction.atomic
def undo(batch: ValueImport, *, by: User, at: datetime) -> None:
    """New values are gone, changed ones say what they said before. Raises CannotImport when somebody has been there since."""
    batch.refresh_from_db(from_queryset=ValueImport.objects.select_for_update(of=("self",)))
    if batch.state != ImportState.DONE:
        raise CannotImport([ImportObstacle.NOT_DONE])
    made = Value.objects.filter(imported__batch=batch, imported__is_new=True)
    list(made.select_for_update(of=("self",)).values_list("pk"))  # so that nobody asks about one meanwhile
    if obstacles := obstacles_to_undoing(batch):
        raise CannotImport(obstacles)
    why = _("Inläsningen ångrades: %(source)s") % {"source": batch.source}
    for row in batch.values.filter(is_new=False).select_related("value__indicator", "value__unit"):
        _write_back(row, why, by=by, at=at)
    FigureQuestion.objects.filter(value__in=made).delete()  # taken back by those who asked; the log has them
    made.delete()
    batch.state, batch.undone_by, batch.undone_at = ImportState.UNDONE, by, at
    batch.save(update_fields=["state", "undone_by", "undone_at"])
    record("valueimport.undone", batch, by=by, at=at, source=batch.source)


def obstacles_to_undoing(batch: ValueImport) -> list[ImportObstacle]:
    """Everything that stops a file that was read in from being undone as a whole; empty means go."""
    obstacles = [ImportObstacle.TOUCHED] if batch.values.touched().exists() else []
    return obstacles + ([ImportObstacle.ASKED] if batch.values.asked().exists() else [])


def _write_new(batch: ValueImport, rows: tuple[ValueRow, ...], *, by: User, at: datetime) -> None:
    measures = _measures(batch, {row.measure for row in rows}, by=by, at=at)
    units = {unit.slug: unit for unit in Unit.objects.of(batch.municipality)}
    values = Value.objects.bulk_create(
        [
            Value(
                indicator=measures[row.measure], unit=units.get(row.place),
                comparison="" if row.place in units else Comparison(row.place),
                period_start=row.period.first, period_end=row.period.last, period_said=row.period.said,
                value=row.value, decimals=0 if row.value is None else rules.places_of(row.value), missing=row.missing,
                respondents=row.respondents, response_rate=row.rate, is_published_source=batch.is_published,
                entered_by=by, entered_at=at,
            )
            for row in rows
        ],
        batch_size=500,
    )  # fmt: skip
    ImportedValue.objects.bulk_create(
        [
            ImportedValue(batch=batch, value=value, row=row.row, column=row.column[:120], is_new=True)
            for value, row in zip(values, rows, strict=True)
        ],
        batch_size=500,
    )


def _measures(batch: ValueImport, asked: set[str], *, by: User, at: datetime) -> dict[str, Indicator]:
    """By slug; those that the words step said are new are made now."""
    found = {one.slug: one for one in Indicator.objects.of(batch.municipality).filter(slug__in=asked)}
    made: dict[str, str] = {}
    for said in sorted(asked - set(found)):
        kind, _colon, word = said.partition(":")
        unit_of_measure, direction = MEASURED_IN[NewMeasure(kind)]
        new = {
            "name": name_of(batch.source, word), "subject": source_of(batch.source).subject[:60],
            "unit_of_measure": unit_of_measure, "direction": direction,
            "measure": Measure.RANK if kind == NewMeasure.RANK else Measure.VALUE, "source_register": batch.source, "kolada_id": "", "goal": None, "note": "",
        }  # fmt: skip
        try:
            found[said] = create_indicator(batch.municipality, new, by=by, at=at)
        except AlreadyMeasured as error:
            found[said] = error.indicator
        made[plain(word)] = found[said].slug
    if made:
        remember_measures(batch, made)
    return found


def _write_change(batch: ValueImport, change: Change, *, by: User, at: datetime) -> None:
    value, row = change.value, change.row
    kept = ImportedValue(
        batch=batch, value=value, row=row.row, column=row.column[:120], is_new=False, was=value.value,
        was_decimals=value.decimals, was_missing=value.missing, was_respondents=value.respondents, was_rate=value.response_rate,
    )  # fmt: skip
    if change.is_number:
        why = _("Inläst från %(source)s, rad %(row)s") % {"source": batch.source, "row": row.row}
        value.revise(to=row.value, missing=row.missing, why=why, by=by, at=at)
    _write_answers(
        value,
        value.respondents if row.respondents is None else row.respondents,
        value.response_rate if row.rate is None else row.rate,
    )
    kept.revisions = value.revisions.count()
    kept.save(force_insert=True)


def _write_back(row: ImportedValue, why: str, *, by: User, at: datetime) -> None:
    if (row.value.value, row.value.missing) != (row.was, row.was_missing):
        row.value.revise(to=_as_written(row), missing=row.was_missing, why=why, by=by, at=at)
    _write_answers(row.value, row.was_respondents, row.was_rate)


def _as_written(row: ImportedValue) -> Decimal | None:
    """What the value was, with the decimals it was written with: the database keeps four of them."""
    if row.was is None:
        return None
    return row.was.normalize() if row.was_decimals is None else round(row.was, row.was_decimals)


def _write_answers(value: Value, respondents: int | None, rate: Decimal | None) -> None:
    if (value.respondents, value.response_rate) != (respondents, rate):
        value.respondents, value.response_rate = respondents, rate
        value.save(update_fields=["respondents", "response_rate"])
