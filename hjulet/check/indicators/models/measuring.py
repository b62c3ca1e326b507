"""Own measurements with a rhythm, the units they are measured at, and who answers for each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.choices import ExposureKind
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.organisation.rules import Span
from hjulet.base.people.models import User, reached_by
from hjulet.check.indicators.measuring import rules as measuring
from hjulet.check.indicators.measuring.choices import Rhythm, WhichKind
from hjulet.check.indicators.models.indicators import Indicator
from hjulet.check.indicators.models.values import READERS
from hjulet.check.indicators.rules import Period


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def of(self, municipality: Municipality) -> MeasurementQuerySet:
        return self.filter(indicator__municipality=municipality)

    def visible_to(self, user: User, day: date) -> MeasurementQuerySet:
        """What the own municipality measures is no secret there; the values narrow further."""
        held = user.roles.held_on(day).filter(unit__municipality=OuterRef("indicator__municipality"))
        return self.filter(Exists(held))

    def going_on(self) -> MeasurementQuerySet:
        return self.filter(ended_at=None)


class Measurement(models.Model):
    """An own measurement (egen mätning): one measure, a rhythm, units and people. SOSFS 2011:9 5 kap. 2 §."""

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="measurements", verbose_name=_("mått")
    )
    rhythm = models.CharField(_("hur ofta"), max_length=10, choices=Rhythm)
    due_days = models.PositiveSmallIntegerField(_("dagar efter perioden"), default=measuring.DUE_DAYS)
    first_day = models.DateField(_("från och med"))  # the first day of the first period
    last_day = models.DateField(_("till och med"), null=True, blank=True)  # of the last period, once it ends
    exposure = models.CharField(
        _("underlag för andra serier"), max_length=20, choices=ExposureKind, blank=True
    )
    below = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("alla enheter under")
    )  # empty: the units are chosen one by one
    kind = models.CharField(_("vilka av dem"), max_length=20, choices=WhichKind, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("upplagd"))
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(_("avslutad"), null=True, blank=True)
    form_token = models.UUIDField(unique=True)  # the same form sent twice makes one

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("egen mätning")
        verbose_name_plural = _("egna mätningar")
        ordering = ["indicator__position", "indicator", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator"], condition=Q(ended_at=None), name="measurement_one_going_on"
            ),
            models.CheckConstraint(
                name="measurement_ended_says_when_and_by_whom",
                condition=Q(ended_at=None, ended_by=None, last_day=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False, last_day__isnull=False),
            ),
            models.CheckConstraint(
                name="measurement_runs_forward", condition=Q(last_day=None) | Q(last_day__gte=F("first_day"))
            ),
            models.CheckConstraint(
                name="measurement_kind_only_below", condition=Q(below__isnull=False) | Q(kind="")
            ),
        ]

    def __str__(self) -> str:
        return self.indicator.name

    def get_absolute_url(self) -> str:
        return reverse("indicators:measurement", args=[self.pk])

    def periods_until(self, day: date) -> Iterator[Period]:
        """Every period that is over by the day, in order of time."""
        return measuring.periods(self.rhythm, self.first_day, min(day, self.last_day or day))

    def due_on(self, period: Period) -> date:
        return measuring.due_on(period, self.due_days)

    def words(self, period: Period) -> str:
        return measuring.words(self.rhythm, period)


class MeasuredUnitQuerySet(models.QuerySet["MeasuredUnit"]):
    def visible_to(self, user: User, day: date) -> MeasuredUnitQuerySet:
        """Those in the user's reach, and those the user answers for."""
        held = user.roles.held_on(day).filter(
            unit__municipality=OuterRef("measurement__indicator__municipality")
        )
        return self.filter(
            Exists(held), Q(reached_by(user, day, *READERS, path="unit__path")) | Q(owner=user)
        )


class MeasuredUnit(models.Model):
    """A unit that measures, who answers for it there, and from when to when."""

    measurement = models.ForeignKey(
        Measurement, models.PROTECT, related_name="places", verbose_name=_("egen mätning")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("ansvarig"),
    )  # empty: the unit's manager  # fmt: skip
    first_day = models.DateField(_("från och med"), null=True, blank=True)  # joined later than the first
    last_day = models.DateField(_("till och med"), null=True, blank=True)  # taken out before the last

    objects = MeasuredUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("enhet i en mätning")
        verbose_name_plural = _("enheter i mätningar")
        ordering = ["unit__path", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["measurement", "unit"], name="measured_unit_once"),
        ]

    def __str__(self) -> str:
        return f"{self.measurement_id} {self.unit_id}"

    @property
    def spans(self) -> tuple[Span, Span]:
        """The unit's own life, and its part in the measurement."""
        return Span(self.unit.valid_from, self.unit.valid_to), Span(self.first_day, self.last_day)

    def measures_in(self, period: Period) -> bool:
        return measuring.is_measured_in(period, *self.spans)
