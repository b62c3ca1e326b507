"""The log: who did what, and who read what, in an append-only chain sealed year by year."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.log import rules

HASHED = (
    "at", "year", "event", "actor_id", "actor_name", "municipality", "object_type", "object_id", "details",
)  # fmt: skip


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, municipality: str) -> "EntryQuerySet":
        """What readers in the municipality with this slug may see, newest first: nothing crosses."""
        return self.filter(municipality=municipality).order_by("-id")

    def matching(
        self, *, event: str | None, who: str | None, first: date | None, last: date | None
    ) -> "EntryQuerySet":
        """Entries that fit every part that is asked for; both days included."""
        asked = {
            "event": event,
            "actor_name__icontains": who,
            "at__date__gte": first,
            "at__date__lte": last,
        }
        return self.filter(**{look: value for look, value in asked.items() if value})

    def older_than(self, number: int | None) -> "EntryQuerySet":
        """The page after this one: keyset, so that the last page is as quick as the first."""
        return self.filter(pk__lt=number) if number else self

    def events(self) -> list[str]:
        """Every kind of event there is, each once."""
        return list(self.order_by().values_list("event", flat=True).distinct())


class Entry(models.Model):
    """One thing that somebody did or read. The actor is plain values: the log outlives its people.

    `year` is the volume it stands in: the year of `at`, never lower than the entry before it, so that a whole year
    is one unbroken stretch of the chain.
    """

    at = models.DateTimeField(_("tid"))
    year = models.PositiveSmallIntegerField(_("år"))
    event = models.CharField(_("händelse"), max_length=60)
    actor_id = models.BigIntegerField(_("användarens nummer"), null=True)
    actor_name = models.CharField(_("användare"), max_length=120, blank=True)
    municipality = models.CharField(_("kommun"), max_length=80, blank=True)
    object_type = models.CharField(_("slag av post"), max_length=80, blank=True)
    object_id = models.CharField(_("postens nummer"), max_length=40, blank=True)
    details = models.JSONField(_("uppgifter"), default=dict)
    previous = models.CharField(max_length=64, unique=True)  # no two entries may follow the same one
    fingerprint = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("loggpost")
        verbose_name_plural = _("loggposter")
        indexes = [
            models.Index(fields=["municipality", "-id"], name="entry_by_municipality"),
            models.Index(fields=["municipality", "event", "-id"], name="entry_by_event"),
        ]
        constraints = [
            models.CheckConstraint(name="entry_has_an_event", condition=~Q(event="")),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.event}"

    def hashed(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in HASHED}

    def computed_fingerprint(self) -> str:
        """What the fingerprint must be if nobody has touched the row."""
        return rules.fingerprint(self.previous, self.hashed())


class Seal(models.Model):
    """A year of the log that is closed: its last fingerprint and how many entries it holds. Made once, never changed."""

    year = models.PositiveSmallIntegerField(_("år"), unique=True)
    fingerprint = models.CharField(_("sista fingeravtrycket"), max_length=64)
    entries = models.PositiveIntegerField(_("antal poster"))
    sealed_at = models.DateTimeField(_("förseglad"))
    sealed_by = models.CharField(_("förseglad av"), max_length=120)

    class Meta:
        verbose_name = _("sigill")
        verbose_name_plural = _("sigill")

    def __str__(self) -> str:
        return f"{self.year} {self.fingerprint[:12]}"
