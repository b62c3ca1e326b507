"""What came of an action (effektuppföljning), and the units that are asked to take up what helped."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions import rules
from hjulet.act.actions.choices import Answer, AnswerObstacle, NextStep, ReviewObstacle, Status, Verdict
from hjulet.act.actions.models.actions import Action, CannotReview
from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.roles import TABLE


class CannotAnswer(Exception):
    """A unit's answer cannot be saved; the list says why."""

    def __init__(self, obstacles: list[AnswerObstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


@dataclass(frozen=True)
class Conclusion:
    """What is said when an effect is reviewed: by the figures (verdict, facts), and by the one who answers for it."""

    verdict: Verdict
    facts: dict[str, Any]
    judged: Verdict
    judgement: str
    next_step: NextStep
    spread_to: tuple[Unit, ...] = field(default=())


class EffectReviewQuerySet(models.QuerySet["EffectReview"]):
    def visible_to(self, user: User, day: date) -> EffectReviewQuerySet:
        """Those who reach the action; what the role may do there is asked apart."""
        return self.filter(reached_by(user, day, path="action__unit__path"))

    def open_to(self, user: User, day: date, verb: Verb = Verb.SEE_ACTIONS) -> EffectReviewQuerySet:
        return self.filter(reached_by(user, day, *TABLE[verb], path="action__unit__path"))

    def concluded(self) -> EffectReviewQuerySet:
        return self.exclude(reviewed_on=None)

    def unreviewed(self) -> EffectReviewQuerySet:
        """Booked and not done; what is not carried out has no effect to look for."""
        return self.filter(reviewed_on=None).exclude(action__status=Status.NOT_DONE)

    def due(self, today: date) -> EffectReviewQuerySet:
        """Those whose day has come."""
        return self.unreviewed().filter(due_on__lte=today)

    def overdue(self, today: date) -> EffectReviewQuerySet:
        return self.unreviewed().filter(due_on__lt=today)


class EffectReview(models.Model):
    """Did the change become an improvement? Effektuppföljning, SOSFS 2011:9 5 kap. 7 §."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="reviews", verbose_name=_("åtgärd"))
    due_on = models.DateField(_("följs upp"))
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    booked_at = models.DateTimeField(_("bokad"))
    moved_because = models.CharField(_("flyttad därför att"), max_length=200, blank=True)
    reviewed_on = models.DateField(_("uppföljd"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    verdict = models.CharField(_("siffrorna säger"), max_length=14, choices=Verdict, blank=True)
    verdict_facts = models.JSONField(_("underlag"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    judged = models.CharField(_("bedömning"), max_length=14, choices=Verdict, blank=True)
    judgement = models.TextField(_("med egna ord"), blank=True)
    next_step = models.CharField(_("nästa steg"), max_length=6, choices=NextStep, blank=True)
    revision = models.PositiveIntegerField(default=1)  # so that two who write at once do not undo each other

    objects = EffectReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("effektuppföljning")
        verbose_name_plural = _("effektuppföljningar")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="review_is_concluded_in_full_or_not_at_all",
                condition=Q(reviewed_on=None, reviewed_by=None, verdict="", judged="", judgement="", next_step="")
                | Q(
                    ~Q(verdict="") & ~Q(judged="") & ~Q(judgement="") & ~Q(next_step=""),
                    reviewed_on__isnull=False, reviewed_by__isnull=False,
                ),
            ),
            models.UniqueConstraint(
                fields=["action", "due_on"], condition=Q(reviewed_on=None), name="review_booked_once_a_day"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.action_id} {self.due_on}"

    def get_absolute_url(self) -> str:
        return f"{reverse('actions:detail', args=[self.action_id])}#effekt"

    @property
    def is_concluded(self) -> bool:
        return self.reviewed_on is not None

    def is_overdue(self, today: date) -> bool:
        return not self.is_concluded and self.due_on < today and self.action.status != Status.NOT_DONE

    def obstacles_now(self, today: date) -> list[ReviewObstacle]:
        """What makes today the wrong day to conclude it, before anything is said."""
        return rules.obstacles_to_reviewing(
            Status(self.action.status), self.due_on, today, is_concluded=self.is_concluded
        )

    @transaction.atomic
    def move_to(self, due_on: date, *, reason: str, revision: int, by: User, at: datetime) -> None:
        """Another day, and why. Raises CannotReview, also when it has changed since that revision."""
        self._lock()
        obstacles = rules.obstacles_to_moving(
            due_on, localtime(at).date(),
            is_concluded=self.is_concluded, is_current=self.revision == revision, reason=reason,
        )  # fmt: skip
        if not obstacles and self._is_taken(due_on):
            obstacles = [ReviewObstacle.TAKEN]
        if obstacles:
            raise CannotReview(obstacles)
        was = self.due_on
        self.due_on, self.moved_because, self.revision = due_on, reason.strip(), revision + 1
        self.save(update_fields=["due_on", "moved_because", "revision"])
        record("effectreview.moved", self.action, by=by, at=at, review=self.pk, was=was, now=due_on)

    @transaction.atomic
    def conclude(self, said: Conclusion, *, by: User, at: datetime) -> list[Spread]:
        """Say what came of it, once; the units that are asked to take it up. Raises CannotReview.

        The figures behind the verdict are kept as they were that day. Nobody is told: see workflows.conclude_review.
        """
        self._lock()
        today = localtime(at).date()
        if obstacles := self.obstacles_now(today) + self._obstacles_in(said):
            raise CannotReview(obstacles)
        self.verdict, self.verdict_facts, self.judged = said.verdict, said.facts, said.judged
        self.judgement, self.next_step = said.judgement.strip(), said.next_step
        self.reviewed_on, self.reviewed_by, self.revision = today, by, self.revision + 1
        self.save(
            update_fields=[
                "verdict", "verdict_facts", "judged", "judgement", "next_step", "reviewed_on", "reviewed_by",
                "revision",
            ]
        )  # fmt: skip
        asked = said.spread_to if said.next_step == NextStep.SPREAD else ()
        spreads = [self.spreads.create(unit=unit, asked_by=by, asked_at=at) for unit in asked]
        record(
            "effectreview.concluded", self.action, by=by, at=at, review=self.pk, verdict=said.verdict,
            judged=said.judged, next_step=said.next_step, units=[unit.slug for unit in asked],
        )  # fmt: skip
        return spreads

    def _lock(self) -> None:
        locked = EffectReview.objects.select_related("action__unit").select_for_update(of=("self", "action"))
        self.refresh_from_db(from_queryset=locked)

    def _is_taken(self, due_on: date) -> bool:
        others = EffectReview.objects.filter(action=self.action_id, due_on=due_on, reviewed_on=None)
        return others.exclude(pk=self.pk).exists()

    def _obstacles_in(self, said: Conclusion) -> list[ReviewObstacle]:
        here = self.action.unit.municipality_id
        strange = any(unit.municipality_id != here for unit in said.spread_to)
        return [
            *rules.obstacles_in_what_is_said(said.judgement, said.next_step, units=len(said.spread_to)),
            *([ReviewObstacle.OTHER_MUNICIPALITY] if strange else []),
        ]


class SpreadQuerySet(models.QuerySet["Spread"]):
    def visible_to(self, user: User, day: date) -> SpreadQuerySet:
        """Those whose role reaches the unit that is asked; the action may lie out of their reach."""
        return self.filter(reached_by(user, day, path="unit__path"))

    def open_to(self, user: User, day: date, verb: Verb = Verb.DECIDE_ACTION) -> SpreadQuerySet:
        """Those whom a role lets answer for the unit."""
        return self.filter(reached_by(user, day, *TABLE[verb], path="unit__path"))

    def unanswered(self) -> SpreadQuerySet:
        """Still open: no answer, or "later"."""
        return self.filter(answer__in=["", Answer.LATER])


class Spread(models.Model):
    """A unit is asked to take up an action that helped somewhere else, and answers. Spridning."""

    review = models.ForeignKey(
        EffectReview, models.PROTECT, related_name="spreads", verbose_name=_("uppföljning")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("frågad"))
    answer = models.CharField(_("svar"), max_length=5, choices=Answer, blank=True)
    answer_text = models.CharField(_("kommentar"), max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(_("besvarad"), null=True, blank=True)

    objects = SpreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("spridning")
        verbose_name_plural = _("spridningar")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "unit"], name="spread_asks_a_unit_once"),
            models.CheckConstraint(
                name="spread_answer_says_when_and_by_whom",
                condition=Q(answer="", answered_by=None, answered_at=None)
                | Q(~Q(answer=""), answered_by__isnull=False, answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.unit_id}"

    def get_absolute_url(self) -> str:
        return reverse("actions:spread", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.answer in {"", Answer.LATER}

    @transaction.atomic
    def reply(self, answer: Answer, text: str, *, by: User, at: datetime) -> None:
        """What the unit says; yes and no stand, "later" can be answered again. Raises CannotAnswer."""
        self.refresh_from_db(from_queryset=Spread.objects.select_for_update(of=("self",)))
        if obstacles := rules.obstacles_to_answering(self.answer, answer, text):
            raise CannotAnswer(obstacles)
        self.answer, self.answer_text, self.answered_by, self.answered_at = answer, text.strip(), by, at
        self.save(update_fields=["answer", "answer_text", "answered_by", "answered_at"])
        record("spread.answered", self, by=by, at=at, answer=answer, action=self.review.action_id)
