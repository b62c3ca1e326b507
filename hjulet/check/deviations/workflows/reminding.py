"""Days to keep: who is reminded of which today, and what goes one step up. Nothing of what a case is about is said."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.choices import Role
from hjulet.base.people.models import User
from hjulet.base.ui import swedish
from hjulet.check.deviations.choices import Direction, Law, State
from hjulet.check.deviations.models import Deviation, ExternalMatter, Part, Refused, deadlines_of
from hjulet.check.deviations.models.deviations import DeviationQuerySet
from hjulet.check.deviations.rules import OPEN, Times
from hjulet.check.deviations.timing import Stage, Step, Wait, stage, waits_for
from hjulet.check.deviations.workflows.ending import escalate
from hjulet.check.deviations.workflows.telling import holding, in_charge, kept_from

LIFTED = frozenset({Step.JUDGE, Step.INVESTIGATE})  # what we answer for alone
BY_LAW = {Law.SOL: (Role.SAS,), Law.HSL: (Role.MAS,)}


@dataclass(frozen=True)
class Reminder:
    """One day to keep, as far as it has come."""

    deviation: Deviation
    wait: Wait
    stage: Stage
    laws: tuple[Law, ...]  # of the parts that are handled here, and not as a lex case

    @property
    def key(self) -> str:
        """Each is said once to each person; a day that is moved is another day."""
        return f"deviation:{self.deviation.pk}:{self.wait.step}:{self.wait.due_on:%Y%m%d}:{self.stage}"

    @property
    def title(self) -> str:
        said = {"number": self.deviation.number, "day": swedish.day(self.wait.due_on)}
        return _words(self.wait.step, self.stage) % said


def due(place: Municipality, today: date) -> Iterator[Reminder]:
    """Every day to keep in a municipality that somebody should hear of, the oldest first."""
    times = deadlines_of(place).times
    ahead = today + timedelta(days=times.remind_days_before)
    waiting = Q(state=State.RECEIVED, judge_by__lte=ahead) | Q(
        state__in=[State.JUDGED, State.INVESTIGATED, State.REOPENED], investigate_by__lte=ahead
    )
    for deviation in _handled_here(place).filter(waiting).order_by("judge_by", "pk"):
        wait = waits_for(State(deviation.state), deviation.judge_by, deviation.investigate_by)
        yield from _reminder(deviation, wait, today, times)
    matters = ExternalMatter.objects.filter(answered_on=None, answer_due_on__lte=ahead)
    answers = {matter.deviation_id: _answer_of(matter) for matter in matters}
    for deviation in _handled_here(place).filter(state__in=OPEN, pk__in=answers).order_by("pk"):
        yield from _reminder(deviation, answers[deviation.pk], today, times)


def send(reminder: Reminder, *, at: datetime, day: date) -> int:
    """Tell those who can do something about it; gives how many were new.

    Long past its day it goes one step up: the department's head takes part, and SAS or MAS is told. Whoever is away has
    a substitute, who is told first.
    """
    if reminder.stage != Stage.ESCALATED:
        return _tell(_reminded(reminder, day), reminder, at=at, day=day)
    with suppress(Refused):  # somebody has lifted it, or ended it just now
        escalate(reminder.deviation, by=None, at=at, day=day)
    if State(reminder.deviation.state) not in OPEN:
        return 0
    above = [user for law in reminder.laws for user in holding(reminder.deviation.unit, day, *BY_LAW[law])]
    return _tell(above, reminder, at=at, day=day)


def _tell(users: list[User], reminder: Reminder, *, at: datetime, day: date) -> int:
    """The unit's manager is told nothing, and stands in for nobody, where it is about the manager."""
    deviation = reminder.deviation
    barred = kept_from(deviation, day)
    return tell(
        [user for user in users if user.pk not in barred], Kind.DEVIATION_LATE, reminder.title,
        deviation.get_absolute_url(), key=reminder.key, about=deviation, due_on=reminder.wait.due_on, at=at, day=day,
        may_stand_in=lambda user: user.pk not in barred,
    )  # fmt: skip


def _reminded(reminder: Reminder, day: date) -> list[User]:
    """Whoever judges and investigates it; of matters with somebody outside, SAS or MAS too."""
    deviation = reminder.deviation
    users = in_charge(deviation.unit, day, past_the_manager=deviation.concerns_manager)
    if reminder.wait.step in {Step.ANSWER_THEM, Step.THEIR_ANSWER}:
        users += [user for law in reminder.laws for user in holding(deviation.unit, day, *BY_LAW[law])]
    return users


def _handled_here(place: Municipality) -> DeviationQuerySet:
    """With the parts that are not lex cases. What is only read beside another system is followed there."""
    here = Deviation.objects.filter(municipality=place).exclude(imported__batch__is_handled_here=False)
    parts = Part.objects.filter(moved_to_lex_at=None).only("deviation_id", "law")
    return here.select_related("unit__municipality").prefetch_related(
        Prefetch("parts", parts, to_attr="parts_here")
    )


def _reminder(deviation: Deviation, wait: Wait | None, today: date, times: Times) -> Iterator[Reminder]:
    """None while it is too early, and none of a case that is a lex case altogether."""
    laws = tuple(Law(part.law) for part in deviation.parts_here)  # type: ignore[attr-defined]  # the prefetch above
    if wait is None or not laws:
        return
    began_on = localtime(deviation.reported_at).date()
    found = stage(began_on, wait.due_on, today, times)
    if found == Stage.ESCALATED and wait.step not in LIFTED:
        found = Stage.LATE
    if found is not None:
        yield Reminder(deviation, wait, found, laws)


def _answer_of(matter: ExternalMatter) -> Wait | None:
    step = Step.ANSWER_THEM if matter.direction == Direction.FROM_OTHERS else Step.THEIR_ANSWER
    return Wait(step, matter.answer_due_on) if matter.answer_due_on else None


def _words(step: Step, found: Stage) -> str:
    """What stands in the message and in its e-mail."""
    if found == Stage.ESCALATED:
        return _("Avvikelse %(number)s har väntat sedan %(day)s och är lyft till avdelningschefen.")
    is_late = found == Stage.LATE
    if step == Step.JUDGE:
        late = _("Avvikelse %(number)s skulle ha bedömts senast %(day)s.")
        return late if is_late else _("Avvikelse %(number)s ska bedömas senast %(day)s.")
    if step == Step.INVESTIGATE:
        late = _("Avvikelse %(number)s skulle ha utretts senast %(day)s.")
        return late if is_late else _("Avvikelse %(number)s ska vara utredd senast %(day)s.")
    if step == Step.ANSWER_THEM:
        late = _("Avvikelse %(number)s skulle ha besvarats till motparten senast %(day)s.")
        return late if is_late else _("Avvikelse %(number)s ska besvaras till motparten senast %(day)s.")
    late = _("Motpartens svar om avvikelse %(number)s skulle ha kommit senast %(day)s.")
    return late if is_late else _("Motpartens svar om avvikelse %(number)s väntas senast %(day)s.")
