"""Questions on figures, and what was answered."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.models import Action, Need
from hjulet.base.log.chain import record
from hjulet.base.people.choices import Role, Verb
from hjulet.base.people.models import RoleHolding, RoleHoldingQuerySet, User, reached_by
from hjulet.base.people.roles import TABLE
from hjulet.check.indicators.choices import Missing
from hjulet.check.indicators.models.values import Value
from hjulet.check.indicators.questions import rules
from hjulet.check.indicators.questions.choices import QuestionObstacle, QuestionState


class CannotAsk(Exception):
    """Nothing is changed; the obstacles say why, in words."""

    def __init__(self, obstacles: list[QuestionObstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


WHOLE = Q(value__unit__depth=1, value__is_published_source=True)  # see access.is_of_the_whole


def _here(held: RoleHoldingQuerySet) -> Q:
    return Q(Exists(held.filter(unit__municipality=OuterRef("value__unit__municipality"))))


def _held(user: User, day: date, *roles: Role) -> Q:
    """Some role of the user reaches the figure's unit, or any unit of the municipality when the figure is of it all."""
    held = user.roles.held_on(day).filter(role__in=roles)
    return Q(reached_by(user, day, *roles, path="value__unit__path")) | (WHOLE & _here(held))


class FigureQuestionQuerySet(models.QuerySet["FigureQuestion"]):
    def visible_to(self, user: User, day: date) -> FigureQuestionQuerySet:
        """Whoever may read the figure; what has been taken back only the one who asked."""
        figures = Value.objects.visible_to(user, day).readable()
        return self.filter(
            ~Q(state=QuestionState.WITHDRAWN) | Q(asked_by=user), value__in=figures.values("pk")
        )

    def open(self) -> FigureQuestionQuerySet:
        return self.filter(state=QuestionState.OPEN)

    def standing(self) -> FigureQuestionQuerySet:
        """All but those taken back."""
        return self.exclude(state=QuestionState.WITHDRAWN)

    def waiting_for(self, user: User, day: date) -> FigureQuestionQuerySet:
        """Open ones that this person is to answer: handed over by name, else the unit's SAS, else who else may.

        What was handed over to somebody who has left waits for the others again.
        """
        others = RoleHolding.objects.held_on(day).filter(role=Role.SAS).exclude(user=OuterRef("asked_by"))
        above = others.annotate(
            of=models.ExpressionWrapper(OuterRef("value__unit__path"), models.CharField())
        )
        has_sas = Q(Exists(above.filter(of__startswith=F("unit__path")))) | (WHOLE & _here(others))
        may_answer = _held(user, day, *TABLE[Verb.ANSWER_ABOUT_FIGURE]) & ~has_sas
        by_role = ~Q(asked_by=user) & (_held(user, day, Role.SAS) | may_answer)
        here = RoleHolding.objects.held_on(day).filter(user=OuterRef("asked_of"), user__is_active=True)
        return self.open().filter(Q(asked_of=user) | (~Q(Exists(here)) & by_role))

    def waiting_first(self) -> FigureQuestionQuerySet:
        """Those that wait, then the others; the newest first among them."""
        waits = models.ExpressionWrapper(Q(state=QuestionState.OPEN), output_field=models.BooleanField())
        return self.alias(waits=waits).order_by("-waits", "-asked_at", "-pk")

    def in_full(self, user: User, day: date) -> FigureQuestionQuerySet:
        """With the figure as this reader sees it, the people and every answer: three queries whatever their number."""
        figures = Value.objects.visible_to(user, day).select_related("indicator", "unit")
        answers = FigureAnswer.objects.select_related("by", "action", "need").order_by("number")
        return self.select_related("asked_by", "asked_of").prefetch_related(
            models.Prefetch("value", figures), models.Prefetch("answers", answers)
        )


class FigureQuestion(models.Model):
    """Somebody asks about one figure. The question and its answer stay with the figure, for all who may read it."""

    value = models.ForeignKey(Value, models.PROTECT, related_name="questions", verbose_name=_("värde"))
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="followed_by",
        null=True,
        blank=True,
        verbose_name=_("följdfråga på"),
    )
    was = models.DecimalField(_("värdet när frågan ställdes"), max_digits=18, decimal_places=4, null=True)
    was_missing = models.CharField(max_length=15, choices=Missing, blank=True)
    was_said = models.CharField(_("så stod det"), max_length=120)
    text = models.TextField(_("fråga"), max_length=rules.LONGEST_QUESTION)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("ställd"))
    asked_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("ligger hos"),
    )  # fmt: skip
    answer_by = models.DateField(_("svar senast"))
    state = models.CharField(_("status"), max_length=10, choices=QuestionState, default=QuestionState.OPEN)
    answered_at = models.DateTimeField(_("besvarad"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("tillbakadragen"), null=True, blank=True)
    form_token = models.UUIDField()

    objects = FigureQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("fråga om en siffra")
        verbose_name_plural = _("frågor om siffror")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["asked_by", "form_token"], name="figure_question_once_per_form"),
            models.UniqueConstraint(
                fields=["follows"],
                condition=~Q(state=QuestionState.WITHDRAWN),
                name="figure_question_followed_once",
            ),
            models.CheckConstraint(
                name="figure_question_answered_says_when",
                condition=Q(state=QuestionState.ANSWERED, answered_at__isnull=False)
                | ~Q(state=QuestionState.ANSWERED) & Q(answered_at=None),
            ),
            models.CheckConstraint(
                name="figure_question_withdrawn_says_when",
                condition=Q(state=QuestionState.WITHDRAWN, withdrawn_at__isnull=False)
                | ~Q(state=QuestionState.WITHDRAWN) & Q(withdrawn_at=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_by"], name="figure_question_open", condition=Q(state=QuestionState.OPEN)
            )
        ]

    def __str__(self) -> str:
        return f"{self.value_id} {self.asked_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("indicators:question", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == QuestionState.OPEN

    @property
    def is_withdrawn(self) -> bool:
        return self.state == QuestionState.WITHDRAWN

    @property
    def is_revised(self) -> bool:
        """The figure has been changed since somebody asked."""
        return rules.is_revised((self.was, self.was_missing), (self.value.value, self.value.missing))

    def hold(self) -> None:
        """Read anew, and keep until the transaction ends."""
        self.refresh_from_db(from_queryset=FigureQuestion.objects.select_for_update(of=("self",)))

    @transaction.atomic
    def withdraw(self, *, by: User, at: datetime) -> None:
        """Taken back before anybody has answered. Raises CannotAsk."""
        self.hold()
        if obstacles := rules.obstacles_to_withdrawing(QuestionState(self.state)):
            raise CannotAsk(obstacles)
        self.state, self.withdrawn_at = QuestionState.WITHDRAWN, at
        self.save(update_fields=["state", "withdrawn_at"])
        record("figurequestion.withdrawn", self, by=by, at=at, value=self.value_id)


class FigureAnswer(models.Model):
    """What was answered. Better words are one more row: the last one holds, the earlier ones can be read."""

    question = models.ForeignKey(
        FigureQuestion, models.PROTECT, related_name="answers", verbose_name=_("fråga om en siffra")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("svar"), max_length=rules.LONGEST_ANSWER)
    action = models.ForeignKey(
        Action, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("åtgärd")
    )
    need = models.ForeignKey(
        Need, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("behov")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("när"))

    class Meta:
        verbose_name = _("svar om en siffra")
        verbose_name_plural = _("svar om siffror")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="figure_answer_once_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.number}"
