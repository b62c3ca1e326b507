"""What is said to whom while a round runs. Never who has answered: nobody knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell
from hjulet.base.people.models import RoleHolding, User
from hjulet.base.ui import swedish
from hjulet.check.surveys import rules
from hjulet.check.surveys.choices import Audience, Screening, State, Way
from hjulet.check.surveys.models import CannotMove, RoundUnit, SurveyRound, WrittenAnswer
from hjulet.check.surveys.workflows.settling import settle


@dataclass(frozen=True)
class Done:
    """What the daily round did with one round of a survey."""

    about: SurveyRound
    what: str


def remind(found: SurveyRound, *, at: datetime, key: str) -> int:
    """Staff get the link to their unit's survey, all of them alike; for others the owner is asked to remind."""
    if found.state != State.OPEN:
        return 0
    day = localtime(at).date()
    told = 0
    for asked in found.units.whole():
        if found.survey.audience == Audience.STAFF and found.way == Way.LINK:
            told += _tell_staff(asked, key, at, day)
        elif asked.owner is not None:
            title = _(
                "En enkät på din enhet stänger %(day)s. Påminn gärna alla, utan att fråga vem som har svarat."
            )
            told += tell(
                [asked.owner], Kind.SURVEY_OPEN, title % {"day": swedish.day(found.closes_on)},
                found.get_absolute_url(), key=f"survey-{found.pk}-{asked.pk}-{key}", about=found,
                due_on=found.closes_on, at=at, day=day,
            )  # fmt: skip
    return told


def run(day: date, at: datetime) -> Iterator[Done]:
    """The daily round: open what is to open, close what is over, settle what has waited an hour, and remind."""
    for found in SurveyRound.objects.whole().filter(
        state=State.PLANNED, opens_on__lte=day, closes_on__gte=day
    ):
        if not found.obstacles_to_opening(day):
            found.open(by=None, at=at)
            remind(found, at=at, key="open")
            yield Done(found, "öppnad")
    for found in SurveyRound.objects.whole().filter(state=State.OPEN, closes_on__lt=day):
        found.close(by=None, at=at)
        yield Done(found, "stängd")
    for found in SurveyRound.objects.whole().filter(state=State.CLOSED):
        try:
            settle(found, by=None, at=at)
        except CannotMove:
            continue
        yield Done(found, "sammanställd")
    soon = [day + timedelta(days=days) for days in rules.REMIND_BEFORE]
    for found in SurveyRound.objects.whole().filter(state=State.OPEN, closes_on__in=soon):
        if remind(found, at=at, key=f"{(found.closes_on - day).days}"):
            yield Done(found, "påmind")
    yield from _remind_screeners(at, day)


def _tell_staff(asked: RoundUnit, key: str, at: datetime, day: date) -> int:
    held = RoleHolding.objects.filter(unit=asked.unit).held_on(day)
    staff = User.objects.filter(pk__in=held.values("user"))
    said = {"day": swedish.day(asked.round.closes_on)}
    title = _("Svara på enkäten senast %(day)s. Har du redan svarat behöver du inte göra något.") % said
    return tell(
        staff, Kind.SURVEY_OPEN, title, f"/svara/{asked.token}/", key=f"survey-{asked.round_id}-{asked.pk}-{key}",
        about=asked.round, due_on=asked.round.closes_on, at=at, day=day, may_stand_in=lambda _user: False,
    )  # fmt: skip


def _remind_screeners(at: datetime, day: date) -> Iterator[Done]:
    waiting = WrittenAnswer.objects.filter(state=Screening.WAITING, round_unit__round__state=State.SETTLED)
    rounds = SurveyRound.objects.whole().filter(pk__in=waiting.values("round_unit__round"))
    for found in rounds:
        title = _("Svar på en enkät väntar på att du granskar dem.")
        path = f"{found.get_absolute_url()}granska/"
        if found.screener and tell(
            [found.screener], Kind.SURVEY_SCREEN, title, path, key=f"survey-screen-{found.pk}-{day:%G%V}",
            about=found, at=at, day=day,
        ):  # fmt: skip
            yield Done(found, "påmind om granskning")
