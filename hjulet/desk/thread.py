"""The red thread: what led to a case or an action, and what it led to. Beads on a chain; what is missing is drawn hollow.

Only what the person may see hangs on it. What stands in a case's text is never told here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.act.actions.choices import Status, Verdict
from hjulet.act.actions.effect import TAGS
from hjulet.act.actions.models import Action, EffectReview
from hjulet.analyse.effects.models import Expectation
from hjulet.base import law
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.base.ui import swedish
from hjulet.check.deviations.access import may_handle
from hjulet.check.deviations.choices import CauseCategory
from hjulet.check.deviations.models import Deviation, Part
from hjulet.check.deviations.rules import ENDED, OPEN
from hjulet.check.lex.models import LexCase
from hjulet.desk.addresses import address
from hjulet.plan.procedures.choices import State as RoutineState
from hjulet.plan.procedures.models import RoutineVersion

MOST = 4  # beads in one place; the rest are counted


@dataclass(frozen=True)
class Bead:
    """One thing on the thread. Hollow when it is missing: then `status` says what to do, and `href` leads there."""

    title: str
    status: str = ""
    href: str = ""
    tone: str = "neutral"
    is_hollow: bool = False
    is_here: bool = False


@dataclass(frozen=True)
class Place:
    """A place on the chain, with one bead or several."""

    name: str
    beads: tuple[Bead, ...]


@dataclass(frozen=True)
class Asker:
    user: User
    today: date

    @property
    def sees_actions(self) -> bool:
        return may(self.user, Verb.SEE_ACTIONS, self.today)


def of_deviation(deviation: Deviation, user: User, today: date) -> tuple[Place, ...]:
    """Paragraph → deviation → lex → causes → actions → what they should move → effect → routine."""
    asker = Asker(user, today)
    actions = _actions_of(deviation, asker)
    is_mine = may_handle(user, deviation, today) and deviation.state not in ENDED
    found = [
        Place(_("Paragraf"), _paragraphs(deviation)),
        Place(_("Avvikelse"), (_deviation(deviation, is_here=True),)),
        Place(_("Lex"), _lex(deviation, asker)),
        Place(_("Orsaker"), _causes(deviation, asker, is_mine=is_mine)),
        Place(_("Åtgärder"), _actions(deviation, actions, asker, is_mine=is_mine)),
        *_onward(actions, asker),
    ]
    return tuple(place for place in found if place.beads)


def of_action(action: Action, user: User, today: date) -> tuple[Place, ...]:
    """What it answers → the action → what it should move → effect → routine."""
    asker = Asker(user, today)
    known = action.sources_known_to(user, today)
    sources = [
        Place(known_kind.kind.capitalize(), tuple(_crowd([_source(row) for row in known_kind.rows])))
        for known_kind in known.kinds
    ]
    if known.hidden:
        words = ngettext("%(n)s som du inte ser", "%(n)s som du inte ser", known.hidden) % {"n": known.hidden}
        sources.append(Place(_("Annat"), (Bead(words),)))
    if not sources:
        sources = [Place(_("Behov"), (Bead(_("Varför"), _("Säg vilket behov den svarar mot."), reverse("actions:edit", args=[action.pk]), is_hollow=True),))]  # fmt: skip
    paragraph = Bead(str(action.about.paragraph), action.about.name)
    return (
        Place(_("Paragraf"), (paragraph,)),
        *sources,
        Place(_("Åtgärd"), (_action(action, today, is_here=True),)),
        *_onward([action], asker),
    )


def _paragraphs(deviation: Deviation) -> tuple[Bead, ...]:
    """The duty to report and to investigate, of each law that it is about."""
    found = [law.REPORTING]
    if deviation.has_sol:
        found.append(law.REPORT_SOL)
    if deviation.has_hsl:
        found.append(law.REPORT_PSL)
    return tuple(Bead(f"{one.place} {one.statute.short}", one.about) for one in found)


def _deviation(deviation: Deviation, *, is_here: bool = False) -> Bead:
    title = f"{deviation.get_tile_display()}, {deviation.number}"
    tone = "info" if deviation.state in OPEN else "good"
    return Bead(
        title,
        str(deviation.get_state_display()).capitalize(),
        deviation.get_absolute_url(),
        tone,
        is_here=is_here,
    )


def _lex(deviation: Deviation, asker: Asker) -> tuple[Bead, ...]:
    """Nobody outside the lex group learns that there is a case."""
    seen = LexCase.objects.visible_to(asker.user, asker.today).filter(deviation=deviation)
    return tuple(
        Bead(case.number, str(case.get_outcome_display() or case.get_state_display()).capitalize(), case.get_absolute_url(), "info")
        for case in seen
    )  # fmt: skip


def _causes(deviation: Deviation, asker: Asker, *, is_mine: bool) -> tuple[Bead, ...]:
    """The kinds of causes, for those who read the part that they stand in."""
    parts = (
        Part.objects.visible_to(asker.user, asker.today)
        .filter(deviation=deviation)
        .prefetch_related("causes")
    )
    readable = list(parts)
    kinds = dict.fromkeys(cause.category for part in readable for cause in part.causes.all())
    if kinds:
        href = deviation.get_absolute_url()
        return tuple(_crowd([Bead(str(CauseCategory(kind).label), "", href) for kind in kinds]))
    if not readable:
        return ()
    if any(part.no_cause_reason for part in readable):
        return (Bead(_("Ingen orsak hittades"), _("Det är förklarat varför"), deviation.get_absolute_url()),)
    href = reverse("deviations:part", args=[readable[0].pk]) if is_mine else ""
    return (Bead(_("Inga orsaker är skrivna"), _("Ta reda på vad som bidrog."), href, is_hollow=True),)


def _actions_of(deviation: Deviation, asker: Asker) -> list[Action]:
    if not asker.sees_actions:
        return []
    seen = Action.objects.open_to(asker.user, asker.today).filter(deviations=deviation)
    return list(
        seen.select_related("unit").prefetch_related("reviews").order_by("starts_on", "pk").distinct()
    )


def _actions(
    deviation: Deviation, actions: Sequence[Action], asker: Asker, *, is_mine: bool
) -> tuple[Bead, ...]:
    if actions:
        return tuple(_crowd([_action(action, asker.today) for action in actions]))
    if deviation.decided.exists():
        return (Bead(_("Åtgärder finns"), _("Du ser dem inte med din roll.")),)
    if deviation.no_action_reason:
        return (Bead(_("Ingen åtgärd behövs"), _("Det är förklarat varför"), deviation.get_absolute_url()),)
    href = reverse("deviations:decide_action", args=[deviation.pk]) if is_mine else ""
    return (Bead(_("Ingen åtgärd är beslutad"), _("Besluta vad ni gör åt det."), href, is_hollow=True),)


def _action(action: Action, today: date, *, is_here: bool = False) -> Bead:
    tone = {Status.DONE: "good", Status.NOT_DONE: "neutral"}.get(Status(action.status), "info")
    words = str(action.get_status_display()).capitalize()
    if action.is_overdue(today):
        words, tone = _("%(status)s, försenad") % {"status": words}, "bad"
    return Bead(action.title, words, action.get_absolute_url(), tone, is_here=is_here)


def _onward(actions: Sequence[Action], asker: Asker) -> tuple[Place, ...]:
    """What the actions should move, what came of it, and what became the way we work."""
    if not actions:
        return ()
    stated = Expectation.objects.open_to(asker.user, asker.today).leading().filter(action__in=actions)
    expected = {one.action_id: one for one in stated}
    return (
        Place(_("Förväntan"), tuple(_crowd([_expected(action, expected.get(action.pk), asker) for action in actions]))),
        Place(_("Effekt"), tuple(_crowd([_effect(action, asker) for action in actions]))),
        Place(_("Rutin"), _routines(actions, asker)),
    )  # fmt: skip


def _expected(action: Action, found: Expectation | None, asker: Asker) -> Bead:
    decides = may(asker.user, Verb.DECIDE_ACTION, asker.today, at=action.unit)
    href = address("effects:expect", action.pk) if decides else ""
    if found is None:
        return Bead(_("Inget är sagt"), _("Säg vad åtgärden ska förändra."), href, is_hollow=True)
    since = {"month": f"{swedish.MONTHS[found.from_month.month - 1]} {found.from_month.year}"}
    return Bead(str(found.get_wanted_display()).capitalize(), _("Från %(month)s") % since, href)


def _effect(action: Action, asker: Asker) -> Bead:
    """The latest review that is done, else the one that is booked."""
    reviews = list(action.reviews.all())
    done = [review for review in reviews if review.is_concluded]
    if done:
        return _judged(max(done, key=lambda one: one.reviewed_on or one.due_on))
    booked = min(reviews, key=lambda one: one.due_on, default=None)
    if booked is not None:
        said = {"day": swedish.day(booked.due_on)}
        late = booked.due_on < asker.today
        words = _("Skulle ha följts upp %(day)s.") if late else _("Följs upp %(day)s.")
        href = address("effects:review", booked.pk) or booked.get_absolute_url()
        return Bead(_("Inte uppföljd än"), words % said, href, "bad" if late else "info", is_hollow=True)
    if action.status == Status.NOT_DONE:
        return Bead(_("Ingen effekt att följa upp"), _("Åtgärden genomförs inte."))
    href = f"{action.get_absolute_url()}#effekt"
    return Bead(_("Effekten är inte uppföljd"), _("Boka uppföljning."), href, is_hollow=True)


def _judged(review: EffectReview) -> Bead:
    verdict = Verdict(review.judged)
    said = {"day": swedish.day(review.reviewed_on)} if review.reviewed_on else {"day": ""}
    return Bead(_("Uppföljd %(day)s") % said, str(verdict.label), review.get_absolute_url(), TAGS[verdict])


def _routines(actions: Sequence[Action], asker: Asker) -> tuple[Bead, ...]:
    """The versions that the actions led to: where the wheel closes. SOSFS 2011:9 5 kap. 8 §."""
    made = RoutineVersion.objects.filter(prompted_by__in=actions).distinct()
    seen = list(made.visible_to(asker.user, asker.today).order_by("-number", "pk"))
    if seen:
        return tuple(_crowd([_version(version, asker) for version in seen]))
    if made.exists():
        return (Bead(_("En rutin ändras"), _("Du ser den inte med din roll.")),)
    helped = any(review.judged == Verdict.IMPROVED for action in actions for review in action.reviews.all())
    words = _("Det hjälpte: skriv in det i rutinen.") if helped else _("Stäm av om rutinen behöver ändras.")
    return (Bead(_("Ingen rutin är ändrad"), words, _to_change_a_routine(actions, asker), is_hollow=True),)


def _version(version: RoutineVersion, asker: Asker) -> Bead:
    title = _("%(title)s, version %(number)s") % {"title": version.title, "number": version.number}
    words, tone = str(version.get_state_display()).capitalize(), "neutral"
    if version.is_in_force(asker.today):
        words, tone = _("Gäller"), "good"
    elif version.state in {RoutineState.DRAFT, RoutineState.REVIEW}:
        tone = "info"
    return Bead(title, words, version.get_absolute_url(), tone)


def _to_change_a_routine(actions: Sequence[Action], asker: Asker) -> str:
    """To the first of them that the person decides about."""
    mine = (one for one in actions if may(asker.user, Verb.DECIDE_ACTION, asker.today, at=one.unit))
    first = next(mine, None)
    return address("procedures:from_action", first.pk) if first else ""


def _source(row: object) -> Bead:
    """A row that the action answers: a need, a deviation, a lex case."""
    if isinstance(row, Deviation):
        return _deviation(row)
    href = getattr(row, "get_absolute_url", None)
    status = getattr(row, "get_state_display", None)
    return Bead(str(row), str(status()).capitalize() if status else "", href() if href else "")


def _crowd(beads: Sequence[Bead]) -> list[Bead]:
    """The first few; how many more there are is said."""
    if len(beads) <= MOST:
        return list(beads)
    rest = len(beads) - MOST + 1
    return [*beads[: MOST - 1], Bead(ngettext("och %(n)s till", "och %(n)s till", rest) % {"n": rest})]
