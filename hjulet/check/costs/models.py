"""Cost per user (KPB): tables as they were printed."""

from dataclasses import fields
from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.base.sources.models import Sourced
from hjulet.check.costs import checking, rules
from hjulet.check.costs.choices import RowKind
from hjulet.check.costs.comparing.prices import Prices, Rise
from hjulet.check.costs.comparing.tables import PlainTable
from hjulet.check.costs.hiding import hidden_rows


class CostTableQuerySet(models.QuerySet["CostTable"]):
    def of(self, municipality: Municipality) -> "CostTableQuerySet":
        return self.filter(municipality=municipality)

    def visible_to(self, user: User, day: date) -> "CostTableQuerySet":
        held = user.roles.held_on(day).filter(unit__municipality=models.OuterRef("municipality"))
        return self.filter(models.Exists(held))

    def with_rows(self) -> "CostTableQuerySet":
        return self.select_related("document").prefetch_related("rows__document")


class CostTable(Sourced):
    """One service's cost per user for a year, with its earlier years and the country beside it."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    slug = models.SlugField(_("kortnamn"), max_length=60)
    title = models.CharField(_("rubrik"), max_length=160)
    year = models.PositiveSmallIntegerField(_("år"))
    reference_year = models.PositiveSmallIntegerField(_("rikets år"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)
    is_published = models.BooleanField(
        _("publicerad"), default=False
    )  # else groups under five users are hidden

    objects = CostTableQuerySet.as_manager()

    class Meta:
        verbose_name = _("kostnadstabell")
        verbose_name_plural = _("kostnadstabeller")
        ordering = ["-year", "position"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "slug", "year"], name="cost_table_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.year}"

    @property
    def review(self) -> checking.Review:
        """What the printed rows compute to, and what differs."""
        return checking.review(self.plain.rows, self.hidden)

    @cached_property
    def hidden(self) -> frozenset[int]:
        """The places of the rows that may not be shown."""
        return hidden_rows([row.plain for row in self.rows.all()], is_published=self.is_published)

    @property
    def plain(self) -> PlainTable:
        """The table without the database, for the rules."""
        rows = tuple(row.plain for row in self.rows.all())
        return PlainTable(self.year, self.reference_year, rows, self.hidden)

    @property
    def total(self) -> "CostRow | None":
        """The row that says most: the first total of the table's own year."""
        totals = (row for row in self.rows.all() if row.kind == RowKind.TOTAL and row.year == self.year)
        return next(totals, None)


class CostRow(Sourced):
    """A printed row: an age band, a total or the cost that no user carries. Printed values are never recomputed."""

    table = models.ForeignKey(CostTable, models.CASCADE, related_name="rows", verbose_name=_("tabell"))
    position = models.PositiveSmallIntegerField(_("ordning"))
    kind = models.CharField(_("slag"), max_length=10, choices=RowKind)
    label = models.CharField(_("grupp"), max_length=60)
    age_from = models.PositiveSmallIntegerField(_("ålder från"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("ålder till"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("år"))
    cost = models.DecimalField(_("kostnad"), max_digits=14, decimal_places=0, null=True, blank=True)
    inhabitants = models.PositiveIntegerField(_("invånare"), null=True, blank=True)
    users = models.PositiveIntegerField(_("brukare"), null=True, blank=True)
    kr_per_inhabitant = models.DecimalField(_("kr per invånare"), max_digits=10, decimal_places=0, null=True)
    kr_per_user = models.DecimalField(_("kr per brukare"), max_digits=12, decimal_places=0, null=True)
    pct_users = models.DecimalField(_("andel brukare, %"), max_digits=6, decimal_places=2, null=True)
    reference_kr_per_inhabitant = models.DecimalField(max_digits=10, decimal_places=0, null=True)
    reference_kr_per_user = models.DecimalField(max_digits=12, decimal_places=0, null=True)
    reference_pct_users = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    pct_decimals = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("kostnadsrad")
        verbose_name_plural = _("kostnadsrader")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "label", "year"], name="cost_row_once_per_group_and_year"
            ),
            models.CheckConstraint(
                name="cost_row_ages_in_order",
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=models.F("age_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def plain(self) -> rules.Row:
        """The row without the database, for the rules."""
        return rules.Row(**{field.name: getattr(self, field.name) for field in fields(rules.Row)})

    @property
    def printed_pct(self) -> Decimal | None:
        """The share with the decimals that were printed."""
        if self.pct_users is None:
            return None
        return self.pct_users.quantize(Decimal(1).scaleb(-self.pct_decimals))

    @property
    def reference_pct(self) -> Decimal | None:
        """The country's share with the same decimals."""
        if self.reference_pct_users is None:
            return None
        return self.reference_pct_users.quantize(Decimal(1).scaleb(-self.pct_decimals))


class PriceRiseQuerySet(models.QuerySet["PriceRise"]):
    def of(self, municipality: Municipality) -> "PriceRiseQuerySet":
        return self.filter(municipality=municipality)

    def visible_to(self, user: User, day: date) -> "PriceRiseQuerySet":
        held = user.roles.held_on(day).filter(unit__municipality=models.OuterRef("municipality"))
        return self.filter(models.Exists(held))

    def plain(self) -> Prices:
        """The rises without the database, for the rules."""
        return Prices.of(Rise(one.year, one.percent, one.name, one.source) for one in self)


class PriceRise(models.Model):
    """How much prices rose from the year before, by an index that the municipality trusts. PKV, prisindex för kommunal verksamhet."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    year = models.PositiveSmallIntegerField(_("år"))
    percent = models.DecimalField(_("ökning från året före, %"), max_digits=5, decimal_places=2)
    name = models.CharField(_("index"), max_length=40, default="PKV")
    source = models.CharField(_("källa"), max_length=160)

    objects = PriceRiseQuerySet.as_manager()

    class Meta:
        verbose_name = _("prisökning")
        verbose_name_plural = _("prisökningar")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "year"], name="price_rise_once_a_year"),
            models.CheckConstraint(
                name="price_rise_is_believable",
                condition=Q(percent__gte=rules.LEAST_RISE, percent__lte=rules.MOST_RISE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"

    @property
    def words(self) -> str:
        """Everything that can be changed, to tell whether somebody has."""
        return f"{self.percent.normalize():f} {self.name} {self.source}"
