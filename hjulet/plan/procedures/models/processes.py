"""Processes and their activities in order. SOSFS 2011:9 4 kap. 2–3 §§."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.choices import LawArea
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.reach import paths_reached, touching
from hjulet.base.people.roles import TABLE
from hjulet.plan.procedures.choices import Priority, ProcessKind


class ProcessQuerySet(models.QuerySet["Process"]):
    def visible_to(self, user: User, day: date) -> "ProcessQuerySet":
        """How we work is no secret to those it holds for, above them or below."""
        here = touching(paths_reached(user, day, *TABLE[Verb.SEE_ROUTINES]))
        named = Process.units.through.objects.filter(here).values("process")
        return self.filter(here | Q(pk__in=named))


class Process(models.Model):
    """Activities in order that promote a purpose. SOSFS 2011:9 2 kap. 1 § och 4 kap. 2 §."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("hör till"))
    units = models.ManyToManyField(
        Unit, related_name="+", blank=True, verbose_name=_("gäller för")
    )  # none: for the unit and everything below it
    kind = models.CharField(_("slag"), max_length=10, choices=ProcessKind, default=ProcessKind.MAIN)
    name = models.CharField(_("namn"), max_length=120)
    purpose = models.TextField(_("syfte"), blank=True)
    begins = models.CharField(_("börjar när"), max_length=120, blank=True)  # "Någon ringer"
    ends = models.CharField(_("slutar med"), max_length=120, blank=True)
    law_codes = models.CharField(_("lagområden"), max_length=40, blank=True)  # "SoL LSS"
    priority = models.CharField(_("prioritet"), max_length=10, choices=Priority, default=Priority.NORMAL)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("processägare"),
    )  # fmt: skip
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("processledare"),
    )  # fmt: skip
    support = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("processtöd"),
    )  # fmt: skip
    needs_cooperation = models.BooleanField(_("behöver samverkan"), default=False)  # 4 kap. 5–6 §§
    established_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    established_at = models.DateTimeField(_("fastställd"), null=True, blank=True)
    established_revision = models.PositiveIntegerField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    changed_at = models.DateTimeField(_("ändrad"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)  # of the process with its activities
    form_token = models.UUIDField(null=True, blank=True)
    ended_on = models.DateField(_("används inte från"), null=True, blank=True)

    objects = ProcessQuerySet.as_manager()

    class Meta:
        verbose_name = _("process")
        verbose_name_plural = _("processer")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="process_established_says_when_by_whom_and_what",
                condition=Q(
                    established_at__isnull=True,
                    established_by__isnull=True,
                    established_revision__isnull=True,
                )
                | Q(
                    established_at__isnull=False,
                    established_by__isnull=False,
                    established_revision__isnull=False,
                ),
            ),
            models.UniqueConstraint(fields=["created_by", "form_token"], name="process_once_per_form"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("procedures:process", args=[self.pk])

    @property
    def law_areas(self) -> tuple[LawArea, ...]:
        return tuple(LawArea(code) for code in self.law_codes.split())

    @property
    def is_established(self) -> bool:
        """As it stands now: nothing has changed since."""
        return self.established_revision == self.revision


class Activity(models.Model):
    """A step of a process. Aktivitet, SOSFS 2011:9 4 kap. 3 §."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="activities", verbose_name=_("process"))
    position = models.PositiveSmallIntegerField(_("plats"))  # 1, 2, 3 …
    name = models.CharField(_("aktivitet"), max_length=120)
    lane = models.CharField(_("vem gör det"), max_length=80, blank=True)  # who does it: "enhetschef"
    description = models.TextField(_("beskrivning"), blank=True)
    question = models.CharField(_("fråga"), max_length=120, blank=True)  # what a parting of the ways asks
    is_end = models.BooleanField(_("processen slutar här"), default=False)

    class Meta:
        verbose_name = _("aktivitet")
        verbose_name_plural = _("aktiviteter")
        ordering = ["process", "position", "pk"]
        constraints = [
            models.CheckConstraint(name="activity_position_from_one", condition=Q(position__gte=1)),
        ]

    def __str__(self) -> str:
        return self.name


class Branch(models.Model):
    """Where a process goes from an activity when it does not simply go on to the next."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="branches", verbose_name=_("från"))
    to = models.ForeignKey(
        Activity, models.CASCADE, related_name="+", null=True, blank=True, verbose_name=_("till")
    )  # none: the process ends there
    label = models.CharField(_("när"), max_length=80)  # "ja", "nej", "allvarlig"
    position = models.PositiveSmallIntegerField(_("plats"), default=1)

    class Meta:
        verbose_name = _("vägval")
        verbose_name_plural = _("vägval")
        ordering = ["activity", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="branch_leads_elsewhere", condition=Q(to=None) | ~Q(to=F("activity"))
            ),
            models.UniqueConstraint(fields=["activity", "label"], name="branch_label_once"),
        ]

    def __str__(self) -> str:
        return self.label
