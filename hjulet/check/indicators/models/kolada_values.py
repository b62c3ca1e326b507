"""The values as Kolada states them, what they were before, and where a municipality stands among all."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.db.models import Count, F, Q, Window
from django.db.models.functions import Rank
from django.utils.translation import gettext_lazy as _

from hjulet.check.indicators.choices import Direction
from hjulet.check.indicators.kolada.rules import REAL, Country, country_of
from hjulet.check.indicators.models.kolada import KoladaKpi, KoladaSync


@dataclass(frozen=True)
class Standing:
    """Where a municipality stands among all that have a value. Place 1 is best; ties share the better place."""

    place: int
    of: int
    value: Decimal

    @property
    def quartile(self) -> int:
        """1 is the best fourth: the share of municipalities that stand before is below a quarter. Ties share the better."""
        return (self.place - 1) * 4 // self.of + 1


class KoladaValueQuerySet(models.QuerySet["KoladaValue"]):
    def in_country(self, country: Country) -> "KoladaValueQuerySet":
        """What is said of the country's municipalities: no regions, groups or units, and nothing of another country."""
        return self.filter(unit_code="", area__gte=country.first, area__lte=country.last)

    def standings(
        self,
        kpi: str,
        year: int,
        gender: str = "T",
        *,
        direction: str = Direction.HIGHER,
        country: Country = REAL,
    ) -> "KoladaValueQuerySet":
        """Every municipality with a value, each with `place` and `amount`. Missing ones are not counted."""
        better_first = F("value").asc() if direction == Direction.LOWER else F("value").desc()
        return (
            self.in_country(country)
            .filter(kpi=kpi, year=year, gender=gender, value__isnull=False)
            .annotate(place=Window(Rank(), order_by=better_first), amount=Window(Count("*")))
            .order_by("place", "area")
        )

    def standing(
        self, kpi: str, year: int, gender: str, code: str, *, direction: str = Direction.HIGHER
    ) -> Standing | None:
        """The place of one municipality; None where it has no value."""
        ranked = self.standings(kpi, year, gender, direction=direction, country=country_of(code))
        for area, value, place, amount in ranked.values_list("area", "value", "place", "amount"):  # type: ignore[misc]
            if area == code and value is not None:
                return Standing(place, amount, value)
        return None


class KoladaValue(models.Model):
    """A value as Kolada states it: one KPI, area or unit, year and gender; without a number the status says why."""

    kpi = models.ForeignKey(
        KoladaKpi, models.PROTECT, related_name="+", db_index=False, verbose_name=_("nyckeltal")
    )
    area = models.CharField(_("område"), max_length=20)  # 0000 riket, 2029 a municipality, G… a group
    unit_code = models.CharField(_("enhet"), max_length=20, blank=True)
    year = models.PositiveSmallIntegerField(_("år"))
    gender = models.CharField(_("kön"), max_length=1)  # T alla, K kvinnor, M män
    value = models.DecimalField(_("värde"), max_digits=18, decimal_places=6, null=True)
    status = models.CharField(_("status"), max_length=20, blank=True)
    sync = models.ForeignKey(
        KoladaSync, models.PROTECT, related_name="+", db_index=False, verbose_name=_("hämtning")
    )

    objects = KoladaValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("värde i Kolada")
        verbose_name_plural = _("värden i Kolada")
        constraints = [
            models.UniqueConstraint(  # its index also serves the ranking: kpi, year, gender
                fields=["kpi", "year", "gender", "unit_code", "area"], name="kolada_value_once"
            ),
            models.CheckConstraint(
                name="kolada_value_or_status", condition=Q(value__isnull=False) | ~Q(status="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kpi_id} {self.area}{self.unit_code} {self.year} {self.gender}"


class KoladaRevision(models.Model):
    """What a value was before Kolada changed it, and when we saw it."""

    of = models.ForeignKey(KoladaValue, models.CASCADE, related_name="revisions", verbose_name=_("värde"))
    was = models.DecimalField(_("var"), max_digits=18, decimal_places=6, null=True)
    was_status = models.CharField(max_length=20, blank=True)
    now = models.DecimalField(_("blev"), max_digits=18, decimal_places=6, null=True)
    now_status = models.CharField(max_length=20, blank=True)
    seen_at = models.DateTimeField(_("sedd"))
    sync = models.ForeignKey(KoladaSync, models.PROTECT, related_name="revisions", verbose_name=_("hämtning"))

    class Meta:
        verbose_name = _("ändring i Kolada")
        verbose_name_plural = _("ändringar i Kolada")
        ordering = ["-seen_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.of_id} {self.seen_at:%Y-%m-%d}"
