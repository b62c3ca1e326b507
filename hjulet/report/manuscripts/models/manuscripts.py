"""A report under work: one kind, one part of the organisation, one year, one edition at a time."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.roles import TABLE
from hjulet.report.manuscripts.choices import Obstacle, State
from hjulet.report.reports.choices import Kind


class CannotChange(Exception):
    """The report cannot do as asked; the obstacles say why, in words."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


class ManuscriptQuerySet(models.QuerySet["Manuscript"]):
    def visible_to(self, user: User, day: date) -> "ManuscriptQuerySet":
        """Drafts: those who edit, review, have a section or have been asked. Approved: also who reads the internal edition."""
        requests = self.model._meta.apps.get_model("manuscripts", "SectionRequest")  # noqa: SLF001 - defined above this file
        owners = self.model._meta.apps.get_model("manuscripts", "SectionOwner")  # noqa: SLF001 - defined above this file
        owned = Exists(owners.objects.filter(manuscript=OuterRef("pk")).held_by(user, day))
        asked = Exists(requests.objects.filter(manuscript=OuterRef("pk")).asked_of(user, day))
        writes = reached_by(user, day, *TABLE[Verb.COMMENT_REPORT], path="unit__path")
        reads = reached_by(user, day, *TABLE[Verb.READ_INTERNAL_REPORT], path="unit__path")
        return self.filter(
            writes | asked | owned | Q(reads, state=State.APPROVED), unit__municipality=user.municipality_id
        )

    def being_written(self) -> "ManuscriptQuerySet":
        return self.exclude(state=State.APPROVED)


class Manuscript(models.Model):
    """Kvalitetsberättelse and its siblings while people write them. SOSFS 2011:9 7 kap. 1–3 §§, PSL 3 kap. 10 §."""

    kind = models.CharField(_("slag"), max_length=30, choices=Kind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("verksamhet"))
    year = models.PositiveSmallIntegerField(_("år"))
    number = models.PositiveSmallIntegerField(_("utgåva"), default=1)
    state = models.CharField(_("status"), max_length=10, choices=State, default=State.DRAFT)
    due_on = models.DateField(_("klar senast"), null=True, blank=True)
    reminded_on = models.DateField(_("alla sena påmindes"), null=True, blank=True)
    registry_number = models.CharField(_("diarienummer"), max_length=40, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(_("påbörjad"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    sent_at = models.DateTimeField(_("skickad till granskning"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField(_("fastställd"), null=True, blank=True)

    objects = ManuscriptQuerySet.as_manager()

    class Meta:
        verbose_name = _("rapport som skrivs")
        verbose_name_plural = _("rapporter som skrivs")
        ordering = ["-year", "kind", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "unit", "year", "number"], name="manuscript_edition_once"
            ),
            models.UniqueConstraint(
                fields=["kind", "unit", "year"],
                condition=~Q(state=State.APPROVED),
                name="manuscript_one_at_work",
            ),
            models.CheckConstraint(
                name="manuscript_approved_says_when_and_by_whom",
                condition=Q(
                    ~Q(registry_number=""),
                    state=State.APPROVED,
                    approved_at__isnull=False,
                    approved_by__isnull=False,
                )
                | Q(~Q(state=State.APPROVED), approved_at__isnull=True, approved_by__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}, utgåva {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("manuscripts:board", args=[self.pk])


class Round(models.Model):
    """A turn of review: sent, and sent back with a reason or approved."""

    manuscript = models.ForeignKey(Manuscript, models.CASCADE, related_name="rounds")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("skickad"))
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    returned_at = models.DateTimeField(_("skickad tillbaka"), null=True, blank=True)
    reason = models.TextField(_("varför"), blank=True)
    read = models.JSONField(
        _("det som lästes"), default=dict, blank=True
    )  # texts and figures as they stood when it was sent back: what has changed since is told from it

    class Meta:
        verbose_name = _("granskningsvarv")
        verbose_name_plural = _("granskningsvarv")
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="round_returned_with_a_reason",
                condition=Q(returned_at__isnull=True, returned_by__isnull=True)
                | Q(~Q(reason=""), returned_at__isnull=False, returned_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.manuscript_id} {self.sent_at}"
