"""What was decided at meetings with partners, line by line, and the actions that came of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from hjulet.act.actions.models import Action
from hjulet.base.people.models import User
from hjulet.plan.cooperation.models import Cooperation, CooperationMeeting

TITLE_LENGTH = 200  # of an action


@dataclass(frozen=True)
class Decided:
    """A decision as it was written, with the action that it became."""

    number: int
    said: str
    action: Action | None


@dataclass(frozen=True)
class Held:
    """A meeting with its decisions, and the actions that were made beside what was written."""

    meeting: CooperationMeeting
    decided: tuple[Decided, ...]
    actions: tuple[Action, ...]


def meetings(found: Cooperation, user: User, today: date) -> tuple[Held, ...]:
    """What was decided at each meeting, and the actions that came of it which the person sees."""
    seen = Action.objects.open_to(user, today).select_related("owner")
    held = found.meetings.select_related("written_by", "cooperation")
    return tuple(_held(one) for one in held.prefetch_related(Prefetch("actions", seen)))


def _held(one: CooperationMeeting) -> Held:
    actions = tuple(one.actions.all())
    made = {action.title.casefold(): action for action in actions}
    decided = tuple(
        Decided(n, said, made.get(title_of(said).casefold())) for n, said in enumerate(one.decided)
    )
    beside = {action.pk for action in actions} - {line.action.pk for line in decided if line.action}
    return Held(one, decided, tuple(action for action in actions if action.pk in beside))


def to_decide(held: CooperationMeeting, line: str) -> dict[str, str]:
    """What the form begins with: the decision that was pressed, or the only one."""
    said = held.decided
    number = int(line) if line.isdecimal() and len(line) < 4 else 0 if len(said) == 1 else len(said)
    chosen = said[number] if number < len(said) else ""
    return {"title": title_of(chosen), "description": chosen if title_of(chosen) != chosen else ""}


def title_of(said: str) -> str:
    """A long decision is whole in the description."""
    return said if len(said) <= TITLE_LENGTH else f"{said[: TITLE_LENGTH - 1]}…"
