"""Meetings with partners: what was said, and what was decided."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.models import Action
from hjulet.base.log.chain import record
from hjulet.base.people.models import User
from hjulet.base.sources.rewriting import locked, rewrite
from hjulet.base.ui import swedish
from hjulet.plan.cooperation import rules
from hjulet.plan.cooperation.models.cooperations import CannotCooperate, Cooperation

NAMES = ("held_on", "notes", "decisions")


class CooperationMeetingQuerySet(models.QuerySet["CooperationMeeting"]):
    def visible_to(self, user: User, day: date) -> CooperationMeetingQuerySet:
        """Those who see the cooperation."""
        return self.filter(cooperation__in=Cooperation.objects.visible_to(user, day))

    def open_to(self, user: User, day: date) -> CooperationMeetingQuerySet:
        """The same, with what each is named after: an action shows what it comes from."""
        return self.visible_to(user, day).select_related("cooperation")


class CooperationMeeting(models.Model):
    """A meeting with the partners of a cooperation. Samverkansmöte."""

    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="meetings")
    held_on = models.DateField(_("hölls"))
    notes = models.TextField(_("anteckningar"), blank=True)
    decisions = models.TextField(_("beslut"), blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    written_at = models.DateTimeField(_("skrivet"))
    form_token = models.UUIDField(null=True, blank=True)
    actions = models.ManyToManyField(
        Action, related_name="cooperation_meetings", blank=True, verbose_name=_("åtgärder")
    )

    objects = CooperationMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("samverkansmöte")
        verbose_name_plural = _("samverkansmöten")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="cooperationmeeting_says_something", condition=~Q(notes="") | ~Q(decisions="")
            ),
            models.UniqueConstraint(fields=["written_by", "form_token"], name="cooperationmeeting_once_per_form"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.cooperation.title}, {swedish.day(self.held_on)}"

    def get_absolute_url(self) -> str:
        return f"{self.cooperation.get_absolute_url()}#mote-{self.pk}"

    @property
    def decided(self) -> list[str]:
        """The decisions, one for each line that was written."""
        return [said for line in self.decisions.splitlines() if (said := line.strip(" \t-–•*"))]

    @transaction.atomic
    def rewrite(self, said: dict[str, object], *, seen: str, by: User, at: datetime) -> None:
        """Corrected notes. Raises SomebodyWasFaster and CannotCooperate."""
        locked(self, NAMES, seen=seen)
        held_on, texts = said["held_on"], (str(said["notes"]), str(said["decisions"]))
        obstacles = rules.obstacles_to_noting(held_on, localtime(at).date(), texts)  # type: ignore[arg-type]
        if obstacles:
            raise CannotCooperate(obstacles)
        if changed := rewrite(self, said):
            record(
                "cooperationmeeting.rewritten",
                self.cooperation,
                by=by,
                at=at,
                meeting=self.pk,
                columns=sorted(changed["now"]),
            )
