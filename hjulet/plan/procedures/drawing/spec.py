"""What a process map says: activities in order, who does them, where the ways part. Plain values, no database."""

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Link:
    """A routine that an activity follows."""

    title: str
    href: str = ""


@dataclass(frozen=True)
class Way:
    """Where it goes on after an activity: WHEN ("Ja"), TO the key of a step; "" is the end of the process."""

    to: str = ""
    when: str = ""


@dataclass(frozen=True)
class Step:
    """An activity. Without ways it goes on to the next one in order, and the last one to the end."""

    key: str
    name: str
    lane: str = ""  # who does it, as it is said in the organisation
    links: tuple[Link, ...] = ()
    href: str = ""
    ways: tuple[Way, ...] = ()  # two or more: a decision
    question: str = ""  # what the decision asks


class CannotDraw(Exception):
    """The map contradicts itself: two steps with one key, or a way to a step that is not there."""


@dataclass(frozen=True)
class ProcessMap:
    """A process: its steps in order (SOSFS 2011:9 4 kap. 3 §) and what starts and ends it."""

    title: str
    steps: tuple[Step, ...]
    begins: str = ""  # what starts it ("Någon ringer")
    ends: str = ""
    order: tuple[str, ...] = field(default=())  # of the lanes, when it matters

    def __post_init__(self) -> None:
        keys = [step.key for step in self.steps]
        if len(set(keys)) != len(keys) or "" in keys:
            message = "Every step needs a key of its own."
            raise CannotDraw(message)
        if strangers := {way.to for step in self.steps for way in step.ways} - set(keys) - {""}:
            message = f"A way leads to a step that is not there: {sorted(strangers)[0]}"
            raise CannotDraw(message)

    @property
    def lanes(self) -> tuple[str, ...]:
        """Everyone who does something: those with a place in the order, then as they first act."""
        acting = dict.fromkeys(step.lane for step in self.steps)
        return (*(lane for lane in self.order if lane in acting), *(x for x in acting if x not in self.order))

    def number(self, key: str) -> int:
        """Which in order a step is, from 1."""
        return self._numbers[key]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {step.key: place for place, step in enumerate(self.steps, start=1)}
