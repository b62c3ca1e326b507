"""How messages reach people: by what way, through whom, and when. No database, no clock, no request."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta

from hjulet.base.notices.choices import Due, Group, Kind, Way

# People's lives and statutory days hang on these: they always come by e-mail too.
IMPORTANT = frozenset({Kind.DEVIATION_GRAVE, Kind.LEX_NEW, Kind.LEX_DEADLINE})

# A lex case is for the lex group alone: nobody stands in unless the feature says who may.
CLOSED = frozenset({Kind.LEX_NEW, Kind.LEX_DEADLINE})

KINDS_OF: dict[Group, tuple[Kind, ...]] = {
    Group.DEVIATIONS: (
        Kind.DEVIATION_GRAVE,
        Kind.DEVIATION_NEW,
        Kind.DEVIATION_LATE,
        Kind.DEVIATION_ANSWER,
        Kind.DEVIATION_MESSAGE,
        Kind.TEAM_INVITED,
    ),
    Group.LEX: (Kind.LEX_NEW, Kind.LEX_DEADLINE),
    Group.ACTIONS: (Kind.ACTION_DUE, Kind.EFFECT_DUE, Kind.SPREAD_ASKED),
    Group.FIGURES: (Kind.FIGURE_ASKED, Kind.FIGURE_ANSWERED),
    Group.SURVEYS: (Kind.SURVEY_OPEN, Kind.SURVEY_RESULT, Kind.SURVEY_SCREEN),
    Group.REPORTS: (Kind.REPORT_ASKED, Kind.REPORT_COMMENT),
    Group.ROUTINES: (Kind.ROUTINE_ASKED, Kind.ROUTINE_DUE),
    Group.OTHER: (Kind.COOPERATION_ENDS, Kind.MEASURING, Kind.GENERAL),
    Group.PARTICIPATION: (Kind.PARTICIPATION,),
}

STEPS = 3  # how many absent people in a row we look past for somebody who is at work
DIGEST_FROM = time(7)  # not while people sleep
CLAIM = timedelta(minutes=15)  # so long a worker has a message alone; longer than any mail server may take
MOST_TRIES = 5
WAITS = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))


def ways(kind: Kind) -> tuple[Way, ...]:
    """What a person may choose among."""
    return (Way.AT_ONCE, Way.DIGEST) if kind in IMPORTANT else tuple(Way)


def way_of(kind: Kind, chosen: str | None = None) -> Way:
    """How this kind reaches a person who chose that, or who has not chosen."""
    if chosen is not None and Way(chosen) in ways(kind):
        return Way(chosen)
    return Way.AT_ONCE if kind in IMPORTANT else Way.DIGEST


def stand_in(person: int, substitutes: Mapping[int, int], ready: Collection[int]) -> int:
    """Who gets the message first: the person, or while absent the nearest substitute at work.

    SUBSTITUTES are today's absent people and who stands in for each; READY are those who can take it. Where no one is
    found in a few steps the message stays with the person: better late than with nobody.
    """
    found = person
    for _step in range(STEPS):
        if found not in substitutes:
            break
        found = substitutes[found]
    return found if found not in substitutes and found in ready else person


def is_time_for_digest(now: datetime, *, is_workday: bool) -> bool:
    """NOW as the clock on the wall says."""
    return is_workday and now.time() >= DIGEST_FROM


def next_try(tries: int, at: datetime) -> datetime | None:
    """When to try again after so many failures; None is to give up."""
    return at + WAITS[tries - 1] if tries < MOST_TRIES else None


def due(on: date | None, today: date) -> Due | None:
    if on is None:
        return None
    if on == today:
        return Due.TODAY
    return Due.PASSED if on < today else Due.AHEAD
