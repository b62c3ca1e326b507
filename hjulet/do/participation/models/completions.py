"""What people have done of their courses. A failed try is nobody's business but their own."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjulet.base.people.models import RoleHolding, User
from hjulet.do.participation.choices import How
from hjulet.do.participation.models.people import NAMES, below, own_roles, paths_of
from hjulet.do.participation.models.training import Course


class CompletionQuerySet(models.QuerySet["Completion"]):
    def visible_to(self, user: User, day: date) -> CompletionQuerySet:
        """One's own, and as a unit's own manager those of its people."""
        followed = RoleHolding.objects.held_on(day).filter(
            below(paths_of(user, day, NAMES)), user=OuterRef("user")
        )
        return self.filter(Q(Exists(own_roles(user, day)), user=user) | Q(Exists(followed)))

    def latest_of(self, users: list[int], courses: list[int]) -> dict[tuple[int, int], Completion]:
        """For each person and course the completion that lasts the longest: (user, course) → row."""
        rows = self.filter(user__in=users, course__in=courses).order_by(
            F("valid_to").asc(nulls_last=True), "done_on"
        )
        return {(row.user_id, row.course_id): row for row in rows}


class Completion(models.Model):
    """Somebody has done a course: how, when, and until when it holds."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person")
    )
    course = models.ForeignKey(Course, models.PROTECT, related_name="completions", verbose_name=_("kurs"))
    done_on = models.DateField(_("klar"))
    valid_to = models.DateField(_("gäller till"), null=True, blank=True)
    how = models.CharField(_("hur"), max_length=10, choices=How)
    source = models.CharField(_("källa"), max_length=120, blank=True)  # "Visibel Care" when it was read in
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    recorded_at = models.DateTimeField()

    objects = CompletionQuerySet.as_manager()

    class Meta:
        verbose_name = _("genomförd kurs")
        verbose_name_plural = _("genomförda kurser")
        ordering = ["-done_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "course", "done_on"], name="completion_once_a_day"),
            models.CheckConstraint(
                name="completion_valid_after_it_was_done",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("done_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.course_id} {self.done_on}"

    def get_absolute_url(self) -> str:
        return reverse("participation:diploma", args=[self.pk])


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def visible_to(self, user: User, day: date) -> AttemptQuerySet:
        """One's own and nobody else's, whatever role they have."""
        return self.filter(Exists(own_roles(user, day)), user=user)


class Attempt(models.Model):
    """A try at a test. Only the one who made it sees it; what the log keeps is that somebody tried."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person")
    )
    course = models.ForeignKey(Course, models.CASCADE, related_name="+", verbose_name=_("kurs"))
    made_at = models.DateTimeField(_("tid"))
    right = models.PositiveSmallIntegerField(_("antal rätt"))
    total = models.PositiveSmallIntegerField(_("antal frågor"))
    is_passed = models.BooleanField(_("godkänd"))
    form_token = models.UUIDField()

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("provförsök")
        verbose_name_plural = _("provförsök")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "form_token"], name="attempt_once_per_form"),
            models.CheckConstraint(name="attempt_right_within_total", condition=Q(right__lte=F("total"))),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.course_id}"
