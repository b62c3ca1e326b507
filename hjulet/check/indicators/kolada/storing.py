"""One batch of Kolada's values into the table: new ones are added, changed ones keep what they were."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from hjulet.check.indicators.kolada.bulk import Row, insert_values
from hjulet.check.indicators.kolada.rules import Batch
from hjulet.check.indicators.models import KoladaKpi, KoladaRevision, KoladaSync, KoladaValue
from hjulet.check.indicators.sources.kolada import Datum

Key = tuple[str, int, str, str, str]  # KPI, year, gender, unit, area
Said = tuple[Decimal | None, str]
ROWS = 2000


class AnotherFetches(Exception):
    """Somebody else stored this batch while we were asking for it."""


@dataclass
class Sorted:
    """A batch beside what is stored."""

    new: list[Row] = field(default_factory=list)
    changed: list[KoladaValue] = field(default_factory=list)
    revisions: list[KoladaRevision] = field(default_factory=list)
    unchanged: int = 0


def store(run: KoladaSync, batch: Batch, data: Iterable[Datum], at: datetime) -> None:
    """All of the batch or nothing, and the position with it. The questions are asked before the transaction begins."""
    rows = list(data)
    with transaction.atomic():
        _claim(run)
        list(KoladaKpi.objects.select_for_update().filter(pk__in=batch.kpis).order_by("pk").values_list("pk"))
        found = _sorted(run, batch, rows, at)
        insert_values(found.new)
        KoladaValue.objects.bulk_update(found.changed, ["value", "status", "sync"], batch_size=500)
        KoladaRevision.objects.bulk_create(found.revisions, batch_size=500)
        KoladaSync.objects.filter(pk=run.pk).update(
            added=F("added") + len(found.new),
            revised=F("revised") + len(found.changed),
            unchanged=F("unchanged") + found.unchanged,
        )


def _claim(run: KoladaSync) -> None:
    """Step forward, unless another worker already has. The row is locked until the transaction ends."""
    here = KoladaSync.objects.filter(pk=run.pk, position=run.position, finished_at=None)
    if not here.update(position=F("position") + 1, fault=""):
        message = "Någon annan hämtar redan från Kolada."
        raise AnotherFetches(message)


def _sorted(run: KoladaSync, batch: Batch, rows: list[Datum], at: datetime) -> Sorted:
    stored = _stored(batch)
    code = run.municipality.code
    found = Sorted()
    seen: set[Key] = set()
    wanted = frozenset(batch.kpis)
    for datum in rows:
        area = code if datum.unit else datum.area
        key = (datum.kpi, datum.year, datum.gender, datum.unit, area)
        if datum.kpi not in wanted or key in seen:
            continue
        seen.add(key)
        _sort(found, run, key, stored.get(key), datum, at)
    return found


def _sort(
    found: Sorted, run: KoladaSync, key: Key, had: tuple[int, Said] | None, datum: Datum, at: datetime
) -> None:
    kpi, year, gender, unit, area = key
    value, status = datum.value, datum.status[:20]
    if had is None:
        if not datum.is_deleted:
            found.new.append((kpi, area, unit, year, gender, value, status, run.pk))
        return
    pk, (was, was_status) = had
    if was == value and (value is not None or was_status == status):
        found.unchanged += 1
        return
    changed = KoladaValue(pk=pk, value=value, status=status, sync=run)
    found.changed.append(changed)
    found.revisions.append(
        KoladaRevision(
            of=changed, was=was, was_status=was_status, now=value, now_status=status, seen_at=at, sync=run
        )
    )


def _stored(batch: Batch) -> dict[Key, tuple[int, Said]]:
    """What is there of the batch already."""
    rows = KoladaValue.objects.filter(kpi__in=batch.kpis, year__in=batch.years)
    if batch.places:
        rows = rows.filter(**{"unit_code__in" if batch.kind == "units" else "area__in": batch.places})
    if batch.kind != "units":
        rows = rows.filter(unit_code="")
    listed = rows.values_list("kpi_id", "year", "gender", "unit_code", "area", "pk", "value", "status")
    return {
        (kpi, year, gender, unit, area): (pk, (value, status))
        for kpi, year, gender, unit, area, pk, value, status in listed.iterator(chunk_size=ROWS)
    }
