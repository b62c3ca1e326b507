"""Courses, what they ask, who must have them, and when they are held."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Role, Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.reach import paths_reached, touching
from hjulet.base.people.roles import TABLE


def for_me(user: User, day: date, column: str = "unit__path") -> Q:
    """Somebody who works above the row's unit, at it, or below it: a course of the sector is for all its units."""
    return touching(paths_reached(user, day, *TABLE[Verb.TAKE_PART]), column)


class CourseQuerySet(models.QuerySet["Course"]):
    def visible_to(self, user: User, day: date) -> CourseQuerySet:
        return self.filter(for_me(user, day))

    def open_to(self, user: User, day: date) -> CourseQuerySet:
        """Those that the user may change."""
        return self.filter(reached_by(user, day, *TABLE[Verb.KEEP_TRAINING], path="unit__path"))

    def in_use(self) -> CourseQuerySet:
        return self.filter(ended_on=None)


class Course(models.Model):
    """Something to learn, for the unit and everything below it. SOSFS 2011:9 6 kap. 1 §."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("gäller för"))
    title = models.CharField(_("kurs"), max_length=120)
    description = models.TextField(_("beskrivning"), blank=True)
    link = models.URLField(_("adress"), blank=True)  # where the course is, if it is somewhere else
    minutes = models.PositiveSmallIntegerField(_("minuter"), default=15)
    valid_months = models.PositiveSmallIntegerField(_("gäller i månader"), null=True, blank=True)
    pass_mark = models.PositiveSmallIntegerField(
        _("gräns för godkänt, procent"), default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    ended_on = models.DateField(_("används till"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    revision = models.PositiveIntegerField(default=1)
    form_token = models.UUIDField(null=True, blank=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = _("kurs")
        verbose_name_plural = _("kurser")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="course_pass_mark_is_a_share", condition=Q(pass_mark__gte=1, pass_mark__lte=100)
            ),
            models.CheckConstraint(
                name="course_valid_some_months", condition=Q(valid_months=None) | Q(valid_months__gte=1)
            ),
            models.UniqueConstraint(fields=["created_by", "form_token"], name="course_once_per_form"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("participation:course", args=[self.pk])

    @transaction.atomic
    def end(self, day: date, *, by: User, at: datetime) -> None:
        """Nobody is asked for it from now on; what people have done stays."""
        self.refresh_from_db(from_queryset=Course.objects.select_for_update(of=("self",)))
        if self.ended_on is not None:
            return
        self.ended_on, self.revision = day, self.revision + 1
        self.save(update_fields=["ended_on", "revision"])
        record("course.ended", self, by=by, at=at)


class TestQuestionQuerySet(models.QuerySet["TestQuestion"]):
    def visible_to(self, user: User, day: date) -> TestQuestionQuerySet:
        return self.filter(course__in=Course.objects.visible_to(user, day))


class TestQuestion(models.Model):
    """A question of a course's test, with its options. An option is [text, whether it is right]."""

    __test__ = False  # pytest collects what begins with Test

    course = models.ForeignKey(Course, models.CASCADE, related_name="questions", verbose_name=_("kurs"))
    position = models.PositiveSmallIntegerField(_("ordning"))
    text = models.CharField(_("fråga"), max_length=300)
    options = models.JSONField(_("svarsalternativ"))
    explanation = models.CharField(_("förklaring"), max_length=500, blank=True)  # shown once it is answered

    objects = TestQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("provfråga")
        verbose_name_plural = _("provfrågor")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def key(self) -> frozenset[int]:
        """The places of the right options."""
        return frozenset(place for place, (_text, is_right) in enumerate(self.options) if is_right)

    @property
    def has_one_right(self) -> bool:
        return len(self.key) == 1

    @property
    def lines(self) -> str:
        """As it is written in the form."""
        return "\n".join(f"{'* ' if is_right else ''}{text}" for text, is_right in self.options)


class RequirementQuerySet(models.QuerySet["Requirement"]):
    def visible_to(self, user: User, day: date) -> RequirementQuerySet:
        return self.filter(course__in=Course.objects.visible_to(user, day))

    def in_force(self) -> RequirementQuerySet:
        return self.filter(course__ended_on=None, ended_on=None).select_related("course", "unit")


class Requirement(models.Model):
    """Everybody with the role at the unit, or below it, is to have done the course."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="requirements", verbose_name=_("kurs"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    role = models.CharField(_("roll"), max_length=20, choices=Role)
    within_days = models.PositiveSmallIntegerField(_("inom dagar"), default=30)
    from_day = models.DateField(_("från"))
    ended_on = models.DateField(_("till"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)

    objects = RequirementQuerySet.as_manager()

    class Meta:
        verbose_name = _("utbildningskrav")
        verbose_name_plural = _("utbildningskrav")
        constraints = [
            models.UniqueConstraint(
                fields=["course", "unit", "role"], condition=Q(ended_on=None), name="requirement_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.role} {self.unit_id}"

    @transaction.atomic
    def end(self, day: date, *, by: User, at: datetime) -> None:
        self.refresh_from_db(from_queryset=Requirement.objects.select_for_update(of=("self",)))
        if self.ended_on is None:
            self.ended_on = day
            self.save(update_fields=["ended_on"])
            record("requirement.ended", self, by=by, at=at, course=self.course_id, role=self.role)


class SessionQuerySet(models.QuerySet["CourseSession"]):
    def visible_to(self, user: User, day: date) -> SessionQuerySet:
        return self.filter(course__in=Course.objects.visible_to(user, day))


class CourseSession(models.Model):
    """A day when a course is held. People put their names on it, and those who came have done the course."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="sessions", verbose_name=_("kurs"))
    held_on = models.DateField(_("dag"))
    starts_at = models.TimeField(_("tid"), null=True, blank=True)
    place = models.CharField(_("plats"), max_length=120, blank=True)
    places = models.PositiveSmallIntegerField(_("antal platser"), null=True, blank=True)
    led_by = models.CharField(_("hålls av"), max_length=120, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    form_token = models.UUIDField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("kurstillfälle")
        verbose_name_plural = _("kurstillfällen")
        ordering = ["held_on", "starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["created_by", "form_token"], name="session_once_per_form")
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.held_on}"


class SeatQuerySet(models.QuerySet["Seat"]):
    def visible_to(self, user: User, day: date) -> SeatQuerySet:
        """One's own, and those of the courses that one keeps."""
        return self.filter(Q(user=user) | Q(session__course__in=Course.objects.open_to(user, day)))


class Seat(models.Model):
    """Somebody who has put their name on a session, and whether they came."""

    session = models.ForeignKey(CourseSession, models.CASCADE, related_name="seats")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person")
    )
    booked_at = models.DateTimeField()
    came = models.BooleanField(_("kom"), null=True)  # None: nobody has said

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("kursplats")
        verbose_name_plural = _("kursplatser")
        constraints = [models.UniqueConstraint(fields=["session", "user"], name="seat_once")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.user_id}"
