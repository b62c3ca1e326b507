"""What belongs to writing a routine: copies of its texts, rounds of review, comments, pictures, and going it through."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.files.models import StoredFile
from hjulet.base.people.models import User
from hjulet.plan.procedures.choices import Part
from hjulet.plan.procedures.models.routines import Routine
from hjulet.plan.procedures.models.versions import RoutineVersion


class RoutineCopyQuerySet(models.QuerySet["RoutineCopy"]):
    def visible_to(self, user: User, day: date) -> "RoutineCopyQuerySet":
        written = Routine.objects.written_by(user, day).values("pk")
        return self.filter(version__routine__in=written)

    def waiting(self) -> "RoutineCopyQuerySet":
        """Saved beside another's, and nobody has taken care of it yet."""
        return self.filter(is_beside=True, settled_at=None)


class RoutineCopy(models.Model):
    """One of a version's texts as somebody saved it. Only added to: nothing that anybody wrote is lost."""

    version = models.ForeignKey(RoutineVersion, models.CASCADE, related_name="copies")
    part = models.CharField(_("del"), max_length=3, choices=Part)
    revision = models.PositiveIntegerField()
    markdown = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("skriven"))
    is_beside = models.BooleanField(
        _("sparad bredvid"), default=False
    )  # written at the same time as another's
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    settled_at = models.DateTimeField(_("omhändertagen"), null=True, blank=True)

    objects = RoutineCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("sparad rutintext")
        verbose_name_plural = _("sparade rutintexter")
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="routine_copy_settled_says_when_and_by_whom",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(is_beside=True, settled_at__isnull=False, settled_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.part} {self.revision}"


class RoutineRound(models.Model):
    """A version sent for review, and back with the reason or approved."""

    version = models.ForeignKey(RoutineVersion, models.CASCADE, related_name="rounds")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("skickad"))
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(_("avgjord"), null=True, blank=True)
    reason = models.TextField(_("varför den skickades tillbaka"), blank=True)  # empty: it was approved

    class Meta:
        verbose_name = _("granskning av rutin")
        verbose_name_plural = _("granskningar av rutiner")
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=Q(ended_at=None), name="routine_round_one_at_a_time"
            ),
            models.CheckConstraint(
                name="routine_round_ended_says_when_and_by_whom",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.sent_at}"


class RoutineCommentQuerySet(models.QuerySet["RoutineComment"]):
    def visible_to(self, user: User, day: date) -> "RoutineCommentQuerySet":
        written = Routine.objects.written_by(user, day).values("pk")
        return self.filter(version__routine__in=written)

    def open(self) -> "RoutineCommentQuerySet":
        return self.filter(resolved_at=None)


class RoutineComment(models.Model):
    """A word about a version that is being written, until it is resolved."""

    version = models.ForeignKey(RoutineVersion, models.CASCADE, related_name="comments")
    text = models.TextField(_("kommentar"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("skriven"))
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    resolved_at = models.DateTimeField(_("löst"), null=True, blank=True)
    form_token = models.UUIDField(unique=True)

    objects = RoutineCommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommentar till rutin")
        verbose_name_plural = _("kommentarer till rutiner")
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="routine_comment_resolved_says_when_and_by_whom",
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.written_at}"


class RoutinePicture(models.Model):
    """A picture in a routine's text, called by its number there. What was once shown is never taken away."""

    routine = models.ForeignKey(Routine, models.PROTECT, related_name="pictures")
    number = models.PositiveSmallIntegerField(_("nummer"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    description = models.CharField(_("vad bilden visar"), max_length=200)

    class Meta:
        verbose_name = _("bild i rutin")
        verbose_name_plural = _("bilder i rutiner")
        ordering = ["routine", "number"]
        constraints = [
            models.UniqueConstraint(fields=["routine", "number"], name="routine_picture_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.routine_id} {self.number}"


class RoutineReview(models.Model):
    """Somebody has gone through a version in force, and it still holds; the next day to do so."""

    version = models.ForeignKey(RoutineVersion, models.PROTECT, related_name="reviews")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(_("genomgången"))
    note = models.CharField(_("anteckning"), max_length=500, blank=True)
    was_due_on = models.DateField(_("skulle gås igenom"))
    next_on = models.DateField(_("nästa gång"))

    class Meta:
        verbose_name = _("genomgång av rutin")
        verbose_name_plural = _("genomgångar av rutiner")
        ordering = ["-reviewed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.version_id} {self.next_on}"
