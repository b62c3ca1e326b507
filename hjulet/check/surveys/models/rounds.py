"""When it is asked: a round with its days, the units it asks, and codes for those who are to answer once."""

from datetime import date, datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.roles import MANAGERS, TABLE, may
from hjulet.check.surveys import rules
from hjulet.check.surveys.choices import Audience, Dimension, Doorway, Index, Obstacle, Scale, State, Way
from hjulet.check.surveys.models.questionnaires import Questionnaire, Survey


class CannotMove(Exception):
    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


class SurveyRoundQuerySet(models.QuerySet["SurveyRound"]):
    def visible_to(self, user: User, day: date) -> "SurveyRoundQuerySet":
        """Some role reaches the survey's unit, or a unit that the round asks."""
        asked = RoundUnit.objects.filter(reached_by(user, day, path="unit__path"), round=OuterRef("pk"))
        return self.filter(Q(reached_by(user, day, path="questionnaire__survey__unit__path")) | Exists(asked))

    def open_to(self, user: User, day: date, verb: Verb = Verb.SEE_SURVEYS) -> "SurveyRoundQuerySet":
        roles = TABLE[verb]
        asked = RoundUnit.objects.filter(
            reached_by(user, day, *roles, path="unit__path"), round=OuterRef("pk")
        )
        return self.filter(
            Q(reached_by(user, day, *roles, path="questionnaire__survey__unit__path")) | Exists(asked)
        )

    def whole(self) -> "SurveyRoundQuerySet":
        """With all that its pages ask for, in one query."""
        return self.select_related(
            "questionnaire__survey__unit", "owner", "screener", "opened_by", "closed_by"
        )


