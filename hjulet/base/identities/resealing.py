"""Put every sealed text under the newest key: batch by batch, so that stopping in the middle loses nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models, transaction
from django.db.models import Value
from django.db.models.functions import Cast

from hjulet.base.identities.fields import SealedTextField
from hjulet.base.identities.sealing import CannotOpen, is_newest, reseal

AT_A_TIME = 500


@dataclass(frozen=True)
class Column:
    """A column of sealed text."""

    model: type[models.Model]
    name: str

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.name}"  # noqa: SLF001 - public in Django, whatever its name says


@dataclass
class Resealed:
    """What was found in one column."""

    column: Column
    rows: int = 0  # that hold any text
    old: int = 0  # of them, under an older key when we came
    closed: list[int] = field(default_factory=list)  # that no key opens: left as they are


def sealed_columns() -> list[Column]:
    """Every column of sealed text there is, found through Django's own metadata."""
    return [
        Column(model, found.name)
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy  # noqa: SLF001 - public in Django
        for found in model._meta.local_concrete_fields  # noqa: SLF001 - public in Django
        if isinstance(found, SealedTextField)
    ]


def reseal_column(column: Column, *, at_a_time: int = AT_A_TIME, dry_run: bool = False) -> Iterator[Resealed]:
    """The state after each batch, the last one being the whole. Rows that are already new are passed over."""
    done = Resealed(column)
    last: int | None = 0
    while last is not None:
        last = _batch(column, last, at_a_time, done, dry_run=dry_run)
        yield done


@transaction.atomic
def _batch(column: Column, after: int, at_a_time: int, done: Resealed, *, dry_run: bool) -> int | None:
    """One batch in one transaction; the last number, or nothing when there was none. The rows are locked meanwhile."""
    raw = Cast(column.name, models.TextField())  # as the database has it: not opened
    rows = column.model._base_manager.select_for_update().filter(pk__gt=after)  # noqa: SLF001 - public in Django
    found = list(rows.annotate(raw=raw).order_by("pk").values_list("pk", "raw")[:at_a_time])
    for pk, sealed in found:
        if not sealed:
            continue
        done.rows += 1
        if is_newest(sealed.encode()):
            continue
        done.old += 1
        try:
            new = reseal(sealed)
        except CannotOpen:
            done.closed.append(pk)
            continue
        if not dry_run:
            column.model._base_manager.filter(pk=pk).update(  # noqa: SLF001 - public in Django
                **{column.name: Value(new, output_field=models.TextField())}
            )
    return found[-1][0] if found else None
