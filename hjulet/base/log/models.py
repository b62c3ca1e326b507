"""The log: who did what, and who read what, in an append-only chain sealed year by year."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One thing that somebody did or read. The actor is plain values: the log outlives its people."""

    at = models.DateTimeField(_("tid"))
    year = models.PositiveSmallIntegerField(_("år"))
    event = models.CharField(_("händelse"), max_length=60)
    actor_id = models.BigIntegerField(_("användarens nummer"), null=True)
    actor_name = models.CharField(_("användare"), max_length=120, blank=True)
    municipality = models.CharField(_("kommun"), max_length=80, blank=True)
    object_type = models.CharField(_("slag av post"), max_length=80, blank=True)
    object_id = models.CharField(_("postens nummer"), max_length=40, blank=True)
    details = models.JSONField(_("uppgifter"), default=dict)
    previous = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("loggpost")
        verbose_name_plural = _("loggposter")
        indexes = [models.Index(fields=["municipality", "-id"], name="entry_by_municipality")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.event}"
