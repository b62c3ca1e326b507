"""Vision, goals and the yearly self-assessment by the areas of SOSFS 2011:9."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.law import AREA_BY_KEY, AREA_CHOICES, Area
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.models import RoleHolding, User
from hjulet.base.sources.models import Sourced
from hjulet.plan.steering.choices import Rating


class MunicipalQuerySet(models.QuerySet[Any]):  # Any: shared by the tables of a municipality
    def visible_to(self, user: User, day: date) -> "MunicipalQuerySet":
        """What we want is no secret to those who work here today."""
        return self.filter(_has_role_here(user, day, "municipality"))


class Vision(Sourced):
    """What the municipality wants to be."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    title = models.CharField(_("rubrik"), max_length=120)
    text = models.TextField(_("text"), blank=True)
    until_year = models.PositiveSmallIntegerField(_("till och med år"), null=True, blank=True)

    objects = MunicipalQuerySet.as_manager()

    class Meta:
        verbose_name = _("vision")
        verbose_name_plural = _("visioner")

    def __str__(self) -> str:
        return self.title


class GoalQuerySet(MunicipalQuerySet):
    def in_year(self, year: int) -> "GoalQuerySet":
        return self.filter(Q(last_year=None) | Q(last_year__gte=year), first_year__lte=year)


class Goal(Sourced):
    """A goal (mål) that indicators are followed against."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    number = models.PositiveSmallIntegerField(_("nummer"))
    title = models.CharField(_("mål"), max_length=200)
    first_year = models.PositiveSmallIntegerField(_("från år"))
    last_year = models.PositiveSmallIntegerField(_("till år"), null=True, blank=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("mål")
        verbose_name_plural = _("mål")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number", "first_year"], name="goal_number_once_per_period"
            ),
            models.CheckConstraint(
                name="goal_ends_after_it_begins",
                condition=Q(last_year=None) | Q(last_year__gte=models.F("first_year")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def years(self) -> str:
        """'2022–2026', 'från 2022'."""
        if self.last_year:
            return f"{self.first_year}–{self.last_year}"
        return _("från %(year)s") % {"year": self.first_year}


class AssessmentQuerySet(models.QuerySet["SelfAssessment"]):
    def visible_to(self, user: User, day: date) -> "AssessmentQuerySet":
        return self.filter(_has_role_here(user, day, "unit__municipality"))

    def latest_until(self, unit: Unit, year: int) -> "AssessmentQuerySet":
        """The unit's ratings up to the year, newest first within each area."""
        return self.filter(unit=unit, year__lte=year).select_related("document").order_by("area", "-year")


class SelfAssessment(Sourced):
    """How well an area of SOSFS 2011:9 is met, one year, as the sector itself sees it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("verksamhet"))
    area = models.CharField(_("område"), max_length=20, choices=AREA_CHOICES)
    year = models.PositiveSmallIntegerField(_("år"))
    rating = models.CharField(_("skattning"), max_length=10, choices=Rating)
    instrument = models.CharField(_("underlag"), max_length=120, blank=True)
    comment = models.TextField(_("kommentar"), blank=True)
    rated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    rated_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("självskattning")
        verbose_name_plural = _("självskattningar")
        constraints = [
            models.UniqueConstraint(fields=["unit", "area", "year"], name="assessment_once_per_area_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.year}"

    @property
    def about(self) -> Area:
        return AREA_BY_KEY[self.area]


def _has_role_here(user: User, day: date, municipality: str) -> Exists:
    """Whether the user has some role that day in the municipality that the row belongs to."""
    held = RoleHolding.objects.filter(user=user, unit__municipality=OuterRef(municipality)).held_on(day)
    return Exists(held)
