"""The inspectorate (IVO): the day we told it, its number and its decision. Nothing is sent from here."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from hjulet.base.log.chain import record
from hjulet.base.notices.choices import Kind as NoticeKind
from hjulet.base.notices.workflows import withdraw
from hjulet.base.people.models import User
from hjulet.check.lex import rules
from hjulet.check.lex.access import actor
from hjulet.check.lex.choices import Obstacle, State
from hjulet.check.lex.models import LexCase, Refused
from hjulet.check.lex.workflows.investigating import lock


@transaction.atomic
def notify(case: LexCase, notified_on: date, ivo_number: str, *, by: User, at: datetime) -> None:
    """That the committee has told IVO, and when. Raises Refused. SoL 27 kap. 6 §, LSS 24 f §, PSL 3 kap. 5 §.

    Told before the decision, the case goes on as it was; the decision then finds it told already.
    """
    lock(case)
    today = localtime(at).date()
    if obstacles := rules.obstacles_to_notifying(case.facts(), actor(by, case, today), notified_on, today):
        raise Refused(obstacles)
    case.notified_on, case.notified_by, case.ivo_number = notified_on, by, ivo_number.strip()
    if case.state == State.DECIDED:
        case.state = State.NOTIFIED
    case.save(update_fields=["notified_on", "notified_by", "ivo_number", "state"])
    record("lexcase.notified", case, by=by, at=at, notified_on=notified_on)
    withdraw(case, at=at, kinds=[NoticeKind.LEX_DEADLINE])


@transaction.atomic
def write_ivo_decision(
    case: LexCase, decision: str, decided_on: date, ivo_number: str, *, by: User, at: datetime
) -> None:
    """What IVO said, and when. Raises Refused."""
    lock(case)
    obstacles = [] if case.notified_on else [Obstacle.NOT_NOTIFIED]
    if case.state == State.CLOSED:
        obstacles.append(Obstacle.WRONG_STATE)
    if decided_on > localtime(at).date():
        obstacles.append(Obstacle.IN_THE_FUTURE)
    if obstacles:
        raise Refused(obstacles)
    case.ivo_decision, case.ivo_decided_on, case.ivo_number = decision.strip(), decided_on, ivo_number.strip()
    case.save(update_fields=["ivo_decision", "ivo_decided_on", "ivo_number"])
    record("lexcase.ivo_decided", case, by=by, at=at, decided_on=decided_on)
