"""What every series of a municipality stands on: its units over time, its types, and when measuring changed.

Loaded once for a page, in five questions; a thousand units are a thousand small rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from hjulet.analyse.series import rules
from hjulet.analyse.series.models import Break
from hjulet.analyse.series.rules import ANY, Lasting, SeriesKey
from hjulet.base.organisation.models import Lineage, Municipality, Unit
from hjulet.base.people.reach import within
from hjulet.check.deviations.choices import Law
from hjulet.check.deviations.models import DeviationType


class NoSuchSeries(LookupError):
    """The key is written as one should be, but the municipality has no such unit, type or indicator."""


@dataclass(frozen=True)
class Place:
    """A unit, as series see it."""

    pk: int
    slug: str
    name: str
    path: str
    lasting: Lasting

    @property
    def parent_path(self) -> str:
        return self.path[: -Unit.steplen]


@dataclass(frozen=True)
class Type:
    """A row of the register of types."""

    pk: int
    code: str
    name: str
    law: str
    parent: int | None
    valid_to: date | None


@dataclass(frozen=True)
class Changed:
    """A documented change of the way of measuring."""

    month: date
    title: str


@dataclass(frozen=True)
class _Break:
    changed: Changed
    unit: int | None
    law: str
    code: str
    measure: str


@dataclass
class Ground:
    municipality: Municipality
    places: list[Place]
    lineage: list[tuple[int, int]]
    types: list[Type]
    became: list[tuple[int, int]]
    breaks: list[_Break]
    _families: dict[int, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, municipality: Municipality) -> Ground:
        units = Unit.objects.of(municipality).values_list(
            "pk", "slug", "name", "path", "valid_from", "valid_to"
        )
        types = DeviationType.objects.filter(municipality=municipality)
        named = types.values_list("pk", "code", "name", "law", "parent", "valid_to")
        steps = types.exclude(became=None).order_by().values_list("pk", "became")
        breaks = Break.objects.of(municipality).order_by("month", "pk")
        return cls(
            municipality=municipality,
            places=[
                Place(pk, slug, name, path, Lasting(first, last))
                for pk, slug, name, path, first, last in units
            ],
            lineage=list(Lineage.objects.of(municipality).values_list("from_unit", "to_unit")),
            types=[Type(*row) for row in named],
            became=list(steps),
            breaks=[
                _Break(Changed(month, title), unit, law, code, measure)
                for month, title, unit, law, code, measure in breaks.values_list(
                    "month", "title", "unit", "law", "type_code", "measure"
                )
            ],
        )

    @cached_property
    def by_slug(self) -> dict[str, Place]:
        return {place.slug: place for place in self.places}

    @cached_property
    def by_pk(self) -> dict[int, Place]:
        return {place.pk: place for place in self.places}

    @cached_property
    def by_path(self) -> dict[str, Place]:
        return {place.path: place for place in self.places}

    def place(self, slug: str) -> Place:
        if slug not in self.by_slug:
            raise NoSuchSeries(slug)
        return self.by_slug[slug]

    def above(self, place: Place) -> list[Place]:
        """The units that hold it, the nearest first."""
        ends = range(len(place.path) - Unit.steplen, 0, -Unit.steplen)
        return [self.by_path[place.path[:end]] for end in ends if place.path[:end] in self.by_path]

    def below(self, place: Place) -> list[Place]:
        """The units right under it."""
        return [one for one in self.places if one.parent_path == place.path]

    def family(self, place: Place) -> frozenset[int]:
        """The unit with everything below it, and what these were called before and after."""
        if place.pk not in self._families:
            found = self._with_below([place.pk])
            while (more := self._with_below(rules.same_over_time(found, self.lineage))) != found:
                found = more
            self._families[place.pk] = found
        return self._families[place.pk]

    def within(self, place: Place, column: str = "unit__path") -> Q:
        """A condition: the row's unit belongs to the family. The tree below as a range, other names one by one."""
        return within([place.path, *(one.path for one in self.other_names(place))], column)

    def roots(self, family: frozenset[int]) -> list[Place]:
        """The members of a family that no other member holds."""
        members = [self.by_pk[pk] for pk in family]
        paths = {one.path for one in members}
        return [one for one in members if one.parent_path not in paths]

    def types_of(self, law: str, code: str) -> frozenset[int]:
        """A type in all its versions, with everything below it and what it was in older lists; none is all."""
        if code == ANY:
            return frozenset()
        found = frozenset(one.pk for one in self.types if one.law == law and one.code == code)
        while (more := self._with_subtypes(rules.same_over_time(found, self.became))) != found:
            found = more
        return found

    def changes(self, key: SeriesKey) -> list[Changed]:
        """What has changed in how the series is measured, in order of time, once a month."""
        family = self.family(self.place(key.unit))
        here = [one for one in self.breaks if one.unit is None or self.family(self.by_pk[one.unit]) & family]
        if key.is_deviations:
            codes = frozenset(self._code(pk) for pk in self.types_of(key.law, key.what))
            found = [
                one.changed
                for one in here
                if not one.measure and rules.touches(one.law, self._codes(one), key.law, codes)
            ]
        else:
            found = [one.changed for one in here if one.measure == key.what]
        return list({one.month: one for one in found}.values())

    def title(self, key: SeriesKey) -> str:
        """What is counted, without where: 'Fall', 'Avvikelser enligt HSL, allvarlighet 3 eller mer'."""
        if key.what == ANY:
            name = _("Alla avvikelser enligt %(law)s") % {"law": Law(key.law).label}
        else:
            named = [one for one in self.types if one.law == key.law and one.code == key.what]
            if not named:
                raise NoSuchSeries(str(key))
            name = max(named, key=lambda one: one.valid_to or date.max).name
        if not key.severity:
            return name
        return _("%(name)s, allvarlighet %(level)d eller mer") % {"name": name, "level": key.severity}

    def other_names(self, place: Place) -> list[Place]:
        """Units outside the tree below it that the series also counts: what it was called before or became."""
        return [one for one in self.roots(self.family(place)) if not one.path.startswith(place.path)]

    def top_types(self, law: str, day: date) -> list[Type]:
        return [one for one in self.living_types(law, day) if one.parent is None]

    def living_types(self, law: str, day: date) -> list[Type]:
        return [one for one in self.types if one.law == law and (one.valid_to is None or one.valid_to >= day)]

    def parent_of(self, law: str, code: str) -> Type | None:
        parents = {one.parent for one in self.types if one.law == law and one.code == code and one.parent}
        return next((one for one in self.types if one.pk in parents), None)

    def _codes(self, one: _Break) -> frozenset[str]:
        """A change of a type concerns the types under it, and older names of it."""
        return (
            frozenset(self._code(pk) for pk in self.types_of(one.law, one.code)) if one.code else frozenset()
        )

    def _code(self, pk: int) -> str:
        return self._codes_by_pk[pk]

    @cached_property
    def _codes_by_pk(self) -> dict[int, str]:
        return {one.pk: one.code for one in self.types}

    def _with_below(self, units: Iterable[int]) -> frozenset[int]:
        paths = {self.by_pk[pk].path for pk in units if pk in self.by_pk}
        return frozenset(
            one.pk
            for one in self.places
            if any(one.path[:end] in paths for end in range(Unit.steplen, len(one.path) + 1, Unit.steplen))
        )

    def _with_subtypes(self, types: frozenset[int]) -> frozenset[int]:
        found = set(types)
        while more := {one.pk for one in self.types if one.parent in found} - found:
            found |= more
        return frozenset(found)
