"""What is written, asked and said in an invented report, by whom and on which day. Data alone."""

from dataclasses import dataclass
from datetime import date

from hjulet.report.manuscripts.choices import Part
from hjulet.report.reports.choices import Kind


@dataclass(frozen=True)
class Written:
    """A text as somebody saved it. Days are counted from the day the report was begun."""

    day: int
    who: str  # the key of a sign-in
    section: str
    words: str  # Markdown; a live figure as {{siffra:its id}}
    part: Part = Part.ANALYSIS
    is_unseen: bool = False  # typed before the newest text was seen: it is kept beside it


@dataclass(frozen=True)
class Offered:
    """A beginning out of the facts, which nobody has made their own yet."""

    day: int
    who: str
    section: str
    part: Part


@dataclass(frozen=True)
class Asked:
    """A question. Without an answer it is open; answered without a PART the answer waits to be taken in."""

    day: int
    who: str
    to: str
    section: str
    question: str
    due: int
    answer: str = ""
    answered: int = 0
    part: Part | None = None


@dataclass(frozen=True)
class Said:
    """A comment, open until somebody has resolved it."""

    day: int
    who: str
    section: str
    words: str
    resolved_by: str = ""
    resolved: int = 0


Step = Written | Offered | Asked | Said


@dataclass(frozen=True)
class Returned:
    """Sent to review and sent back with a reason."""

    sent: int
    returned: int
    reason: str


@dataclass(frozen=True)
class Approved:
    """How it went on from the last time it was sent: the days, the number, who signs and who publishes."""

    day: int
    registry_number: str
    signed: int
    signed_by: str
    published: int
    published_by: str
    remark: str = ""


@dataclass(frozen=True)
class Papers:
    """The committee's papers: five figures, three risks, three decisions."""

    day: int
    meeting_on: date
    contact: str
    background: str
    assessment: str
    send_to: str
    figures: tuple[str, ...]
    risks: tuple[str, ...]
    decisions: tuple[str, ...]


@dataclass(frozen=True)
class Story:
    """A report from its first day to where it is now."""

    kind: Kind
    year: int
    begun_by: str
    due: int
    steps: tuple[Step, ...]
    owners: tuple[tuple[str, str], ...] = ()  # section, who is responsible for it
    returned: tuple[Returned, ...] = ()
    sent: int | None = None
    sent_by: str = ""
    approved: Approved | None = None
    papers: Papers | None = None
