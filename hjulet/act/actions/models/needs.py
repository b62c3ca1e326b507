"""Needs (utvecklingsbehov): what has to become better."""

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjulet.base.law import AREA_BY_KEY, AREA_CHOICES, Area
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.roles import TABLE
from hjulet.base.sources.models import Sourced


class NeedQuerySet(models.QuerySet["Need"]):
    def visible_to(self, user: User, day: date) -> "NeedQuerySet":
        """Some role of the user reaches the unit; what the role may do there is asked apart."""
        return self.filter(reached_by(user, day, path="unit__path"))

    def open_to(self, user: User, day: date, verb: Verb = Verb.SEE_ACTIONS) -> "NeedQuerySet":
        """A role that gives the verb reaches the unit: what a list may hold."""
        return self.filter(reached_by(user, day, *TABLE[verb], path="unit__path"))

    def below(self, unit: Unit) -> "NeedQuerySet":
        return self.filter(unit__path__startswith=unit.path)


class Need(Sourced):
    """A development need (utvecklingsbehov) found in an area of SOSFS 2011:9."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    area = models.CharField(_("område"), max_length=20, choices=AREA_CHOICES)
    title = models.CharField(_("behov"), max_length=200)
    description = models.TextField(_("beskrivning"), blank=True)
    year = models.PositiveSmallIntegerField(_("år"))
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    raised_at = models.DateTimeField(_("väckt"), null=True, blank=True)
    form_token = models.UUIDField(null=True, blank=True)  # one form makes one row, however often it is sent
    is_derived = models.BooleanField(
        _("härlett"), default=False
    )  # read out of a rating or risk, not written so

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("utvecklingsbehov")
        verbose_name_plural = _("utvecklingsbehov")
        ordering = ["-year", "area", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["raised_by", "form_token"], name="need_once_per_form"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("actions:need", args=[self.pk])

    @property
    def about(self) -> Area:
        return AREA_BY_KEY[self.area]
