"""Workplace meetings (APT): the pack that was made for one, and what was decided."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.models import Action
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.roles import TABLE
from hjulet.base.ui import swedish


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User, day: date) -> MeetingQuerySet:
        """Those who work at the unit or above it."""
        return self.filter(reached_by(user, day, *TABLE[Verb.SEE_MEETINGS], path="unit__path"))

    def open_to(self, user: User, day: date) -> MeetingQuerySet:
        """The same, with the unit that each is named after: an action shows what it comes from."""
        return self.visible_to(user, day).select_related("unit")

    def held_in(self, unit: Unit, first: date, last: date) -> MeetingQuerySet:
        return self.filter(unit__path__startswith=unit.path, held_on__range=(first, last))


class Meeting(models.Model):
    """A workplace meeting of a unit and a month: its pack as it was made, and when it was held. SOSFS 2011:9 6 kap."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    month = models.DateField(_("månad"))  # its first day
    contents = models.JSONField(_("underlag"))  # what was known when it was made; no text of any case
    first_question = models.CharField(_("första frågan"), max_length=300)
    second_question = models.CharField(_("andra frågan"), max_length=300)
    notes = models.TextField(_("anteckningar"), max_length=3000, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    held_on = models.DateField(_("hållet"), null=True, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    revision = models.PositiveIntegerField(default=1)
    actions = models.ManyToManyField(Action, related_name="meetings", blank=True, verbose_name=_("beslut"))

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("arbetsplatsträff")
        verbose_name_plural = _("arbetsplatsträffar")
        ordering = ["-month", "unit__path"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], name="meeting_once_a_month"),
            models.CheckConstraint(name="meeting_month_is_its_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="meeting_held_says_by_whom",
                condition=Q(held_on=None, held_by=None) | Q(held_on__isnull=False, held_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"APT {swedish.MONTHS[self.month.month - 1]} {self.month.year}, {self.unit.name}"

    def get_absolute_url(self) -> str:
        return reverse("participation:meeting", args=[self.pk])
