"""What was answered. No person, no address, no time: only which unit was asked, and what was chosen."""

from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.models import Need
from hjulet.base.identities.fields import SealedTextField
from hjulet.base.people.models import User
from hjulet.check.indicators.models import Indicator
from hjulet.check.surveys.choices import Gender, Screening
from hjulet.check.surveys.models.questionnaires import Question, Survey
from hjulet.check.surveys.models.rounds import RoundUnit, SurveyRound


class AnswerSheet(models.Model):
    """One filled-in form (svar). Its number is random, and a new one is given when the round is settled.

    `answers` is the key of a question → the step that was chosen; a question that was skipped is not there.
    There is no `visible_to`: nobody reads a single sheet, only counts of them (results.py).
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round_unit = models.ForeignKey(RoundUnit, models.CASCADE, related_name="sheets")
    gender = models.CharField(_("kön"), max_length=10, choices=Gender, blank=True, default=Gender.NONE)
    answers = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("ifyllt svar")
        verbose_name_plural = _("ifyllda svar")

    def __str__(self) -> str:
        return str(self.round_unit_id)


class WrittenAnswerQuerySet(models.QuerySet["WrittenAnswer"]):
    def visible_to(self, user: User, day: date) -> "WrittenAnswerQuerySet":
        """To the one who screens the round; everybody else reads what is shown, on the page of results."""
        return self.filter(round_unit__round__screener=user)


class WrittenAnswer(models.Model):
    """What somebody wrote with own words. Tied to the unit alone: not to the rest of what the person answered."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round_unit = models.ForeignKey(RoundUnit, models.CASCADE, related_name="written")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    text = SealedTextField(_("som det skrevs"))
    shown = SealedTextField(_("som det visas"), blank=True)
    state = models.CharField(max_length=10, choices=Screening, default=Screening.WAITING)
    screened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)

    objects = WrittenAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("svar med egna ord")
        verbose_name_plural = _("svar med egna ord")
        ordering = ["question", "id"]
        constraints = [
            models.CheckConstraint(
                name="written_answer_screened_says_by_whom",
                condition=Q(state=Screening.WAITING, screened_by=None)
                | ~Q(state=Screening.WAITING) & Q(screened_by__isnull=False),
            ),
            models.CheckConstraint(
                name="written_answer_shown_has_words", condition=~Q(state=Screening.SHOWN) | ~Q(shown="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class SurveyMeasure(models.Model):
    """Which measure the results of a question (or an index) are values of. It stays when the questionnaire is renewed."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="measures")
    key = models.SlugField(max_length=40)
    indicator = models.OneToOneField(Indicator, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("en enkätfrågas mått")
        verbose_name_plural = _("enkätfrågors mått")
        constraints = [models.UniqueConstraint(fields=["survey", "key"], name="survey_measure_once")]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.key}"


class SurveyNeed(models.Model):
    """A need that was raised from a result: which question made us see it, at a unit or in a round as a whole."""

    round_unit = models.ForeignKey(RoundUnit, models.CASCADE, related_name="needs", null=True)
    whole_round = models.ForeignKey(SurveyRound, models.CASCADE, related_name="needs", null=True)
    key = models.SlugField(max_length=40)
    need = models.OneToOneField(Need, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("behov ur en enkät")
        verbose_name_plural = _("behov ur enkäter")
        constraints = [
            models.UniqueConstraint(fields=["round_unit", "key"], name="survey_need_once"),
            models.UniqueConstraint(fields=["whole_round", "key"], name="survey_need_once_a_round"),
            models.CheckConstraint(
                name="survey_need_of_a_unit_or_a_round",
                condition=Q(round_unit=None, whole_round__isnull=False)
                | Q(round_unit__isnull=False, whole_round=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_unit_id or self.whole_round_id} {self.key}"
