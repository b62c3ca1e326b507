"""Where a user's roles reach, as ranges of the tree: constants in the question, so that the database can use its index."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, F, Func, Q
from django.db.models.lookups import Range
from django.db.models.sql.compiler import SQLCompiler

from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.models import User

LAST = "ZZZZ"  # no step of a path sorts after it
WIDE = 2 * Unit.steplen  # a sector or the whole municipality: most rows are below it


class Beside(Func):
    """A column that is looked at row by row. SQLite knows no amounts and would gather and sort all that a sector has."""

    template = "%(expressions)s"

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="+%(expressions)s", **extra)


def paths_reached(user: User, day: date, *roles: Role) -> tuple[str, ...]:
    """The paths at which the user holds one of the roles; what lies below another of them is left out."""
    held = sorted({holding.unit.path for holding in user.roles_on(day) if holding.role in roles})
    kept: list[str] = []
    for path in held:
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return tuple(kept)


def is_wide(paths: Iterable[str]) -> bool:
    """Whether one of them spans most of the municipality."""
    return any(len(path) <= WIDE for path in paths)


def within(paths: Iterable[str], column: str = "unit__path") -> Q:
    """A condition: the row's unit is one of these or lies below it. Nowhere, when there are none."""
    condition = Q()
    for path in paths:
        ends = (path, path + LAST)
        wide = len(path) <= WIDE
        beside = Beside(F(column), output_field=CharField())
        condition |= Q(Range(beside, ends)) if wide else Q(**{f"{column}__range": ends})
    return condition or Q(pk__in=())


def touching(paths: Iterable[str], column: str = "unit__path") -> Q:
    """A condition: the row's unit is one of these, or lies below or above one: for what holds for everyone below a unit."""
    paths = tuple(paths)
    above = {path[:end] for path in paths for end in range(Unit.steplen, len(path), Unit.steplen)}
    return within(paths, column) | Q(**{f"{column}__in": sorted(above)})
