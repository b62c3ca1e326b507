"""The municipality and its units: a tree with validity, lineage and exposure."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from hjulet.base.log.chain import Actor, record
from hjulet.base.organisation import rules
from hjulet.base.organisation.choices import ExposureKind, LawArea, LineageKind, Regime, UnitKind


class Municipality(models.Model):
    """A municipality; nothing crosses from one to another."""

    slug = models.SlugField(_("kortnamn"), unique=True)
    name = models.CharField(_("namn"), max_length=100)
    code = models.CharField(_("kommunkod"), max_length=4, blank=True)
    is_invented = models.BooleanField(_("påhittad"), default=False)

    class Meta:
        verbose_name = _("kommun")
        verbose_name_plural = _("kommuner")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class UnitQuerySet(MP_NodeQuerySet):  # type: ignore[misc]  # treebeard has no types, hence the annotations below
    def valid_during(self, first: date, last: date) -> "UnitQuerySet":
        """Units that existed at some time between the two days, both included."""
        found: UnitQuerySet = self.filter(
            Q(valid_from=None) | Q(valid_from__lte=last), Q(valid_to=None) | Q(valid_to__gte=first)
        )
        return found

    def below(self, unit: "Unit") -> "UnitQuerySet":
        """The unit itself and everything under it: one indexed prefix filter."""
        found: UnitQuerySet = self.filter(path__startswith=unit.path)
        return found

    def of(self, municipality: Municipality | int) -> "UnitQuerySet":
        found: UnitQuerySet = self.filter(municipality=municipality)
        return found


class UnitManager(MP_NodeManager):  # type: ignore[misc]
    def get_queryset(self) -> UnitQuerySet:
        found: UnitQuerySet = UnitQuerySet(self.model, using=self._db).order_by("path")
        return found

    def valid_during(self, first: date, last: date) -> UnitQuerySet:
        return self.get_queryset().valid_during(first, last)

    def below(self, unit: "Unit") -> UnitQuerySet:
        return self.get_queryset().below(unit)

    def of(self, municipality: Municipality | int) -> UnitQuerySet:
        return self.get_queryset().of(municipality)


class Unit(MP_Node):  # type: ignore[misc]
    """A part of the organisation. Nämnd, sektor, avdelning, enhet or an external provider.

    Made with `objects.add_root` and `objects.add_child` only (treebeard keeps the path). A partial date ("2022", "2022-09") is kept
    as it was said; the date column holds its first day.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    slug = models.SlugField(_("kortnamn"), max_length=80)
    name = models.CharField(_("namn"), max_length=120)
    kind = models.CharField(_("slag"), max_length=20, choices=UnitKind)
    law_codes = models.CharField(_("lagområden"), max_length=40, blank=True)  # "SoL LSS"
    regime = models.CharField(_("regi"), max_length=10, choices=Regime, blank=True)
    place = models.CharField(_("plats"), max_length=80, blank=True)
    on_call_phone = models.CharField(_("jourtelefon"), max_length=30, blank=True)  # who answers at 02.10
    valid_from = models.DateField(_("gäller från"), null=True, blank=True)
    valid_from_said = models.CharField(max_length=10, blank=True)
    valid_to = models.DateField(_("gäller till"), null=True, blank=True)
    valid_to_said = models.CharField(max_length=10, blank=True)
    note = models.TextField(_("anmärkning"), blank=True)

    node_order_by: list[str] = []
    objects = UnitManager()

    class Meta:
        verbose_name = _("enhet")
        verbose_name_plural = _("enheter")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "slug"], name="unit_slug_once_per_municipality"),
            models.CheckConstraint(
                name="unit_valid_to_not_before_valid_from",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def parent_path(self) -> str:
        """The path of the unit above; empty for the municipality itself."""
        return str(self.path[: -self.steplen])

    def paths_above(self) -> list[str]:
        """The paths of every unit that holds it, the municipality first."""
        return [self.path[:end] for end in range(self.steplen, len(self.path), self.steplen)]

    @property
    def law_areas(self) -> tuple[LawArea, ...]:
        return tuple(LawArea(code) for code in self.law_codes.split())

    @transaction.atomic
    def state_on_call_phone(self, phone: str, *, by: Actor, at: datetime) -> None:
        """Who answers at 02.10, from now on."""
        was, self.on_call_phone = self.on_call_phone, phone
        self.save(update_fields=["on_call_phone"])
        record("unit.on_call_phone_stated", self, by=by, at=at, was=was, now=phone)


class LineageQuerySet(models.QuerySet["Lineage"]):
    def of(self, municipality: Municipality) -> "LineageQuerySet":
        return self.filter(from_unit__municipality=municipality)

    def touching(self, units: Iterable[Unit]) -> "LineageQuerySet":
        """The steps that led to the units or away from them."""
        ids = [unit.pk for unit in units]
        return self.filter(Q(from_unit__in=ids) | Q(to_unit__in=ids))

    def in_order(self) -> "LineageQuerySet":
        """As it happened, both ends at hand."""
        steps = self.select_related("from_unit", "to_unit")
        return steps.order_by("happened_on", "from_unit__path", "to_unit__path")


class Lineage(models.Model):
    """A unit that was renamed, split or merged: what it became, and when."""

    kind = models.CharField(_("slag"), max_length=10, choices=LineageKind)
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="became", verbose_name=_("från"))
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="came_from", verbose_name=_("till"))
    happened_on = models.DateField(_("datum"))
    happened_on_said = models.CharField(max_length=10)
    note = models.TextField(_("anmärkning"), blank=True)

    objects = LineageQuerySet.as_manager()

    class Meta:
        verbose_name = _("arv")
        verbose_name_plural = _("arv")
        constraints = [
            models.UniqueConstraint(fields=["from_unit", "to_unit"], name="lineage_once_per_pair"),
            models.CheckConstraint(name="lineage_between_two_units", condition=~Q(from_unit=F("to_unit"))),
        ]

    def __str__(self) -> str:
        return f"{self.from_unit_id} → {self.to_unit_id}"


