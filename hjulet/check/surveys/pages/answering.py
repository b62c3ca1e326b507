"""The page where one answers: the questions in the chosen language, each answer with its picture."""

from collections.abc import Iterable
from dataclasses import dataclass

import segno
from django.conf import settings
from django.db.models import Exists, Q
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from hjulet.base.files.models import StoredFile
from hjulet.check.surveys.choices import UNKNOWN, Gender, Language, Scale
from hjulet.check.surveys.forms.answering import AnswerForm, name_of
from hjulet.check.surveys.models import Question, Questionnaire, RoundUnit
from hjulet.check.surveys.words import WORDS, Words, direction, label

SIGNS = {  # our own drawings, where the answers are few: they say what the word says, and nothing of good or bad
    Scale.YES_SOMETIMES_NO: {1: "yes", 2: "sometimes", 3: "no", UNKNOWN: "unknown"},
    Scale.ALL_SOME_NONE: {1: "all", 2: "some", 3: "none", UNKNOWN: "unknown"},
}


@dataclass(frozen=True)
class ShownOption:
    ident: str
    value: str
    label: str
    picture: str  # the address of a picture; empty when there is none
    is_chosen: bool


@dataclass(frozen=True)
class ShownQuestion:
    ident: str
    name: str
    text: str
    help_text: str
    picture: str
    is_text: bool
    typed: str
    options: tuple[ShownOption, ...]
    is_pictured: bool
    read_aloud: str  # the question and its answers as one text


@dataclass(frozen=True)
class ShownSheet:
    """Everything on the page that is in the language of the one who answers."""

    title: str
    intro: str
    language: Language
    direction: str
    words: Words
    languages: tuple[Language, ...]
    questions: tuple[ShownQuestion, ...]
    genders: tuple[ShownOption, ...]


def door_named(token: str) -> RoundUnit | None:
    return RoundUnit.objects.filter(token=token).whole().first()


def questions_of(questionnaire: Questionnaire) -> list[Question]:
    return list(questionnaire.questions.prefetch_related("texts", "pictures"))


def chosen_language(asked: str, questionnaire: Questionnaire) -> Language:
    there = questionnaire.languages
    return Language(asked) if asked in {one.value for one in there} else Language.SWEDISH


def sheet(
    title: str, questionnaire: Questionnaire, form: AnswerForm, language: Language, pictures: str
) -> ShownSheet:
    """PICTURES is the beginning of their addresses: an open door has another than the preview."""
    told = {text.language: text for text in questionnaire.texts.all()}.get(language)
    questions = tuple(_question(one, form, language, pictures) for one in form.questions)
    return ShownSheet(
        title=told.title if told else title,
        intro=told.intro if told else questionnaire.intro,
        language=language,
        direction=direction(language),
        words=WORDS[language],
        languages=tuple(questionnaire.languages),
        questions=questions,
        genders=_genders(form, WORDS[language]) if form.asks_gender else (),
    )


def _question(one: Question, form: AnswerForm, language: Language, pictures: str) -> ShownQuestion:
    told = {text.language: text for text in one.texts.all()}.get(language)
    own = {picture.step: f"{pictures}{picture.file_id}/" for picture in one.pictures.all()}
    signs = SIGNS.get(Scale(one.scale), {})
    chosen = form.chosen(one)
    text = told.text if told else one.text
    options = tuple(
        ShownOption(
            ident=f"{name_of(one)}-{step}", value=str(step), label=label(one.scale, step, language),
            picture=own.get(step) or (static(f"surveys/{signs[step]}.svg") if step in signs else ""),
            is_chosen=chosen == str(step),
        )
        for step in one.choices
    )  # fmt: skip
    return ShownQuestion(
        ident=f"q{one.pk}", name=name_of(one), text=text,
        help_text=told.help_text if told else one.help_text,
        picture=f"{pictures}{one.picture_id}/" if one.picture_id else "",
        is_text=one.is_text, typed=chosen if one.is_text else "", options=options,
        is_pictured=any(option.picture for option in options),
        read_aloud=". ".join([text, *(option.label for option in options)]),
    )  # fmt: skip


def _genders(form: AnswerForm, words: Words) -> tuple[ShownOption, ...]:
    chosen = str(form.data.get("gender", "")) if form.is_bound else ""
    values = (Gender.WOMAN, Gender.MAN, Gender.OTHER, Gender.NONE)
    said = dict(zip((Gender.NONE, Gender.WOMAN, Gender.MAN, Gender.OTHER), words.genders, strict=True))
    return tuple(
        ShownOption(
            f"gender-{value or 'none'}", value.value, said[value], "", bool(value) and chosen == value
        )
        for value in values
    )


def picture_of(questionnaire: Questionnaire, file: int) -> StoredFile | None:
    """The picture, if it is one of the questionnaire's: the link opens no other file."""
    asked = questionnaire.questions.filter(Q(picture=file) | Q(pictures__file=file))
    return StoredFile.objects.kept().filter(Exists(asked), pk=file).first()


def address_of(asked: RoundUnit) -> str:
    """As it is printed: whole, since a telephone reads it."""
    return f"{settings.BASE_URL.rstrip('/')}{reverse('answers:answer', args=[asked.token])}"


def drawing_of(address: str) -> SafeString:
    """The QR code as SVG in the page."""
    code = segno.make(address, error="m", micro=False)
    return mark_safe(code.svg_inline(omitsize=True, border=2, svgclass="qr", lineclass=None))  # noqa: S308 - our own


@dataclass(frozen=True)
class Letter:
    """A code to hand to one person. The code stands after the #, which no server is ever told."""

    code: str
    drawing: SafeString


def letters(asked: RoundUnit, codes: Iterable[str]) -> list[Letter]:
    address = address_of(asked)
    return [Letter(f"{code[:4]} {code[4:]}", drawing_of(f"{address}#kod={code}")) for code in codes]
