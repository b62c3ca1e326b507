"""A case as one person may see it: what happened downwards in time, what is decided beside it, what is next on top."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.act.actions.models import Action, EffectReview
from hjulet.base.files.models import StoredFile
from hjulet.base.people.models import User
from hjulet.check.deviations import rules
from hjulet.check.deviations.access import may_handle_law, may_read_report
from hjulet.check.deviations.choices import Law, Severity, State
from hjulet.check.deviations.models import (
    Cause,
    Contribution,
    DecidedAction,
    Deviation,
    Message,
    Part,
    TeamMember,
)
from hjulet.check.deviations.pages.neutral import neutral_text
from hjulet.check.deviations.workflows.facts import gathered, part_facts

STATE_TAGS = {
    State.RECEIVED: "middle",
    State.JUDGED: "info",
    State.INVESTIGATED: "info",
    State.ACTED_ON: "info",
    State.FOLLOWED_UP: "info",
    State.CLOSED: "good",
    State.NOT_A_DEVIATION: "neutral",
    State.DUPLICATE: "neutral",
    State.REOPENED: "middle",
}
SEVERITY_TAGS = {
    Severity.MINOR: "neutral",
    Severity.MODERATE: "middle",
    Severity.SERIOUS: "bad",
    Severity.CATASTROPHIC: "bad",
}
ORDINALS: dict[int, Promise] = {
    2: gettext_lazy("Andra"), 3: gettext_lazy("Tredje"), 4: gettext_lazy("Fjärde"), 5: gettext_lazy("Femte"),
    6: gettext_lazy("Sjätte"), 7: gettext_lazy("Sjunde"), 8: gettext_lazy("Åttonde"), 9: gettext_lazy("Nionde"),
}  # fmt: skip
LEX = {Law.SOL: gettext_lazy("lex Sarah"), Law.HSL: gettext_lazy("lex Maria")}


@dataclass(frozen=True)
class Seen:
    """A case as fetched for one person. Text is shown of `parts` alone; `every` is for what is counted."""

    deviation: Deviation
    user: User
    day: date
    every: tuple[Part, ...]  # never on the page but for those that are `parts`
    parts: tuple[Part, ...]  # those whose text the person reads
    mine: frozenset[Law]  # those that the person handles
    reads_report: bool
    messages: tuple[Message, ...]
    is_answered: bool
    decided: tuple[DecidedAction, ...]
    files: tuple[StoredFile, ...]
    repeats: int = (
        0  # events of the same kind at the unit in 30 days, this one included, about the same person
    )

    @property
    def is_handler(self) -> bool:
        return bool(self.mine)

    @property
    def is_stub(self) -> bool:
        """Every part is a lex case: number, what was done at once, own tasks and outcome are what is left."""
        return bool(self.every) and all(part.moved_to_lex_at is not None for part in self.every)

    @property
    def is_open(self) -> bool:
        return State(self.deviation.state) in rules.OPEN

    @property
    def facts(self) -> rules.CaseFacts:
        return gathered(self.deviation, self.every, self.decided, is_answered=self.is_answered)


@dataclass(frozen=True)
class Branch:
    """A cause and how deep in the tree it stands."""

    cause: Cause
    depth: int
    shows_category: bool  # not when it is the same as of the cause it lies behind


@dataclass(frozen=True)
class PartShown:
    """One law's part: what is decided in it."""

    part: Part
    law: Law
    tag: str
    is_mine: bool
    may_contribute: bool
    may_work: bool
    branches: tuple[Branch, ...]
    team: tuple[TeamMember, ...]
    contributions: tuple[Contribution, ...]
    is_device: bool
    lex_question: bool
    lex_name: str


@dataclass(frozen=True)
class Stub:
    """What is left of a part that is a lex case."""

    law: Law
    sentence: str
    done_at_once: str
    outcome: str


@dataclass(frozen=True)
class ActionRow:
    decided: DecidedAction
    action: Action
    is_overdue: bool
    cause: Cause | None
    reviews: tuple[EffectReview, ...]


def parts_shown(seen: Seen) -> tuple[PartShown, ...]:
    return tuple(_part(seen, part) for part in seen.parts)


