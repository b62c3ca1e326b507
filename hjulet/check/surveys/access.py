"""Who may do what with surveys. What one may see stands on the querysets."""

from datetime import date

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.check.surveys.choices import Audience
from hjulet.check.surveys.models import FollowedPerson, RoundUnit, Survey, SurveyRound


def may_make(user: User, survey: Survey, day: date) -> bool:
    """Write the questions, plan, open and close."""
    return may(user, Verb.MAKE_SURVEY, day, at=survey.unit)


def may_read_results(user: User, found: SurveyRound, day: date) -> bool:
    """Whoever sees surveys at the survey's unit or at one of the units that were asked."""
    places = [found.survey.unit, *(one.unit for one in found.units.all())]
    return any(may(user, Verb.SEE_SURVEYS, day, at=place) for place in places)


def may_enter(user: User, asked: RoundUnit, day: date) -> bool:
    """Type in answers on paper. Nobody types in what colleagues have said of their own workplace but a quality role."""
    verb = Verb.ENTER_STAFF_ANSWERS if asked.round.survey.audience == Audience.STAFF else Verb.ENTER_ANSWERS
    return may(user, verb, day, at=asked.unit)


def may_raise(user: User, asked: RoundUnit, day: date) -> bool:
    return may(user, Verb.RAISE_NEED, day, at=asked.unit)


def may_raise_together(user: User, found: SurveyRound, day: date) -> bool:
    return may(user, Verb.RAISE_NEED, day, at=found.survey.unit)


def may_tell_of_talk(user: User, asked: RoundUnit, day: date) -> bool:
    """The one who owns the result, or whoever makes the survey."""
    return asked.owner_id == user.pk or asked.may_be_managed_by(user, day)


def may_follow(user: User, person: FollowedPerson, day: date) -> bool:
    return may(user, Verb.FOLLOW_PERSON, day, at=person.unit)
