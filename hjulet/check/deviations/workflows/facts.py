"""A case as the rules see it: the same facts for the page that lists what is left and for the verb that refuses."""

from collections.abc import Sequence

from hjulet.check.deviations import rules
from hjulet.check.deviations.choices import Door, Law, State
from hjulet.check.deviations.models import DecidedAction, Deviation, Part


def asks_lex(part: Part) -> bool:
    """Whether somebody must say if this part is a matter for lex Sarah or lex Maria."""
    type_asks = part.type is not None and part.type.asks_lex
    return rules.asks_lex(Law(part.law), part.severity, part.care_injury, type_asks=type_asks)


def part_facts(part: Part, *, causes: int = 0) -> rules.PartFacts:
    return rules.PartFacts(
        law=Law(part.law),
        has_type=part.type_id is not None,
        severity=part.severity,
        probability=part.probability,
        care_injury=part.care_injury,
        causes=causes,
        has_no_cause_reason=bool(part.no_cause_reason),
        informed=part.informed,
        has_not_informed_reason=bool(part.not_informed_reason),
        noted_in_record=part.noted_in_record_on is not None,
        in_lex=part.moved_to_lex_at is not None,
        asks_lex=asks_lex(part),
        is_lex_considered=part.lex_considered_at is not None,
    )


def case_facts(deviation: Deviation) -> rules.CaseFacts:
    """Everything the closing rules ask about: a fixed number of questions, whatever the case holds."""
    parts = list(Part.objects.of(deviation).select_related("type").prefetch_related("causes"))
    decided = list(deviation.decided.select_related("action").prefetch_related("action__reviews"))
    is_answered = deviation.messages.filter(is_answer=True).exists()
    return gathered(deviation, parts, decided, is_answered=is_answered)


def gathered(
    deviation: Deviation, parts: Sequence[Part], decided: Sequence[DecidedAction], *, is_answered: bool
) -> rules.CaseFacts:
    """The same from what is fetched already: parts with their causes, actions with their reviews."""
    return rules.CaseFacts(
        state=State(deviation.state),
        event_class=deviation.event_class,
        parts=tuple(part_facts(part, causes=len(part.causes.all())) for part in parts),
        actions=len(decided),
        actions_without_cause=_without_cause(parts, decided),
        has_no_action_reason=bool(deviation.no_action_reason),
        reviews_booked=sum(len(one.action.reviews.all()) for one in decided),
        is_answered=is_answered,
        can_be_answered=can_be_answered(deviation),
        has_identity=deviation.identity_id is not None,
        has_no_identity_reason=bool(deviation.no_identity_reason),
    )


def can_be_answered(deviation: Deviation) -> bool:
    """Somebody reported who can read an answer, and it was not whoever judges it."""
    if deviation.reported_by_id is not None:
        return deviation.reported_by_id != deviation.judged_by_id
    return bool(deviation.receipt_mark) and deviation.door != Door.IMPORTED


def _without_cause(parts: Sequence[Part], decided: Sequence[DecidedAction]) -> int:
    """How many actions answer no cause, where there are causes to answer."""
    has_causes = any(part.causes.all() for part in parts if part.moved_to_lex_at is None)
    return sum(one.cause_id is None for one in decided) if has_causes else 0
