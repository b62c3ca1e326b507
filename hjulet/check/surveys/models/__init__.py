"""Tables of surveys: what is asked, when, what was answered, and whom we follow."""

from hjulet.check.surveys.models.answers import AnswerSheet, SurveyMeasure, SurveyNeed, WrittenAnswer
from hjulet.check.surveys.models.following import FollowedPerson, FollowUpSheet
from hjulet.check.surveys.models.questionnaires import (
    AnswerPicture,
    IsLocked,
    Question,
    Questionnaire,
    QuestionnaireText,
    QuestionText,
    Survey,
)
from hjulet.check.surveys.models.rounds import AccessCode, CannotMove, RoundUnit, SurveyRound

__all__ = [
    "AccessCode",
    "AnswerPicture",
    "AnswerSheet",
    "CannotMove",
    "FollowUpSheet",
    "FollowedPerson",
    "IsLocked",
    "Question",
    "QuestionText",
    "Questionnaire",
    "QuestionnaireText",
    "RoundUnit",
    "Survey",
    "SurveyMeasure",
    "SurveyNeed",
    "SurveyRound",
    "WrittenAnswer",
]
