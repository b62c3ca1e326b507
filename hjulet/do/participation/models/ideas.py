"""Ideas from the staff, signed or anonymous, with an answer and what came of them."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.models import Action
from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.roles import TABLE
from hjulet.do.participation.choices import IdeaObstacle, IdeaState
from hjulet.do.participation.models.training import for_me


class CannotAnswerIdea(Exception):
    def __init__(self, obstacles: list[IdeaObstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


class IdeaQuerySet(models.QuerySet["Idea"]):
    def visible_to(self, user: User, day: date) -> IdeaQuerySet:
        """Those who answer see all of the unit's; everybody there sees the answered ones, and each their own."""
        answers = reached_by(user, day, *TABLE[Verb.ANSWER_IDEA], path="unit__path")
        working = Q(for_me(user, day)) & (~Q(state=IdeaState.NEW) | Q(written_by=user))
        return self.filter(Q(answers) | working)

    def open_to(self, user: User, day: date) -> IdeaQuerySet:
        return self.filter(reached_by(user, day, *TABLE[Verb.ANSWER_IDEA], path="unit__path"))

    def waiting(self) -> IdeaQuerySet:
        return self.filter(state=IdeaState.NEW)

    def below(self, unit: Unit) -> IdeaQuerySet:
        return self.filter(unit__path__startswith=unit.path)


class Idea(models.Model):
    """Something a colleague wants to try. An anonymous one holds no name, and only the day it was written."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    text = models.TextField(_("idé"), max_length=2000)
    is_anonymous = models.BooleanField(_("anonym"), default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    written_on = models.DateField(_("dag"))
    state = models.CharField(_("status"), max_length=10, choices=IdeaState, default=IdeaState.NEW)
    answer = models.TextField(_("svar"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_on = models.DateField(_("besvarad"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    actions = models.ManyToManyField(Action, related_name="ideas", blank=True, verbose_name=_("åtgärder"))
    form_token = models.UUIDField(unique=True)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        verbose_name = _("idé")
        verbose_name_plural = _("idéer")
        ordering = ["-written_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="idea_anonymous_holds_no_name",
                condition=Q(is_anonymous=True, written_by=None)
                | Q(is_anonymous=False, written_by__isnull=False),
            ),
            models.CheckConstraint(
                name="idea_answered_says_what_and_by_whom",
                condition=Q(state=IdeaState.NEW, answered_by=None, answered_on=None, answer="")
                | ~Q(state=IdeaState.NEW)
                & ~Q(answer="")
                & Q(answered_by__isnull=False, answered_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return reverse("participation:idea", args=[self.pk])

    @transaction.atomic
    def reply(self, state: IdeaState, answer: str, *, revision: int, by: User, at: datetime) -> None:
        """What becomes of it, and why. May be said anew. Raises CannotAnswerIdea."""
        self.refresh_from_db(from_queryset=Idea.objects.select_for_update(of=("self",)))
        if not answer.strip():
            raise CannotAnswerIdea([IdeaObstacle.NO_ANSWER])
        if self.revision != revision:
            raise CannotAnswerIdea([IdeaObstacle.CHANGED])
        self.state, self.answer, self.revision = state, answer.strip(), revision + 1
        self.answered_by, self.answered_on = by, localtime(at).date()
        self.save(update_fields=["state", "answer", "revision", "answered_by", "answered_on"])
        record("idea.answered", self, by=by, at=at, state=state)
