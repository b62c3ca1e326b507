"""How a municipality frames its reports, and its own tables in them."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.roles import TABLE
from hjulet.report.reports.choices import Kind
from hjulet.report.reports.framing import Planned


class FrameVersionQuerySet(models.QuerySet["FrameVersion"]):
    def visible_to(self, user: User, day: date) -> "FrameVersionQuerySet":
        """Those who write reports somewhere in the municipality."""
        is_writer = any(role.role in TABLE[Verb.WRITE_REPORT] for role in user.roles_on(day))
        return self.filter(municipality=user.municipality_id) if is_writer else self.none()

    def of(self, municipality: Municipality, kind: str) -> "FrameVersionQuerySet":
        """Newest first."""
        return self.filter(municipality=municipality, kind=kind).order_by("-number")

    def in_force(self, municipality: Municipality, kind: str, year: int) -> "FrameVersion | None":
        """The frame of that year's report; None where the template stands as it is."""
        return (
            self.of(municipality, kind).filter(from_year__lte=year).order_by("-from_year", "-number").first()
        )


class FrameVersion(models.Model):
    """Which chapters a kind of report has from a year on. Only added to: an older year keeps the frame it had."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    kind = models.CharField(_("slag"), max_length=30, choices=Kind)
    number = models.PositiveIntegerField(_("version"))
    from_year = models.PositiveSmallIntegerField(_("gäller från och med rapporten för"))
    chapters = models.JSONField(_("kapitel"))  # in order: anchor, title, guidance, is_hidden, sections
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(_("sparad"))

    objects = FrameVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("rapportens ram")
        verbose_name_plural = _("rapporternas ramar")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "kind", "number"], name="frame_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, version {self.number}"

    @property
    def plan(self) -> tuple[Planned, ...]:
        return tuple(Planned.of(chapter) for chapter in self.chapters)


class OwnTableQuerySet(models.QuerySet["OwnTable"]):
    def visible_to(self, user: User, day: date) -> "OwnTableQuerySet":
        writes = reached_by(user, day, *TABLE[Verb.WRITE_REPORT], path="unit__path")
        return self.filter(writes, unit__municipality=user.municipality_id)

    def standing(self) -> "OwnTableQuerySet":
        return self.filter(removed_at=None)

    def told_of(self, unit: Unit, kind: str, year: int) -> "OwnTableQuerySet":
        """Those of that year's report, of that part of the organisation and everything below it."""
        found = self.standing().filter(kind=kind, year=year, unit__path__startswith=unit.path)
        return found.select_related("unit").order_by("unit__path", "pk")


class OwnTable(models.Model):
    """A table of the municipality's own in a chapter of a report, typed in or read from a file, with its source."""

    kind = models.CharField(_("slag"), max_length=30, choices=Kind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("verksamhet"))
    year = models.PositiveSmallIntegerField(_("år"))
    chapter = models.SlugField(
        _("kapitel"), max_length=160
    )  # the anchor of a chapter, or of a section in one
    slug = models.SlugField(_("kortnamn"), max_length=80)
    title = models.CharField(_("rubrik"), max_length=200)
    columns = models.JSONField(_("kolumner"))
    rows = models.JSONField(_("rader"))
    source = models.CharField(_("källa"), max_length=300)
    note = models.CharField(_("anmärkning"), max_length=500, blank=True)
    counts_people = models.BooleanField(_("räknar personer"), default=False)
    is_internal = models.BooleanField(_("bara i den interna utgåvan"), default=False)
    revision = models.PositiveIntegerField(default=1)  # so that two who write at once do not undo each other
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(_("ändrad"))
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    removed_at = models.DateTimeField(_("borttagen"), null=True, blank=True)
    form_token = models.UUIDField(unique=True)

    objects = OwnTableQuerySet.as_manager()

    class Meta:
        verbose_name = _("egen tabell")
        verbose_name_plural = _("egna tabeller")
        ordering = ["-year", "title"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "unit", "year", "slug"], name="own_table_slug_once"),
            models.CheckConstraint(name="own_table_has_a_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="own_table_removed_says_when_and_by_whom",
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.year}"

    def content(self) -> dict[str, Any]:
        """What a revision keeps."""
        names = ("chapter", "title", "columns", "rows", "source", "note", "counts_people", "is_internal")
        return {name: getattr(self, name) for name in names}


class TableRevision(models.Model):
    """An own table as it was before somebody changed it. Only added to."""

    table = models.ForeignKey(OwnTable, models.CASCADE, related_name="revisions")
    revision = models.PositiveIntegerField()
    content = models.JSONField(_("innehåll"))
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(_("ändrad"))

    class Meta:
        verbose_name = _("äldre version av en egen tabell")
        verbose_name_plural = _("äldre versioner av egna tabeller")
        ordering = ["-revision"]
        constraints = [models.UniqueConstraint(fields=["table", "revision"], name="table_revision_once")]

    def __str__(self) -> str:
        return f"{self.table_id} {self.revision}"
