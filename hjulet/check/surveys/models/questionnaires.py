"""What is asked: a survey, its questionnaire in versions, the questions with pictures, and the texts in other languages."""

from datetime import date

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjulet.base.files.models import StoredFile
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Role, Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.roles import TABLE
from hjulet.check.indicators.models import Indicator
from hjulet.check.surveys.choices import UNKNOWN, Audience, Dimension, Index, Language, Scale, Subject
from hjulet.check.surveys.scales import Steps, steps_of


class IsLocked(Exception):
    """A round has opened with these questions: they never change again."""


class SurveyQuerySet(models.QuerySet["Survey"]):
    def visible_to(self, user: User, day: date) -> "SurveyQuerySet":
        """Some role reaches the survey's unit, or a unit that it asks."""
        return self.filter(
            Q(reached_by(user, day, path="unit__path")) | _asked(user, day) | _followed(user, day)
        )

    def open_to(self, user: User, day: date, verb: Verb = Verb.SEE_SURVEYS) -> "SurveyQuerySet":
        """A role that gives the verb reaches it: what a list may hold."""
        roles = tuple(TABLE[verb])
        reached = Q(reached_by(user, day, *roles, path="unit__path"))
        return self.filter(reached | _asked(user, day, *roles) | _followed(user, day, *roles))


def _asked(user: User, day: date, *roles: Role) -> Q:
    """A role reaches one of the units that a round asks."""
    asked = apps.get_model("surveys", "RoundUnit").objects.filter(
        reached_by(user, day, *roles, path="unit__path"), round__questionnaire__survey=OuterRef("pk")
    )
    return Q(Exists(asked))


def _followed(user: User, day: date, *roles: Role) -> Q:
    """A survey that follows persons is asked in every unit below its own."""
    held = user.roles.held_on(day).filter(unit__path__startswith=OuterRef("unit__path"))
    held = held.filter(role__in=roles) if roles else held
    return Q(Exists(held), audience=Audience.FOLLOWED)


class Survey(models.Model):
    """An own survey (enkät), asked again and again in rounds. SOSFS 2011:9 5 kap. 2 §."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("hör till"))
    title = models.CharField(_("namn"), max_length=120)
    audience = models.CharField(_("vilka som svarar"), max_length=10, choices=Audience)
    subject = models.CharField(_("område i rapporterna"), max_length=20, choices=Subject)
    index = models.CharField(_("index"), max_length=10, choices=Index, blank=True, default=Index.NONE)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    form_token = models.UUIDField(null=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("enkät")
        verbose_name_plural = _("enkäter")
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["made_by", "form_token"], name="survey_once_per_form"),
            models.CheckConstraint(
                name="survey_index_is_of_staff", condition=Q(index="") | Q(audience=Audience.STAFF)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("surveys:detail", args=[self.pk])

    @property
    def is_following(self) -> bool:
        return self.audience == Audience.FOLLOWED

    @property
    def newest(self) -> "Questionnaire":
        """The last version: the one that can be changed, or else the one that was asked last."""
        return self.questionnaires.latest("number")


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    def visible_to(self, user: User, day: date) -> "QuestionnaireQuerySet":
        return self.filter(survey__in=Survey.objects.visible_to(user, day))


class Questionnaire(models.Model):
    """A version of a survey's questions. Locked for ever when a round opens with it."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questionnaires")
    number = models.PositiveSmallIntegerField(_("version"))
    intro = models.TextField(_("inledning"), blank=True)
    locked_at = models.DateTimeField(_("låst"), null=True, blank=True)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name = _("frågeformulär")
        verbose_name_plural = _("frågeformulär")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="questionnaire_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} v{self.number}"

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None

    def lock(self) -> None:
        """Nobody else changes the questions meanwhile. Raises IsLocked when they never change again."""
        self.refresh_from_db(from_queryset=Questionnaire.objects.select_for_update(of=("self",), no_key=True))
        if self.is_locked:
            raise IsLocked

    @property
    def languages(self) -> list[Language]:
        """Swedish, and every language that has a title."""
        told = {text.language for text in self.texts.all()}
        return [one for one in Language if one == Language.SWEDISH or one.value in told]


class QuestionnaireText(models.Model):
    """Title and introduction in another language."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="texts")
    language = models.CharField(_("språk"), max_length=2, choices=Language)
    title = models.CharField(_("namn"), max_length=200)
    intro = models.TextField(_("inledning"), blank=True)

    class Meta:
        verbose_name = _("frågeformulärets text")
        verbose_name_plural = _("frågeformulärets texter")
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "language"], name="questionnaire_text_once_per_language"
            ),
            models.CheckConstraint(name="questionnaire_text_not_swedish", condition=~Q(language="sv")),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} {self.language}"


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, user: User, day: date) -> "QuestionQuerySet":
        return self.filter(questionnaire__in=Questionnaire.objects.visible_to(user, day))


class Question(models.Model):
    """One question. `key` is the same in every version in which it asks the same, so that years can be compared."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("fråga"), max_length=300)
    help_text = models.CharField(_("förklaring"), max_length=300, blank=True)
    scale = models.CharField(_("svar"), max_length=20, choices=Scale)
    is_reversed = models.BooleanField(_("omvänd"), default=False)
    dimension = models.CharField(
        _("del av index"), max_length=12, choices=Dimension, blank=True, default=Dimension.NONE
    )
    indicator = models.ForeignKey(
        Indicator, models.SET_NULL, related_name="+", null=True, blank=True,
        verbose_name=_("samma fråga nationellt"),
    )  # fmt: skip
    picture = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("fråga i en enkät")
        verbose_name_plural = _("frågor i enkäter")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="question_key_once"),
            models.CheckConstraint(
                name="question_with_own_words_is_not_reversed",
                condition=~Q(scale=Scale.TEXT) | Q(is_reversed=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_text(self) -> bool:
        return self.scale == Scale.TEXT

    @property
    def steps(self) -> Steps:
        return steps_of(self.scale, is_reversed=self.is_reversed)

    @property
    def choices(self) -> tuple[int, ...]:
        """Every answer there is to choose, "vet inte" last; none for free text."""
        return () if self.is_text else (*self.steps.numbers, UNKNOWN)


class QuestionText(models.Model):
    """A question in another language."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="texts")
    language = models.CharField(_("språk"), max_length=2, choices=Language)
    text = models.CharField(_("fråga"), max_length=300)
    help_text = models.CharField(_("förklaring"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("frågans text")
        verbose_name_plural = _("frågornas texter")
        constraints = [
            models.UniqueConstraint(fields=["question", "language"], name="question_text_once_per_language"),
            models.CheckConstraint(name="question_text_not_swedish", condition=~Q(language="sv")),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.language}"


class AnswerPicture(models.Model):
    """An own picture for one answer: a photo of the dining room, a sign that the residents know."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="pictures")
    step = models.PositiveSmallIntegerField()  # 0 is "vet inte"
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("bild till ett svar")
        verbose_name_plural = _("bilder till svar")
        constraints = [models.UniqueConstraint(fields=["question", "step"], name="answer_picture_once")]

    def __str__(self) -> str:
        return f"{self.question_id}:{self.step}"
