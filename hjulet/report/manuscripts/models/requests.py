"""Asking somebody for what a section needs, and what they answered."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import Absence, RoleHolding, User, reached_by
from hjulet.base.people.roles import TABLE
from hjulet.report.manuscripts.choices import RequestState
from hjulet.report.manuscripts.models.manuscripts import Manuscript
from hjulet.report.manuscripts.models.owners import SectionOwner


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    def visible_to(self, user: User, day: date) -> "InquiryQuerySet":
        """Those who write or comment on the report."""
        return self.filter(reached_by(user, day, *TABLE[Verb.COMMENT_REPORT], path="manuscript__unit__path"))


class Inquiry(models.Model):
    """Several questions about a report, sent at once: the same day for all, and a single message to each person."""

    manuscript = models.ForeignKey(Manuscript, models.CASCADE, related_name="inquiries")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("skickad"))
    due_on = models.DateField(_("svar senast"))
    not_asked = models.JSONField(_("kunde inte frågas"), default=list)  # section, person, why
    form_token = models.UUIDField(unique=True)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("rundfråga")
        verbose_name_plural = _("rundfrågor")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.manuscript_id} {self.due_on}"

    def get_absolute_url(self) -> str:
        return reverse("manuscripts:inquiry", args=[self.pk])


class SectionRequestQuerySet(models.QuerySet["SectionRequest"]):
    def asked_of(self, user: User, day: date) -> "SectionRequestQuerySet":
        """Questions to the person, and those that the person stands in for on the day; for somebody with a role there."""
        away = Absence.objects.filter(
            user=OuterRef("to"), substitute=user, starts_on__lte=day, ends_on__gte=day
        )
        here = RoleHolding.objects.filter(
            user=user, unit__municipality=OuterRef("manuscript__unit__municipality")
        )
        return self.filter(Q(to=user) | Exists(away), Exists(here.held_on(day)))

    def visible_to(self, user: User, day: date) -> "SectionRequestQuerySet":
        """The one who is asked, the substitute, whoever has the section, and those who write or comment on the report."""
        writes = reached_by(user, day, *TABLE[Verb.COMMENT_REPORT], path="manuscript__unit__path")
        asked = self.asked_of(user, day)
        owned = SectionOwner.objects.held_by(user, day).filter(
            manuscript=OuterRef("manuscript"), section=OuterRef("section")
        )
        return self.filter(Q(pk__in=asked.values("pk")) | Q(writes) | Exists(owned))

    def waiting(self) -> "SectionRequestQuerySet":
        return self.filter(state=RequestState.OPEN)


class SectionRequest(models.Model):
    """A question to one person about one section, with a day."""

    manuscript = models.ForeignKey(Manuscript, models.CASCADE, related_name="requests")
    section = models.SlugField(_("avsnitt"), max_length=160)
    section_title = models.CharField(_("avsnittets namn"), max_length=200)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("till"))
    question = models.TextField(_("fråga"))
    due_on = models.DateField(_("svar senast"))
    state = models.CharField(_("status"), max_length=10, choices=RequestState, default=RequestState.OPEN)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("frågad"))
    answer = models.TextField(_("svar"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )  # the substitute, perhaps
    answered_at = models.DateTimeField(_("besvarad"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    inquiry = models.ForeignKey(Inquiry, models.SET_NULL, related_name="requests", null=True, blank=True)
    handed_from = models.OneToOneField(
        "self", models.RESTRICT, related_name="handed_to", null=True, blank=True
    )  # whoever was asked before and could not answer
    handing_word = models.CharField(_("ord på vägen"), max_length=500, blank=True)
    form_token = models.UUIDField(unique=True)

    objects = SectionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("fråga om ett avsnitt")
        verbose_name_plural = _("frågor om avsnitt")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="request_answered_says_when_and_by_whom",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.manuscript_id} {self.section}"

    def get_absolute_url(self) -> str:
        return reverse("manuscripts:answer", args=[self.pk])
