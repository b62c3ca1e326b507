"""What is next in a case, and everything that is left before it can be closed: in words, each with the way there."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.check.deviations import rules
from hjulet.check.deviations.choices import Law, Obstacle, State
from hjulet.check.deviations.pages.cases import LEX, Seen

BUTTONS: dict[Obstacle, Promise] = {
    Obstacle.NO_JUDGEMENT: gettext_lazy("Bedöm hur allvarligt det är"),
    Obstacle.LEX_NOT_CONSIDERED: gettext_lazy("Ta ställning till lex"),
    Obstacle.NO_CAUSE: gettext_lazy("Ta reda på vad som bidrog"),
    Obstacle.NO_ACTION: gettext_lazy("Besluta vad ni gör åt det"),
    Obstacle.ACTION_WITHOUT_CAUSE: gettext_lazy("Knyt åtgärden till en orsak"),
    Obstacle.NO_REVIEW_BOOKED: gettext_lazy("Boka en uppföljning"),
    Obstacle.NO_IDENTITY: gettext_lazy("Skriv vem händelsen gäller"),
    Obstacle.NOT_INFORMED: gettext_lazy("Berätta för den det gäller"),
    Obstacle.NOT_IN_RECORD: gettext_lazy("Anteckna att du har berättat"),
    Obstacle.NO_ANSWER: gettext_lazy("Svara den som rapporterade"),
}
OF_A_PART = {
    Obstacle.LEX_NOT_CONSIDERED: "deviations:no_lex",
    Obstacle.NO_CAUSE: "deviations:part",
    Obstacle.NOT_INFORMED: "deviations:inform",
    Obstacle.NOT_IN_RECORD: "deviations:inform",
}
OF_THE_WHOLE = {
    Obstacle.NO_JUDGEMENT: "deviations:judge",
    Obstacle.NO_ACTION: "deviations:decide_action",
    Obstacle.NO_REVIEW_BOOKED: "deviations:book_review",
    Obstacle.NO_IDENTITY: "deviations:write_identity",
    Obstacle.NO_ANSWER: "deviations:answer_reporter",
}


@dataclass(frozen=True)
class Step:
    """Something left to do. Without a way there it is somebody else's."""

    button: str
    said: str
    href: str


@dataclass(frozen=True)
class Verb:
    """Something else that may be done; POST ones are buttons, the others lead to a page."""

    said: str
    href: str
    is_post: bool = False


def steps(seen: Seen) -> list[Step]:
    """In the order they are done; empty when nothing stands in the way, or it is no longer open."""
    if not seen.is_open or not seen.is_handler:
        return []
    return [_step(seen, missing) for missing in rules.what_is_missing(seen.facts)]


def _step(seen: Seen, missing: rules.Missing) -> Step:
    law, obstacle = missing.law, missing.obstacle
    said = str(obstacle.label)
    if law is not None and len(seen.every) > 1:
        said = _("%(law)s: %(said)s") % {"law": law.label, "said": said}
    if law is not None and law not in seen.mine:
        return Step("", said, "")
    button = str(BUTTONS[obstacle])
    if obstacle == Obstacle.LEX_NOT_CONSIDERED and law is not None:
        button = _("Ta ställning till %(lex)s") % {"lex": LEX[law]}
    return Step(button, said, _href(seen, obstacle, law))


def _href(seen: Seen, obstacle: Obstacle, law: Law | None) -> str:
    if obstacle in OF_A_PART:
        part = next(part for part in seen.every if part.law == law)
        return reverse(OF_A_PART[obstacle], args=[part.pk])
    if obstacle == Obstacle.ACTION_WITHOUT_CAUSE:
        untied = next(one for one in seen.decided if one.cause_id is None)
        return reverse("deviations:say_cause", args=[seen.deviation.pk, untied.pk])
    return reverse(OF_THE_WHOLE[obstacle], args=[seen.deviation.pk])


def may_close(seen: Seen) -> bool:
    """Nothing is left: the next step is to close it."""
    return seen.is_handler and not rules.obstacles_to_closing(seen.facts)


def verbs(seen: Seen) -> list[Verb]:
    """What else whoever handles it may do, by where it stands."""
    if not seen.is_handler:
        return []
    number = seen.deviation.pk
    if not seen.is_open:
        return [Verb(_("Öppna igen"), reverse("deviations:reopen", args=[number]))]
    found = [
        Verb(_("Ändra bedömningen"), reverse("deviations:judge", args=[number])),
        Verb(_("Besluta en åtgärd"), reverse("deviations:decide_action", args=[number])),
        Verb(_("Knyt en åtgärd som redan finns"), reverse("deviations:tie_action", args=[number])),
        Verb(_("Ingen åtgärd behövs"), reverse("deviations:no_action", args=[number])),
        Verb(_("Boka en uppföljning"), reverse("deviations:book_review", args=[number])),
        Verb(
            _("Svara eller fråga den som rapporterade"), reverse("deviations:answer_reporter", args=[number])
        ),
        Verb(_("Skriv vem händelsen gäller"), reverse("deviations:write_identity", args=[number])),
        Verb(_("Till eller från en annan vårdgivare"), reverse("deviations:external", args=[number])),
    ]
    if seen.deviation.escalated_at is None:
        found.append(
            Verb(_("Lyft till avdelningschefen"), reverse("deviations:escalate", args=[number]), is_post=True)
        )
    if not seen.decided:
        del found[4]  # nothing to follow up yet
    here = [part for part in seen.every if part.moved_to_lex_at is None]
    return found + (_ways_out(seen) if all(part.law in seen.mine for part in here) else [])


def _ways_out(seen: Seen) -> list[Verb]:
    """For the one who handles the whole: nobody ends or moves a part that they may not read."""
    number, ahead = seen.deviation.pk, rules.TRANSITIONS[State(seen.deviation.state)]
    found = [Verb(_("Flytta till en annan enhet"), reverse("deviations:reassign", args=[number]))]
    if State.DUPLICATE in ahead and all(part.moved_to_lex_at is None for part in seen.every):
        found.append(Verb(_("Det är en dubblett"), reverse("deviations:merge", args=[number])))
    if State.NOT_A_DEVIATION in ahead:
        found.append(Verb(_("Det är inte en avvikelse"), reverse("deviations:dismiss", args=[number])))
    return found
