"""Load the invented surveys, once: all of them or none, in one transaction."""

import random
from datetime import date, datetime, time, timedelta
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.timezone import localtime, make_aware
from PIL import Image, ImageDraw

from hjulet.base.files.workflows import receive
from hjulet.base.identities.models import Identity
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.models import User
from hjulet.check.surveys.choices import Language, Occasion, Screening, State
from hjulet.check.surveys.models import (
    AnswerSheet,
    FollowedPerson,
    FollowUpSheet,
    Question,
    Questionnaire,
    RoundUnit,
    Survey,
    SurveyRound,
    WrittenAnswer,
)
from hjulet.check.surveys.ready_made import BY_KEY
from hjulet.check.surveys.rules import default_talk
from hjulet.check.surveys.workflows.building import SurveyText, Texts, make_survey, translate
from hjulet.check.surveys.workflows.settling import publish_values
from hjulet.demo.surveys.plan import FOLLOWED, PLANS, Held, Plan

SKIPPED = 0.04  # of the questions, by somebody
NOT_KNOWN = 0.03
LASTS = timedelta(days=25)
BEFORE_THE_DAY = timedelta(days=9)
ENGLISH = {
    "Trivs du hemma?": "Do you like it at home?",
    "Får du bestämma om saker som är viktiga för dig?": "Do you decide about things that are important to you?",
    "Bryr sig personalen om dig?": "Do the staff care about you?",
    "Pratar personalen så att du förstår?": "Do the staff talk so that you understand?",
    "Är du rädd för något hemma?": "Are you afraid of anything at home?",
    "Vet du vem du ska prata med om något är dåligt?": "Do you know whom to talk to if something is bad?",
    "Vad vill du säga till oss?": "What do you want to tell us?",
}
PALE, ROOF, WALL = "#fbf3e4", "#8c3b2e", "#e0b84c"


@transaction.atomic
def load(municipality: Municipality, people: dict[str, User], now: datetime) -> None:
    """Safe to run twice: what people have done with the surveys since stays."""
    if Survey.objects.filter(unit__municipality=municipality).exists():
        return
    units = {unit.slug: unit for unit in Unit.objects.of(municipality)}
    for plan in PLANS:
        _survey(plan, units, people, now)
    _followed(units, people, now)


def _survey(plan: Plan, units: dict[str, Unit], people: dict[str, User], now: datetime) -> None:
    ready = BY_KEY[plan.ready]
    said = SurveyText(units[plan.unit], plan.title, ready.audience, ready.subject)
    survey = make_survey(said, ready, uuid5(NAMESPACE_URL, plan.title), by=people["developer"], at=now)
    newest = survey.newest
    if plan.ready == "lss":
        _decorate(newest, people["developer"], now)
    questions = list(newest.questions.all())
    for held in plan.rounds:
        _round(plan, held, newest, questions, units, people, now)
    Questionnaire.objects.filter(pk=newest.pk).update(locked_at=now)


def _decorate(questionnaire: Questionnaire, by: User, now: datetime) -> None:
    """English beside Swedish, and a picture of our own to the first question."""
    words = {one.pk: (ENGLISH[one.text], "") for one in questionnaire.questions.all()}
    intro = "We want to know how you are. You answer if you want to. Nobody is told what you have answered."
    translate(questionnaire, Language.ENGLISH, Texts("How are you?", intro, words), by=by, at=now)
    place = questionnaire.survey.unit.municipality
    upload = SimpleUploadedFile("hus.png", _house(), "image/png")
    first = questionnaire.questions.first()
    if first is not None:
        first.picture = receive([upload], municipality=place, by=by, at=now).files[0]
        first.save(update_fields=["picture"])


def _round(  # noqa: PLR0913 - what a round is made of
    plan: Plan, held: Held, questionnaire: Questionnaire, questions: list[Question], units: dict[str, Unit],
    people: dict[str, User], now: datetime,
) -> None:  # fmt: skip
    first = _first_day(held, localtime(now).date())
    last = first + LASTS
    ended = None if held.state == State.OPEN else _noon(last)
    found = SurveyRound.objects.create(
        questionnaire=questionnaire, name=held.name if held.state == State.OPEN else f"{held.name} {first.year}",
        opens_on=first, closes_on=last, state=held.state, way=held.way, asks_gender=held.asks_gender,
        owner=people[plan.owner], talk_on=default_talk(last, questionnaire.survey.audience),
        screener=people.get(plan.screener), opened_at=_noon(first), ended_at=ended, settled_at=ended, made_at=now,
        form_token=uuid5(NAMESPACE_URL, f"{plan.title} {first}"),
    )  # fmt: skip
    places = [
        RoundUnit(
            round=found, unit=units[spot.slug], invited=spot.invited, owner=found.owner,
            token=uuid5(NAMESPACE_URL, f"{plan.title} {first} {spot.slug}").hex[:16],
            talked_on=_talked(found, localtime(now).date()),
        )
        for spot in held.spots
    ]  # fmt: skip
    RoundUnit.objects.bulk_create(places)
    chance = random.Random(f"{plan.title} {held.years_ago}")  # noqa: S311 - invented answers
    AnswerSheet.objects.bulk_create(
        AnswerSheet(round_unit=place, answers=_answers(questions, held, chance), gender=_gender(held, chance))
        for place, spot in zip(places, held.spots, strict=True)
        for _person in range(spot.came)
    )
    _write(found, held, questions, people.get(plan.screener))
    if held.state == State.SETTLED:
        publish_values(found, places, by=None, at=now)


