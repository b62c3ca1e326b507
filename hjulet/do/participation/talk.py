"""Two questions for a workplace meeting, from what stands out at the unit. Pure; the manager edits them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

LOW = 80  # per cent read; under it the routines themselves are worth a talk


@dataclass(frozen=True)
class StandsOut:
    """What the pack found, as far as it may be told to everybody at the unit."""

    pattern: str = ""  # the title of a series with a pattern
    is_silent: bool = False
    common_type: str = ""
    read_percent: int | None = None
    newest_routine: str = ""
    overdue: int = 0
    done_action: str = ""


def questions(found: StandsOut) -> tuple[str, str]:
    """The two that matter most; there are always two."""
    first, second, *_rest = [*_asked(found), *_always()]
    return first, second


def _asked(found: StandsOut) -> list[str]:
    asked = [
        (
            found.pattern,
            _("Något har ändrats i %(what)s. Vad tror vi att det beror på?") % {"what": found.pattern},
        ),
        (
            found.is_silent,
            _("Vi rapporterar färre avvikelser än enheter som liknar oss. Vad gör det svårt att rapportera?"),
        ),
        (
            found.newest_routine,
            _("Hur blir ”%(title)s” verklighet hos oss? Vad behöver vi göra annorlunda?")
            % {"title": found.newest_routine},
        ),
        (
            found.read_percent is not None and found.read_percent < LOW,
            _("Alla har inte hunnit läsa det som är nytt. Hur får vi tid till det?"),
        ),
        (
            found.common_type,
            _("Vanligast hos oss är %(what)s. Vad kan vi prova för att det ska hända mer sällan?")
            % {"what": found.common_type.lower()},
        ),
        (
            found.done_action,
            _("Vi har gjort klart ”%(title)s”. Märks det? Hur vet vi det?") % {"title": found.done_action},
        ),
        (found.overdue, _("Några av våra åtgärder är försenade. Vad behövs för att komma vidare?")),
    ]
    return [text for stands, text in asked if stands]


def _always() -> list[str]:
    return [
        _("Vad gick bra den här månaden, som vi vill göra mer av?"),
        _("Vad har du sett som kan bli bättre, och som vi kan prova i liten skala?"),
    ]
