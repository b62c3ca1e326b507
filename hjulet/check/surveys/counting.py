"""The filled-in forms of rounds, read for counting: the only way to them."""

from collections.abc import Iterable, Sequence

from hjulet.check.surveys.choices import Dimension, Scale
from hjulet.check.surveys.models import AnswerSheet, Question, RoundUnit, SurveyRound
from hjulet.check.surveys.results import Answers, Asked, Sheet


def answers_of(found: SurveyRound, units: Sequence[RoundUnit]) -> Answers:
    """Two questions to the database."""
    return answers_of_many([found], {found.pk: units})[found.pk]


def answers_of_many(
    rounds: Sequence[SurveyRound], units: dict[int, Sequence[RoundUnit]]
) -> dict[int, Answers]:
    """Several rounds at once, still two questions."""
    asked: dict[int, list[Asked]] = {}
    for question in Question.objects.filter(questionnaire__in=[one.questionnaire_id for one in rounds]):
        asked.setdefault(question.questionnaire_id, []).append(asked_of(question))
    sheets: dict[int, list[Sheet]] = {}
    rows = AnswerSheet.objects.filter(round_unit__round__in=rounds)
    for number, unit, gender, answers in rows.values_list(
        "round_unit__round", "round_unit__unit", "gender", "answers"
    ):
        sheets.setdefault(number, []).append(Sheet(unit, gender, answers))
    return {
        one.pk: Answers(
            tuple(asked.get(one.questionnaire_id, [])),
            tuple(place.unit_id for place in units[one.pk]),
            tuple(sheets.get(one.pk, [])),
        )
        for one in rounds
    }


def asked_of(question: Question) -> Asked:
    return Asked(
        question.key,
        question.text,
        Scale(question.scale),
        question.is_reversed,
        Dimension(question.dimension),
    )


def asked_of_all(questions: Iterable[Question]) -> list[Asked]:
    return [asked_of(question) for question in questions if not question.is_text]
