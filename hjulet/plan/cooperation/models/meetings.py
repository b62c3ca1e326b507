"""Meetings with partners: what was said, and what was decided."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from hjulet.base.log.chain import record
from hjulet.base.people.models import User
from hjulet.base.sources.rewriting import locked, rewrite
from hjulet.plan.cooperation import rules
from hjulet.plan.cooperation.models.cooperations import CannotCooperate, Cooperation

NAMES = ("held_on", "notes", "decisions")


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
        return f"{self.cooperation_id} {self.held_on}"

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