def _answers(questions: list[Question], held: Held, chance: random.Random) -> dict[str, int]:
    said = {}
    for place, question in enumerate(questions):
        if question.is_text or chance.random() < SKIPPED:
            continue
        if chance.random() < NOT_KNOWN:
            said[question.key] = 0
            continue
        is_good = chance.random() < held.good.get(place, held.level)
        steps = question.steps
        others = [step for step in steps.numbers if step not in steps.best]
        said[question.key] = chance.choice(sorted(steps.best) if is_good else others)
    return said


def _gender(held: Held, chance: random.Random) -> str:
    return chance.choices(["woman", "man", ""], [6, 4, 1])[0] if held.asks_gender else ""


def _write(found: SurveyRound, held: Held, questions: list[Question], screener: User | None) -> None:
    asked = next((one for one in questions if one.is_text), None)
    places = {place.unit.slug: place for place in found.units.select_related("unit")}
    if asked is None:
        return
    WrittenAnswer.objects.bulk_create(
        WrittenAnswer(
            round_unit=places[slug], question=asked, text=text, shown=text if is_screened else "",
            state=Screening.SHOWN if is_screened else Screening.WAITING,
            screened_by=screener if is_screened else None,
        )
        for slug, text, is_screened in held.wrote
    )  # fmt: skip


def _followed(units: dict[str, Unit], people: dict[str, User], now: datetime) -> None:
    """Nine who have consented; the ninth has only begun."""
    ready, by = BY_KEY["isu"], people["case_officer"]
    said = SurveyText(units["ifo"], "Familjeteamet: före och efter", ready.audience, ready.subject)
    survey = make_survey(said, ready, uuid5(NAMESPACE_URL, said.title), by=people["sas"], at=now)
    newest = survey.newest
    keys = [one.key for one in newest.questions.all()]
    month = localtime(now).date().replace(day=1)
    for number, (name, before, after) in enumerate(FOLLOWED):
        identity = Identity.keep(
            name, "", municipality=units["ifo"].municipality, is_protected=False, by=by, at=now
        )
        person = FollowedPerson.objects.create(
            survey=survey, unit=units["ifo"], pseudonym=f"KF-{2345 + 111 * number}", identity=identity,
            consented_on=month - timedelta(days=200), consent_taken_by=by,
        )  # fmt: skip
        for occasion, steps in ((Occasion.BEFORE, before), (Occasion.AFTER, after)):
            if steps is not None:
                answers = dict(zip(keys, steps, strict=True))
                FollowUpSheet.objects.create(
                    person=person, questionnaire=newest, occasion=occasion, month=month, answers=answers
                )
    Questionnaire.objects.filter(pk=newest.pk).update(locked_at=now)


def _first_day(held: Held, today: date) -> date:
    """The third of its month; the one that is open began a week ago."""
    return (
        today - timedelta(days=7)
        if held.state == State.OPEN
        else date(today.year - held.years_ago, held.month, 3)
    )


def _talked(found: SurveyRound, today: date) -> date | None:
    """The teams kept their day, where it has been."""
    return found.talk_on - BEFORE_THE_DAY if found.talk_on and found.talk_on < today else None


def _noon(day: date) -> datetime:
    return make_aware(datetime.combine(day, time(12)))


def _house() -> bytes:
    """A little house: what somebody at the unit might have drawn or photographed."""
    image = Image.new("RGB", (480, 320), PALE)
    pen = ImageDraw.Draw(image)
    pen.rectangle((120, 150, 360, 290), fill=WALL)
    pen.polygon([(95, 155), (240, 50), (385, 155)], fill=ROOF)
    pen.rectangle((215, 210, 265, 290), fill=ROOF)
    for left in (145, 295):
        pen.rectangle((left, 185, left + 40, 225), fill=PALE)
    written = BytesIO()
    image.save(written, "PNG")
    return written.getvalue()