class SurveyRound(models.Model):
    """One time that a survey is asked (omgång): first and last day, who owns the result, and the team's talk."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="rounds")
    name = models.CharField(_("namn"), max_length=60)
    opens_on = models.DateField(_("första dag"))
    closes_on = models.DateField(_("sista dag"))
    state = models.CharField(_("status"), max_length=10, choices=State, default=State.PLANNED)
    way = models.CharField(_("hur man kommer in"), max_length=10, choices=Way, default=Way.LINK)
    asks_gender = models.BooleanField(_("frågar om kön"), default=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("äger resultatet"),
    )  # fmt: skip
    talk_on = models.DateField(_("samtal i laget senast"), null=True, blank=True)
    screener = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("granskar svar med egna ord"),
    )  # fmt: skip
    opened_at = models.DateTimeField(_("öppnad"), null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(_("stängd"), null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    settled_at = models.DateTimeField(_("sammanställd"), null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    form_token = models.UUIDField(null=True)

    objects = SurveyRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("omgång av en enkät")
        verbose_name_plural = _("omgångar av enkäter")
        ordering = ["-closes_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["made_by", "form_token"], name="survey_round_once_per_form"),
            models.CheckConstraint(
                name="survey_round_runs_forward", condition=Q(closes_on__gte=F("opens_on"))
            ),
            models.CheckConstraint(
                name="survey_round_open_has_owner_and_talk",
                condition=Q(state=State.PLANNED)
                | Q(owner__isnull=False, talk_on__isnull=False, opened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="survey_round_ended_says_when",
                condition=Q(state__in=[State.PLANNED, State.OPEN], ended_at=None, settled_at=None)
                | Q(state=State.CLOSED, ended_at__isnull=False, settled_at=None)
                | Q(state=State.SETTLED, ended_at__isnull=False, settled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("surveys:round", args=[self.pk])

    @property
    def survey(self) -> Survey:
        return self.questionnaire.survey

    @property
    def is_settled(self) -> bool:
        return self.state == State.SETTLED

    def doorway(self, now: datetime, *, begun: datetime | None = None) -> Doorway:
        return rules.doorway(
            State(self.state), self.opens_on, self.closes_on, self.ended_at, begun=begun, now=localtime(now)
        )

    def obstacles_to_opening(self, today: date) -> list[Obstacle]:
        """Four questions: the units, the questions, who screens, and other rounds."""
        units = list(self.units.select_related("unit"))
        asked = list(self.questionnaire.questions.values_list("scale", "dimension"))
        planned = rules.Planned(
            Audience(self.survey.audience), State(self.state), self.opens_on, self.closes_on, self.talk_on,
            owners=[one.owner_id or self.owner_id for one in units],
            scales=[Scale(scale) for scale, _dimension in asked],
            dimensions=[Dimension(dimension) for _scale, dimension in asked],
            screener=self.screener_id,
            screener_is_manager=self._is_screened_by_a_manager(units, today),
            overlaps=self._overlaps(units),
            index=Index(self.survey.index),
        )  # fmt: skip
        return rules.obstacles_to_opening(planned, today)

    def _is_screened_by_a_manager(self, units: list["RoundUnit"], today: date) -> bool:
        """Whoever leads a unit must not read first what was said of it."""
        if self.screener is None:
            return False
        held = [held for held in self.screener.roles_on(today) if held.role in MANAGERS]
        return any(one.unit.path.startswith(role.unit.path) for one in units for role in held)

    def _overlaps(self, units: list["RoundUnit"]) -> bool:
        others = RoundUnit.objects.filter(
            round__questionnaire__survey=self.questionnaire.survey_id,
            round__opens_on__lte=self.closes_on,
            round__closes_on__gte=self.opens_on,
            unit__in=[one.unit_id for one in units],
        )
        return others.exclude(round=self.pk).exclude(round__state=State.PLANNED).exists()

    def _lock(self) -> None:
        """The round alone: its questionnaire is locked by whoever changes that."""
        fresh = SurveyRound.objects.select_for_update(of=("self",), no_key=True).select_related(
            "questionnaire__survey"
        )
        self.refresh_from_db(from_queryset=fresh)

    @transaction.atomic
    def open(self, *, by: User | None, at: datetime) -> None:
        """From now on one can answer, and the questions never change again. Raises CannotMove."""
        self._lock()
        if obstacles := self.obstacles_to_opening(localtime(at).date()):
            raise CannotMove(obstacles)
        self.state, self.ended_at, self.closed_by = State.OPEN, None, None
        self.opened_at, self.opened_by = at, by
        self.save(update_fields=["state", "ended_at", "closed_by", "opened_at", "opened_by"])
        Questionnaire.objects.filter(pk=self.questionnaire_id, locked_at=None).update(locked_at=at)
        self.units.filter(owner=None).update(owner=self.owner_id)
        record("surveyround.opened", self, by=by, at=at)

    @transaction.atomic
    def close(self, *, by: User | None, at: datetime) -> None:
        """Nobody can begin any more; what was begun may be sent for an hour. Raises CannotMove."""
        self._lock()
        if State.CLOSED not in rules.TRANSITIONS[State(self.state)]:
            raise CannotMove([Obstacle.WRONG_STATE])
        ended = rules.ends_at(State.CLOSED, self.closes_on, localtime(at), localtime(at))
        self.state, self.ended_at, self.closed_by = State.CLOSED, ended, by
        self.save(update_fields=["state", "ended_at", "closed_by"])
        record("surveyround.closed", self, by=by, at=at)

    def obstacles_to_settling(self, at: datetime) -> list[Obstacle]:
        return rules.obstacles_to_settling(State(self.state), self.ended_at, at)


class RoundUnitQuerySet(models.QuerySet["RoundUnit"]):
    def visible_to(self, user: User, day: date) -> "RoundUnitQuerySet":
        """A role reaches the unit, or the unit that the survey belongs to."""
        return self.filter(
            Q(reached_by(user, day, path="unit__path"))
            | Q(reached_by(user, day, path="round__questionnaire__survey__unit__path"))
        )

    def whole(self) -> "RoundUnitQuerySet":
        return self.select_related(
            "unit__municipality", "owner", "round__questionnaire__survey__unit", "round__owner"
        )


class RoundUnit(models.Model):
    """A unit that a round asks: its door, how many are invited, who owns its result and what the team said of it."""

    round = models.ForeignKey(SurveyRound, models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    token = models.CharField(max_length=40, unique=True)  # in the link and the QR code; nobody guesses one
    invited = models.PositiveIntegerField(_("antal tillfrågade"), null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("äger resultatet"),
    )  # fmt: skip
    talked_on = models.DateField(_("samtal i laget"), null=True, blank=True)
    talk_note = models.TextField(_("vad laget kom fram till"), blank=True)

    objects = RoundUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("enhet i en omgång")
        verbose_name_plural = _("enheter i omgångar")
        ordering = ["unit__path"]
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="round_asks_a_unit_once")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.unit_id}"

    @transaction.atomic
    def tell_of_talk(self, on: date, note: str, *, by: User, at: datetime) -> None:
        """The team has talked about the result. Raises CannotMove before there is one."""
        self.refresh_from_db(from_queryset=RoundUnit.objects.select_for_update(of=("self",), no_key=True))
        if self.round.state != State.SETTLED:
            raise CannotMove([Obstacle.NOT_YET_TALKED])
        self.talked_on, self.talk_note = on, note
        self.save(update_fields=["talked_on", "talk_note"])
        record("surveyround.talked", self.round, by=by, at=at, unit=self.unit.slug, on=str(on))

    def may_be_managed_by(self, user: User, day: date) -> bool:
        return may(user, Verb.MAKE_SURVEY, day, at=self.round.survey.unit)


class AccessCode(models.Model):
    """A code that lets somebody answer once. Only a blind mark of it, and whether it is used: never when, never by whom.

    All codes of a round are deleted when it is settled (ADR on anonymity).
    """

    round_unit = models.ForeignKey(RoundUnit, models.CASCADE, related_name="codes")
    mark = models.CharField(max_length=64, unique=True)
    is_used = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("engångskod till en enkät")
        verbose_name_plural = _("engångskoder till enkäter")

    def __str__(self) -> str:
        return str(self.round_unit_id)
