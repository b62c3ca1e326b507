"""What is sent to be read, who has read it, and what they asked."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.do.participation.choices import ReadingObstacle
from hjulet.do.participation.models.training import for_me
from hjulet.plan.procedures.models import RoutineVersion


class CannotRead(Exception):
    def __init__(self, obstacles: list[ReadingObstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


class ReadingQuerySet(models.QuerySet["Reading"]):
    def visible_to(self, user: User, day: date) -> ReadingQuerySet:
        """Those who work above, at or below a unit that it is sent to; the routine's owner, while working here."""
        sent_to = Reading.units.through.objects.filter(reading=OuterRef("pk"))
        mine = Q(version__routine__owner=user) & Q(version__routine__municipality=user.municipality_id)
        works = bool(user.roles_on(day))
        return self.filter(Exists(sent_to.filter(for_me(user, day))) | (mine if works else Q(pk=None)))

    def current(self, day: date) -> ReadingQuerySet:
        """Those that people are to have read today: the routine's latest, while it holds."""
        holds = Q(version__ended_on=None) | Q(version__ended_on__gt=day)
        return self.filter(holds, ended_on=None, version__routine__archived_at=None)

    def during(self, first: date, last: date) -> ReadingQuerySet:
        """Those that people had to read some day of the period."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=first), sent_on__lte=last)

    def at(self, unit: Unit) -> ReadingQuerySet:
        """Those sent to the unit, to one above it or to one below it."""
        sent_to = Reading.units.through.objects.filter(reading=OuterRef("pk"))
        near = Q(unit__path__in=unit.paths_above()) | Q(unit__path__startswith=unit.path)
        return self.filter(Exists(sent_to.filter(near)))


class Reading(models.Model):
    """A version of a routine sent to be read by some roles at some units: only what is new. SOSFS 2011:9 6 kap. 1 §."""

    version = models.OneToOneField(
        RoutineVersion, models.PROTECT, related_name="+", verbose_name=_("version av rutin")
    )
    units = models.ManyToManyField(Unit, related_name="+", verbose_name=_("enheter"))
    role_codes = models.CharField(_("roller"), max_length=200)  # "staff manager"
    news = models.TextField(_("vad är nytt"), max_length=2000)
    seconds = models.PositiveSmallIntegerField(_("sekunder att läsa"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    sent_at = models.DateTimeField()
    sent_on = models.DateField(_("utskickad"))
    due_on = models.DateField(_("läses senast"))
    ended_on = models.DateField(
        _("ersatt"), null=True, blank=True
    )  # the first day a newer one took its place

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("läsning")
        verbose_name_plural = _("läsningar")
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="reading_due_after_it_is_sent", condition=Q(due_on__gte=F("sent_on"))
            ),
            models.CheckConstraint(
                name="reading_ends_after_it_is_sent",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("sent_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.version.title

    def get_absolute_url(self) -> str:
        return reverse("participation:reading", args=[self.pk])

    @property
    def roles(self) -> list[str]:
        return self.role_codes.split()

    @property
    def paths(self) -> list[str]:
        return [unit.path for unit in self.units.all()]

    def is_for(self, role: str, path: str) -> bool:
        """Whether it is for somebody with the role at the unit with this path."""
        return role in self.roles and path.startswith(tuple(self.paths))


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    def visible_to(self, user: User, day: date) -> ReceiptQuerySet:
        """One's own; who else has read is told by the pages, by the terms that were agreed."""
        return self.filter(user=user) if user.roles_on(day) else self.none()


class Receipt(models.Model):
    """Somebody has read it: who and when. Läskvitto."""

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="receipts", verbose_name=_("läsning"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person")
    )
    read_at = models.DateTimeField(_("läst"))

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("läskvitto")
        verbose_name_plural = _("läskvitton")
        constraints = [models.UniqueConstraint(fields=["reading", "user"], name="receipt_once")]

    def __str__(self) -> str:
        return f"{self.reading_id} {self.user_id}"


class ReadingQuestionQuerySet(models.QuerySet["ReadingQuestion"]):
    def visible_to(self, user: User, day: date) -> ReadingQuestionQuerySet:
        return self.filter(reading__in=Reading.objects.visible_to(user, day))

    def unanswered(self) -> ReadingQuestionQuerySet:
        return self.filter(answered_at=None)


class ReadingQuestion(models.Model):
    """A question to the routine's owner from somebody who reads it. The answer is for all."""

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="questions", verbose_name=_("läsning"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    text = models.TextField(_("fråga"), max_length=1000)
    answer = models.TextField(_("svar"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    form_token = models.UUIDField()

    objects = ReadingQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("fråga om en läsning")
        verbose_name_plural = _("frågor om läsningar")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["asked_by", "form_token"], name="reading_question_once_per_form"),
            models.CheckConstraint(
                name="reading_question_answered_says_by_whom",
                condition=Q(answer="", answered_by=None, answered_at=None)
                | ~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @transaction.atomic
    def reply(self, answer: str, *, revision: int, by: User, at: datetime) -> None:
        """An answer, or better words for it. Raises CannotRead."""
        self.refresh_from_db(from_queryset=ReadingQuestion.objects.select_for_update(of=("self",)))
        if not answer.strip():
            raise CannotRead([ReadingObstacle.NO_ANSWER])
        if self.revision != revision:
            raise CannotRead([ReadingObstacle.ANSWERED])
        self.answer, self.answered_by, self.answered_at = answer.strip(), by, at
        self.revision += 1
        self.save(update_fields=["answer", "answered_by", "answered_at", "revision"])
        record("reading.answered", self.reading, by=by, at=at, question=self.pk)