class ExposureQuerySet(models.QuerySet["Exposure"]):
    def of(self, municipality: Municipality) -> "ExposureQuerySet":
        return self.filter(unit__municipality=municipality)


class Exposure(models.Model):
    """How much there was in a month to count events against: resident days, users, visits, doses."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    month = models.DateField(_("månad"))  # its first day
    kind = models.CharField(_("slag"), max_length=20, choices=ExposureKind)
    amount = models.DecimalField(_("mängd"), max_digits=12, decimal_places=2)

    objects = ExposureQuerySet.as_manager()

    class Meta:
        verbose_name = _("exponering")
        verbose_name_plural = _("exponeringar")
        constraints = [
            models.UniqueConstraint(fields=["unit", "month", "kind"], name="exposure_once_a_month"),
            models.CheckConstraint(name="exposure_not_negative", condition=Q(amount__gte=0)),
            models.CheckConstraint(name="exposure_month_is_its_first_day", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month} {self.kind}"


def law_codes(areas: Iterable[str]) -> str:
    """Law areas as they are stored: known ones, each once, in the order of `LawArea`."""
    given = set(areas)
    return " ".join(code for code in LawArea.values if code in given)


def lineage_within(municipality: Municipality) -> LineageQuerySet:
    """Everything that has happened to the municipality's units."""
    return Lineage.objects.of(municipality).in_order()


def exposure_of(unit: Unit) -> ExposureQuerySet:
    """What is stated for the unit, newest month first."""
    return Exposure.objects.filter(unit=unit).order_by("-month", "kind")


def lineage_of(units: Iterable[Unit]) -> LineageQuerySet:
    """What the units came from and what they became, both ends at hand, in the order it happened."""
    return Lineage.objects.touching(units).in_order()


def units_to_sum(municipality: Municipality, units: Iterable[Unit], first: date, last: date) -> UnitQuerySet:
    """Which of the units to add up for a period, so that nothing is counted twice: a whole or its parts, never both.

    Hand in the units that have figures. Tree, lineage and validity decide (rules.to_sum); two queries.
    """
    wanted = list(units)
    steps = list(Lineage.objects.of(municipality).select_related("from_unit", "to_unit"))
    nodes = {unit.pk: unit for unit in wanted}
    nodes |= {unit.pk: unit for step in steps for unit in (step.from_unit, step.to_unit)}
    parts_of = rules.parts_in_tree({pk: unit.path for pk, unit in nodes.items()}, Unit.steplen)
    for step in steps:
        whole, part = step.from_unit_id, step.to_unit_id
        if step.kind == LineageKind.MERGED:
            whole, part = part, whole
        parts_of.setdefault(whole, set()).add(part)
    spans = {unit.pk: rules.Span(unit.valid_from, unit.valid_to) for unit in wanted}
    found: UnitQuerySet = Unit.objects.filter(pk__in=rules.to_sum(spans, parts_of, first, last))
    return found.of(municipality)