def _part(seen: Seen, part: Part) -> PartShown:
    law, team = Law(part.law), tuple(part.team.all())
    is_mine = law in seen.mine
    facts = part_facts(part)
    return PartShown(
        part=part,
        law=law,
        tag=SEVERITY_TAGS[Severity(part.severity)] if part.severity else "neutral",
        is_mine=is_mine,
        may_contribute=seen.is_open and (is_mine or any(member.user_id == seen.user.pk for member in team)),
        may_work=seen.is_open and is_mine,
        branches=tuple(tree(list(part.causes.all()))),
        team=team,
        contributions=tuple(part.contributions.all()),
        is_device=part.type is not None and part.type.is_device,
        lex_question=seen.is_open and is_mine and facts.asks_lex and not facts.is_lex_considered,
        lex_name=str(LEX[law]),
    )


def lex_href(deviation: Deviation) -> str:
    """The way up is an address: lex knows deviations, deviations do not know lex."""
    return f"{reverse('lex:start')}?avvikelse={deviation.pk}"


def tree(causes: list[Cause], above: Cause | None = None, depth: int = 0) -> list[Branch]:
    """The causes, each followed by what lies behind it."""
    parent, category = (above.pk, above.category) if above is not None else (None, "")
    here = [cause for cause in causes if cause.parent_id == parent]
    return [
        branch
        for cause in here
        for branch in (Branch(cause, depth, cause.category != category), *tree(causes, cause, depth + 1))
    ]


def hidden_sentences(seen: Seen) -> list[str]:
    """What the person may not read is said, and who reads it."""
    read = {part.pk for part in seen.parts}
    unread = [Law(part.law) for part in seen.every if part.pk not in read and part.moved_to_lex_at is None]
    past = seen.deviation.concerns_manager
    return [_readers(law, past_manager=past) for law in unread]


def _readers(law: Law, *, past_manager: bool) -> str:
    if past_manager:
        return {
            Law.SOL: _("SoL/LSS-delen läses av SAS och avdelningschefen."),
            Law.HSL: _("HSL-delen läses av MAS, MAR, SAS och avdelningschefen."),
        }[law]
    return {
        Law.SOL: _("SoL/LSS-delen läses av SAS och enhetschefen."),
        Law.HSL: _("HSL-delen läses av MAS, MAR och enhetschefen."),
    }[law]


def stubs(seen: Seen) -> list[Stub]:
    """For those who handled it until it became a lex case; others see that it is one, and no more."""
    sentence = _("Utreds enligt %(lex)s. Texten finns hos dem som utreder.")
    found = []
    for part in seen.every:
        if part.moved_to_lex_at is not None:
            law = Law(part.law)
            knows = may_handle_law(seen.user, seen.deviation, law, seen.day)
            found.append(
                Stub(
                    law, sentence % {"lex": LEX[law]},
                    part.done_at_once if knows else "", seen.deviation.lex_outcome if knows else "",
                )
            )  # fmt: skip
    return found


def action_rows(seen: Seen) -> list[ActionRow]:
    """Every action that answers the case; which cause it answers is shown to those who read that part."""
    read = {part.pk for part in seen.parts}
    return [
        ActionRow(
            decided=one,
            action=one.action,
            is_overdue=one.action.is_overdue(seen.day),
            cause=one.cause if one.cause is not None and one.cause.part_id in read else None,
            reviews=tuple(one.action.reviews.all()),
        )
        for one in seen.decided
    ]


def same_person(seen: Seen) -> str:
    """ "Fjärde händelsen på 30 dagar, samma person": by the blind mark, no name shown."""
    if not seen.is_handler or seen.repeats < 2:
        return ""
    which = ORDINALS.get(seen.repeats) or f"{seen.repeats}:e"
    return _("%(which)s händelsen av det här slaget på 30 dagar, samma person.") % {"which": which}


def for_the_record(part: Part, user: User, day: date) -> str:
    """A neutral text for the record, of the part that the report came in as; empty for those who do not read it."""
    deviation = part.deviation
    first = deviation.parts.order_by("pk").values_list("pk", flat=True).first()
    if first != part.pk or not may_read_report(user, deviation, day):
        return ""
    return neutral_text(deviation, part.what_happened, part.done_at_once)


def is_only_reporter(seen: Seen) -> bool:
    """Somebody who reached the case by having reported it, and reads it on a page of their own."""
    knows = any(may_handle_law(seen.user, seen.deviation, law, seen.day) for law in _laws(seen))
    return not knows and not seen.parts and seen.deviation.reported_by_id == seen.user.pk


def _laws(seen: Seen) -> list[Law]:
    return [Law(part.law) for part in seen.every]
