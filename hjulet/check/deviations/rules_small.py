"""What must hold for a small event (liten händelse) to be closed on its card. No database, no clock, no request."""

from hjulet.check.deviations.choices import Concerned, HowBad, Law, Obstacle
from hjulet.check.deviations.rules import ENDED, CaseFacts, is_small_enough


def obstacles_to_closing_small(
    case: CaseFacts, how_bad: HowBad | str, *, concerned: Concerned, is_all_mine: bool
) -> list[Obstacle]:
    """Everything that stops a small event from being closed on its card; empty means go. SOSFS 2011:9 5 kap. 5 §.

    Cause and answer stand on the card, and no action of its own is asked for; HSL still asks who was told (PSL 3 kap. 8 §).
    """
    if case.state in ENDED:
        return [Obstacle.IS_OVER]
    if any(part.in_lex for part in case.parts):
        return [Obstacle.IN_LEX]
    severities = [part.severity for part in case.parts]
    lex_asked = any(part.asks_lex and not part.is_lex_considered for part in case.parts)
    if not is_all_mine or not is_small_enough(how_bad, severities, lex_asked=lex_asked):
        return [Obstacle.NOT_SMALL]
    has_hsl = any(part.law == Law.HSL for part in case.parts)
    is_known = case.has_identity or case.has_no_identity_reason
    if has_hsl and concerned == Concerned.TOLD and not is_known:
        return [Obstacle.NO_IDENTITY]
    return []
