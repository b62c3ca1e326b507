"""The versions of a routine: each is written, reviewed, approved, replaced, and readable for ever."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.models import Action
from hjulet.base.files.models import StoredFile
from hjulet.base.people.models import User
from hjulet.plan.procedures import rules
from hjulet.plan.procedures.choices import Obstacle, Part, State
from hjulet.plan.procedures.models.routines import Routine


class CannotChange(Exception):
    """A routine or a process cannot do as asked; the obstacles say why, in words."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


class RoutineVersionQuerySet(models.QuerySet["RoutineVersion"]):
    def visible_to(self, user: User, day: date) -> "RoutineVersionQuerySet":
        """What was ever approved, to whoever reads the routine; the rest to those who write it."""
        read = Routine.objects.visible_to(user, day).values("pk")
        written = Routine.objects.written_by(user, day).values("pk")
        return self.filter(Q(approved_at__isnull=False, routine__in=read) | Q(routine__in=written))

    def in_force(self, day: date) -> "RoutineVersionQuerySet":
        """Those that hold on the day: one for each routine at most. Also for days gone by."""
        return self.filter(
            Q(ended_on=None) | Q(ended_on__gt=day), approved_at__isnull=False, valid_from__lte=day
        )

    def approved(self) -> "RoutineVersionQuerySet":
        """Those that were approved once, in force or not."""
        return self.filter(approved_at__isnull=False)

    def being_written(self) -> "RoutineVersionQuerySet":
        return self.filter(state__in=rules.OPEN)

    def due_by(self, day: date) -> "RoutineVersionQuerySet":
        """In use, and to be gone through by the day or earlier."""
        return self.filter(state=State.APPROVED, ended_on=None, review_by__lte=day)


class RoutineVersion(models.Model):
    """What a routine says from one day on. Its texts are plain Markdown without HTML, or a file and its text."""

    routine = models.ForeignKey(Routine, models.PROTECT, related_name="versions", verbose_name=_("rutin"))
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("status"), max_length=10, choices=State, default=State.DRAFT)
    title = models.CharField(_("titel"), max_length=200)  # as it was then; the routine may be renamed
    how = models.TextField(_("så här gör vi"), blank=True)  # 4 kap. 4 §: a definite way of doing it
    how_revision = models.PositiveIntegerField(
        default=0
    )  # so that two who write at once do not undo each other
    who = models.TextField(_("vem svarar för vad"), blank=True)  # 4 kap. 4 §: who answers for what
    who_revision = models.PositiveIntegerField(default=0)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", null=True, blank=True)
    file_text = models.TextField(_("filens text"), blank=True)  # read out of it, for search and comparison
    what_is_new = models.TextField(_("vad är nytt"), blank=True)
    prompted_by = models.ManyToManyField(
        Action, related_name="routine_versions", blank=True, verbose_name=_("åtgärder bakom ändringen")
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    started_at = models.DateTimeField(_("påbörjad"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    changed_at = models.DateTimeField(_("ändrad"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_by_said = models.CharField(
        _("fastställd av"), max_length=200, blank=True
    )  # when it was imported
    approved_at = models.DateTimeField(_("fastställd"), null=True, blank=True)
    valid_from = models.DateField(_("gäller från"), null=True, blank=True)
    ended_on = models.DateField(
        _("gäller inte från"), null=True, blank=True
    )  # the first day it does not hold
    review_by = models.DateField(_("gås igenom senast"), null=True, blank=True)
    fingerprint = models.CharField(_("fingeravtryck"), max_length=64, blank=True)  # of what was approved

    objects = RoutineVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version av rutin")
        verbose_name_plural = _("versioner av rutiner")
        ordering = ["routine", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["routine", "number"], name="routine_version_number_once"),
            models.UniqueConstraint(
                fields=["routine"], condition=Q(state__in=rules.OPEN), name="routine_version_one_is_written"
            ),
            models.CheckConstraint(
                name="routine_version_approved_says_when_and_from_what_day",
                condition=Q(
                    state__in=[State.APPROVED, State.REPLACED],
                    approved_at__isnull=False, valid_from__isnull=False, review_by__isnull=False,
                )
                | Q(state=State.ARCHIVED)
                | Q(state__in=rules.OPEN, approved_at__isnull=True, approved_by__isnull=True, valid_from__isnull=True),
            ),
            models.CheckConstraint(
                name="routine_version_approved_by_somebody",
                condition=Q(approved_at__isnull=True) | Q(approved_by__isnull=False) | ~Q(approved_by_said=""),
            ),
            models.CheckConstraint(
                name="routine_version_ends_after_it_begins",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="routine_version_replaced_has_an_end", condition=~Q(state=State.REPLACED) | Q(ended_on__isnull=False)
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "review_by"], name="routine_version_due")]

    def __str__(self) -> str:
        return f"{self.title}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("procedures:version", args=[self.routine_id, self.number])

    @property
    def text(self) -> str:
        """All that it says, as one text."""
        return "\n\n".join(part for part in (self.how, self.file_text, self.who) if part.strip())

    def said(self, part: Part) -> str:
        return self.how if part == Part.HOW else self.who

    def revision_of(self, part: Part) -> int:
        return self.how_revision if part == Part.HOW else self.who_revision

    @property
    def is_open(self) -> bool:
        return self.state in rules.OPEN

    def computed_fingerprint(self) -> str:
        """SHA-256 over everything it says; stored when it is approved, so that a later change cannot hide."""
        return rules.fingerprint(self.title, self.how, self.who, self.file.sha256 if self.file else "")

    def is_in_force(self, day: date) -> bool:
        return (
            self.approved_at is not None
            and self.valid_from is not None
            and self.valid_from <= day
            and (self.ended_on is None or self.ended_on > day)
        )
