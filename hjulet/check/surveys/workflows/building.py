"""Making a survey and its questions. Nothing of a locked questionnaire ever changes; a new version copies it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from hjulet.base.files.models import StoredFile
from hjulet.base.files.workflows import Received, keep
from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.base.search.workflows import put
from hjulet.base.sources import rewriting
from hjulet.check.surveys.choices import Language, Obstacle
from hjulet.check.surveys.findable import text_of_survey
from hjulet.check.surveys.models import (
    AnswerPicture,
    CannotMove,
    IsLocked,
    Question,
    Questionnaire,
    QuestionnaireText,
    QuestionText,
    Survey,
)
from hjulet.check.surveys.ready_made import ReadyMade

KEY_LENGTH = 32
SAID = ("text", "help_text", "scale", "is_reversed", "dimension", "indicator_id")
COPIED = (
    "key", "position", "text", "help_text", "scale", "is_reversed", "dimension", "indicator_id", "picture_id",
)  # fmt: skip


@dataclass(frozen=True)
class SurveyText:
    """What somebody says of a survey."""

    unit: Unit
    title: str
    audience: str
    subject: str


@dataclass(frozen=True)
class QuestionSaid:
    """What somebody says of a question. `pictures` is step → file; None takes the picture away."""

    text: str
    help_text: str
    scale: str
    is_reversed: bool = False
    dimension: str = ""
    indicator_id: int | None = None

    @property
    def columns(self) -> dict[str, Any]:
        return dict(vars(self))


@dataclass(frozen=True)
class Texts:
    """A questionnaire in another language: what is empty is not translated."""

    title: str
    intro: str
    questions: Mapping[int, tuple[str, str]] = field(default_factory=dict)


@transaction.atomic
def make_survey(said: SurveyText, ready: ReadyMade, token: UUID, *, by: User | None, at: datetime) -> Survey:
    """A survey with the questions of a ready-made one, once per form. All of them can be changed afterwards."""
    one_at_a_time()
    if by and (made := Survey.objects.filter(made_by=by, form_token=token).first()):
        return made
    survey = Survey.objects.create(**vars(said), index=ready.index, made_by=by, made_at=at, form_token=token)
    first = Questionnaire.objects.create(survey=survey, number=1, intro=ready.intro)
    taken: set[str] = set()
    for position, one in enumerate(ready.questions):
        key = free_key(one.text, taken)
        taken.add(key)
        Question.objects.create(
            questionnaire=first, key=key, position=position, text=one.text, help_text=one.help_text,
            scale=one.scale, is_reversed=one.is_reversed, dimension=one.dimension,
        )  # fmt: skip
    put(text_of_survey(survey))
    record("survey.made", survey, by=by, at=at, title=said.title, unit=said.unit.slug)
    return survey


@transaction.atomic
def rewrite_survey(survey: Survey, title: str, subject: str, *, seen: str, by: User, at: datetime) -> None:
    """Raises SomebodyWasFaster."""
    rewriting.locked(survey, ("title", "subject"), seen=seen)
    if changed := rewriting.rewrite(survey, {"title": title, "subject": subject}):
        put(text_of_survey(survey))
        record("survey.changed", survey, by=by, at=at, **changed)


@transaction.atomic
def renew(survey: Survey, *, by: User, at: datetime) -> Questionnaire:
    """A version that can be changed: a copy of the last, texts and pictures too. The one there is, if it can be."""
    Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)
    last = survey.newest
    if not last.is_locked:
        return last
    new = Questionnaire.objects.create(survey=survey, number=last.number + 1, intro=last.intro)
    for text in last.texts.all():
        new.texts.create(language=text.language, title=text.title, intro=text.intro)
    for old in last.questions.prefetch_related("texts", "pictures"):
        copy = new.questions.create(**{name: getattr(old, name) for name in COPIED})
        for told in old.texts.all():
            copy.texts.create(language=told.language, text=told.text, help_text=told.help_text)
        for picture in old.pictures.all():
            copy.pictures.create(step=picture.step, file=picture.file)
    record("questionnaire.renewed", survey, by=by, at=at, number=new.number)
    return new


@transaction.atomic
def add_question(
    questionnaire: Questionnaire, said: QuestionSaid, files: Mapping[int | None, Received], *, by: User,
    at: datetime,
) -> Question:  # fmt: skip
    """A question last in the list, with the pictures by step (None: of the question itself). Raises CannotMove."""
    _lock(questionnaire)
    known = Question.objects.filter(questionnaire__survey=questionnaire.survey_id)
    key = free_key(said.text, set(known.values_list("key", flat=True)))
    last = questionnaire.questions.aggregate(last=Max("position"))["last"]
    question = questionnaire.questions.create(key=key, position=(last or 0) + 1, **said.columns)
    _attach(question, files)
    _told(questionnaire, by=by, at=at, added=key)
    return question


@transaction.atomic
def rewrite_question(  # noqa: PLR0913 - what is said, added, taken away and seen
    question: Question, said: QuestionSaid, files: Mapping[int | None, Received], removed: Sequence[int | None],
    *, seen: str, by: User, at: datetime,
) -> None:  # fmt: skip
    """Raises CannotMove when the questions are locked, SomebodyWasFaster when they say something else.

    A question with another scale is another question: it gets a key of its own, so that nobody compares them.
    """
    _lock(question.questionnaire)
    rewriting.locked(question, SAID, seen=seen)
    if question.scale != said.scale:
        known = Question.objects.filter(questionnaire__survey=question.questionnaire.survey_id)
        question.key = free_key(said.text, set(known.values_list("key", flat=True)))
        question.save(update_fields=["key"])
    rewriting.rewrite(question, said.columns)
    _take_away(question, removed)
    _attach(question, files)
    _told(question.questionnaire, by=by, at=at, changed=question.key)


@transaction.atomic
def remove_question(question: Question, *, by: User, at: datetime) -> None:
    _lock(question.questionnaire)
    key, questionnaire = question.key, question.questionnaire
    question.delete()
    _told(questionnaire, by=by, at=at, removed=key)


@transaction.atomic
def move_question(question: Question, steps: int, *, by: User, at: datetime) -> None:
    """One place up (−1) or down (+1); at the end it stays."""
    _lock(question.questionnaire)
    ordered = list(question.questionnaire.questions.all())
    was = [one.pk for one in ordered].index(question.pk)
    now = min(max(was + steps, 0), len(ordered) - 1)
    ordered.insert(now, ordered.pop(was))
    for position, one in enumerate(ordered):
        one.position = position
    Question.objects.bulk_update(ordered, ["position"])
    _told(question.questionnaire, by=by, at=at, moved=question.key)


@transaction.atomic
def say_intro(questionnaire: Questionnaire, intro: str, *, by: User, at: datetime) -> None:
    _lock(questionnaire)
    questionnaire.intro = intro
    questionnaire.save(update_fields=["intro"])
    _told(questionnaire, by=by, at=at, intro=True)


@transaction.atomic
def translate(
    questionnaire: Questionnaire, language: Language, said: Texts, *, by: User, at: datetime
) -> None:
    """All texts of a language at once; without a title the language is taken away."""
    _lock(questionnaire)
    QuestionnaireText.objects.filter(questionnaire=questionnaire, language=language).delete()
    QuestionText.objects.filter(question__questionnaire=questionnaire, language=language).delete()
    if said.title:
        questionnaire.texts.create(language=language, title=said.title, intro=said.intro)
        told = {pk: words for pk, words in said.questions.items() if words[0]}
        QuestionText.objects.bulk_create(
            QuestionText(question_id=pk, language=language, text=text, help_text=help_text)
            for pk, (text, help_text) in told.items()
        )
    _told(questionnaire, by=by, at=at, language=language)


def free_key(text: str, taken: set[str]) -> str:
    """A short name that no other question of the survey has ever had."""
    slug = slugify(text)[:KEY_LENGTH].strip("-") or "fraga"
    number, found = 1, slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found


def _lock(questionnaire: Questionnaire) -> None:
    try:
        questionnaire.lock()
    except IsLocked as error:
        raise CannotMove([Obstacle.LOCKED]) from error


def _attach(question: Question, files: Mapping[int | None, Received]) -> None:
    for step, received in files.items():
        kept: list[StoredFile] = [file for file in keep(received).files if file.is_picture]
        if not kept:
            continue
        if step is None:
            question.picture = kept[0]
            question.save(update_fields=["picture"])
        else:
            AnswerPicture.objects.update_or_create(question=question, step=step, defaults={"file": kept[0]})


def _take_away(question: Question, removed: Sequence[int | None]) -> None:
    """The file itself stays: an earlier version may show it."""
    if None in removed:
        question.picture = None
        question.save(update_fields=["picture"])
    question.pictures.filter(step__in=[step for step in removed if step is not None]).delete()


def _told(questionnaire: Questionnaire, *, by: User, at: datetime, **what: Any) -> None:
    record("questionnaire.changed", questionnaire.survey, by=by, at=at, number=questionnaire.number, **what)
