"""What an action should move: a series, which way, from when. Said before one looks. Förväntan."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.models import Action
from hjulet.analyse.effects import rules
from hjulet.analyse.effects.choices import Wanted
from hjulet.analyse.series.rules import SeriesKey
from hjulet.base.log.chain import record
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.roles import TABLE


class ExpectationQuerySet(models.QuerySet["Expectation"]):
    def visible_to(self, user: User, day: date) -> ExpectationQuerySet:
        """Those who reach the action; what the role may do there is asked apart."""
        return self.filter(reached_by(user, day, path="action__unit__path"))

    def open_to(self, user: User, day: date, verb: Verb = Verb.SEE_ACTIONS) -> ExpectationQuerySet:
        return self.filter(reached_by(user, day, *TABLE[verb], path="action__unit__path"))

    def leading(self) -> ExpectationQuerySet:
        """The one for each action that the verdict is about."""
        return self.filter(is_leading=True)


class Expectation(models.Model):
    """What an action should move. "Hur vet vi att en förändring blir en förbättring?" SOSFS 2011:9 5 kap. 7 §."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="+", verbose_name=_("åtgärd"))
    series = models.CharField(_("serie"), max_length=220)  # SeriesKey as text
    wanted = models.CharField(_("riktning"), max_length=4, choices=Wanted)
    from_month = models.DateField(_("från och med"))  # its first day; the first month with the action at work
    size = models.PositiveSmallIntegerField(_("hur mycket, procent"), null=True, blank=True)
    months_before = models.PositiveSmallIntegerField(_("månader före"), default=rules.BEFORE)
    trigger_months = models.PositiveSmallIntegerField(_("månader som fick oss att agera"), default=0)
    is_leading = models.BooleanField(_("avgör omdömet"), default=False)
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    stated_at = models.DateTimeField(_("sagd"))

    objects = ExpectationQuerySet.as_manager()

    class Meta:
        verbose_name = _("förväntan")
        verbose_name_plural = _("förväntningar")
        ordering = ["-is_leading", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "series"], name="expectation_once_per_series"),
            models.UniqueConstraint(
                fields=["action"], condition=Q(is_leading=True), name="expectation_one_leads"
            ),
            models.CheckConstraint(name="expectation_month_is_its_first_day", condition=Q(from_month__day=1)),
            models.CheckConstraint(
                name="expectation_falls_by_at_most_all_of_it",
                condition=Q(size=None) | Q(size__gte=1, size__lte=100) | Q(wanted=Wanted.MORE, size__lte=500),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.series

    @property
    def key(self) -> SeriesKey:
        return SeriesKey.read(self.series)

    @property
    def ratio(self) -> float:
        return rules.wanted_ratio(self.wanted, self.size)

    @property
    def is_chosen_afterwards(self) -> bool:
        return rules.is_chosen_afterwards(localtime(self.stated_at).date(), self.from_month)

    @transaction.atomic
    def lead(self, *, by: User, at: datetime) -> None:
        """Let the verdict be about this series."""
        Action.objects.select_for_update(of=("self",)).get(pk=self.action_id)
        Expectation.objects.filter(action=self.action_id, is_leading=True).update(is_leading=False)
        self.is_leading = True
        self.save(update_fields=["is_leading"])
        record("expectation.led", self.action, by=by, at=at, series=self.series)
