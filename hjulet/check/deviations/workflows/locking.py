"""What every verb of a case begins and ends with: the row held, the words to search for, where it stands."""

from datetime import datetime

from django.utils.timezone import localtime

from hjulet.base.people.models import User
from hjulet.base.search.stems import blinded
from hjulet.base.sources.rewriting import fingerprint
from hjulet.check.deviations import rules
from hjulet.check.deviations.access import may_read_report
from hjulet.check.deviations.choices import Law, Obstacle, State
from hjulet.check.deviations.models import Deviation, Part, Refused
from hjulet.check.deviations.workflows.reporting import SEARCH

WHOLE = (
    "event_class", "is_police_matter", "concerns_child", "is_coercion", "is_privacy_incident", "has_sol", "has_hsl",
)  # fmt: skip


def lock(deviation: Deviation) -> None:
    """Read the case anew and keep it until the transaction ends. Every verb takes the case before its parts."""
    deviation.refresh_from_db(from_queryset=Deviation.objects.select_for_update(of=("self",)))


def lock_open(deviation: Deviation) -> None:
    """The same, for what can only be done while it is open. Raises Refused."""
    lock(deviation)
    if State(deviation.state) in rules.ENDED:
        raise Refused([Obstacle.IS_OVER])


def lock_part(part: Part) -> None:
    """The case and then the part, for what can only be done while it is open and not a lex case. Raises Refused."""
    lock_open(part.deviation)
    deviation = part.deviation
    part.refresh_from_db(from_queryset=Part.objects.select_for_update(of=("self",)))
    part.deviation = deviation
    if part.moved_to_lex_at is not None:
        raise Refused([Obstacle.IN_LEX])


def as_seen(deviation: Deviation) -> str:
    """What the judgement says of the whole, as a fingerprint: another one means that somebody was faster."""
    return fingerprint(deviation, WHOLE)


def index(part: Part) -> None:
    """The blinded stems of everything in the part that can be searched for; the caller saves `words`."""
    said = (part.what_happened, part.done_at_once, part.judgement, part.course, part.barriers)
    part.words = blinded(" ".join(said), purpose=SEARCH)


def beside(deviation: Deviation, old: str, new: str, *, by: User, at: datetime) -> str:
    """A reason about the whole, from now on. Whoever may not read the old one writes beside it, not over it."""
    may_read = may_read_report(by, deviation, localtime(at).date())
    return new.strip() if may_read or not old else f"{old}\n\n{new.strip()}"


def move_on(deviation: Deviation, wanted: State) -> None:
    """Work has begun on the next step; a case never goes back by itself."""
    state = rules.state_after_work(State(deviation.state), wanted)
    if state != deviation.state:
        deviation.state = state
        deviation.save(update_fields=["state"])


def remember_laws(deviation: Deviation, laws: frozenset[Law]) -> None:
    deviation.has_sol, deviation.has_hsl = Law.SOL in laws, Law.HSL in laws
    deviation.save(update_fields=["has_sol", "has_hsl"])
