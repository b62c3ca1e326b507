"""What we want the value to be."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.base.sources.models import Sourced
from hjulet.check.indicators import rules
from hjulet.check.indicators.choices import Level, Scale
from hjulet.check.indicators.models.indicators import Indicator

NAMES = ("good", "middle", "bad")


class TargetQuerySet(models.QuerySet["Target"]):
    def visible_to(self, user: User, day: date) -> "TargetQuerySet":
        held = user.roles.held_on(day).filter(unit__municipality=OuterRef("municipality"))
        return self.filter(Exists(held))

    def for_indicators(self, indicators: Iterable[Indicator]) -> "TargetQuerySet":
        """Their own scales, and the colour scales that hold for every own survey of a subject."""
        return self.filter(Q(indicator__in=list(indicators)) | Q(indicator=None)).order_by("year", "pk")


class Target(Sourced):
    """Target levels (målnivåer) of an indicator: three bands with two cut points between them.

    Made by people it has no holes or overlaps (`rules.from_cuts`); what arrives with them is stored as it is, and
    `faults` says so. Where `indicator` is empty the scale colours every survey of a subject.
    """

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="targets", null=True, blank=True, verbose_name=_("mått")
    )
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    subject = models.CharField(_("gäller alla enkäter om"), max_length=60, blank=True)
    title = models.CharField(_("rubrik"), max_length=160, blank=True)
    scale = models.CharField(_("skala"), max_length=10, choices=Scale)
    year = models.PositiveSmallIntegerField(_("år"))
    good_said = models.CharField(_("grön, så står det"), max_length=40, blank=True)
    good_lower = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    good_lower_included = models.BooleanField(default=False)
    good_upper = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    good_upper_included = models.BooleanField(default=False)
    middle_said = models.CharField(_("gul, så står det"), max_length=40, blank=True)
    middle_lower = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    middle_lower_included = models.BooleanField(default=False)
    middle_upper = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    middle_upper_included = models.BooleanField(default=False)
    bad_said = models.CharField(_("röd, så står det"), max_length=40, blank=True)
    bad_lower = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    bad_lower_included = models.BooleanField(default=False)
    bad_upper = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    bad_upper_included = models.BooleanField(default=False)
    note = models.CharField(_("anmärkning"), max_length=200, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("målnivå")
        verbose_name_plural = _("målnivåer")

    def __str__(self) -> str:
        return self.title or str(self.indicator)

    @property
    def bands(self) -> rules.Bands:
        def band(name: str) -> rules.Band:
            return rules.Band(
                getattr(self, f"{name}_lower"),
                getattr(self, f"{name}_lower_included"),
                getattr(self, f"{name}_upper"),
                getattr(self, f"{name}_upper_included"),
            )

        return rules.Bands(band("good"), band("middle"), band("bad"))

    def put(self, bands: rules.Bands) -> None:
        """The three bands, and their words."""
        for name, band in zip(NAMES, (bands.good, bands.middle, bands.bad), strict=True):
            self._put(name, band)

    def _put(self, name: str, band: rules.Band) -> None:
        setattr(self, f"{name}_said", rules.said(band))
        setattr(self, f"{name}_lower", band.lower)
        setattr(self, f"{name}_lower_included", band.lower_included)
        setattr(self, f"{name}_upper", band.upper)
        setattr(self, f"{name}_upper_included", band.upper_included)

    @property
    def faults(self) -> list[str]:
        return rules.faults_in_scale(self.bands) if self.scale != Scale.QUARTILE else []

    def level_of(self, value: Decimal) -> Level | None:
        """The level of the value; None where the scale is relative (quartiles) and the others' values are unknown."""
        return None if self.scale == Scale.QUARTILE else rules.level_of(value, self.bands)

    def holds_for(self, indicator: Indicator) -> bool:
        if self.indicator_id is not None:
            return self.indicator_id == indicator.pk
        return bool(self.subject) and self.subject == indicator.subject and indicator.is_own_survey


def scale_for(indicator: Indicator, targets: Iterable[Target], year: int) -> Target | None:
    """The scale that a year's value is read against: its own before a colour, the newest that had been decided.

    A value older than every scale is read against the first one.
    """
    fitting = [target for target in targets if target.scale != Scale.QUARTILE and target.holds_for(indicator)]
    own = [target for target in fitting if target.indicator_id is not None] or fitting
    in_order = sorted(own, key=lambda target: (target.year, target.pk))
    decided = [target for target in in_order if target.year <= year]
    return decided[-1] if decided else next(iter(in_order), None)
