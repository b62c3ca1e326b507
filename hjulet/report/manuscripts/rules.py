"""What must hold for a report that is written together. No database, no clock, no request."""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Protocol

from hjulet.base.former_law import former_law_in
from hjulet.base.identities.rules import numbers_in
from hjulet.base.workdays import add_workdays, is_workday
from hjulet.report.manuscripts.choices import (
    WARNINGS,
    Fault,
    NotAsked,
    Obstacle,
    RequestState,
    Standing,
    State,
)
from hjulet.report.reports.choices import Kind

TRANSITIONS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.REVIEW}),
    State.REVIEW: frozenset({State.DRAFT, State.APPROVED}),
    State.APPROVED: frozenset(),
}
LONGEST_TEXT = 20_000  # letters in one text: some eight pages
REFERENCE = re.compile(
    r"\{\{siffra:([^{}|\n]{1,300})(?:\|([^{}\n]{0,80}))?\}\}"
)  # {{siffra:id|as it stood then}}
A_YEAR = timedelta(weeks=52)  # and so the same weekday
YEAR = re.compile(r"\b20\d\d\b")
SIGN_LETTERS = 5
SHORT = re.compile(
    rf"\{{\{{((?!siffra:)[^{{}}|\n]{{0,80}}?)\s*#([a-z2-7]{{{SIGN_LETTERS}}})\}}\}}"
)  # {{94 % #k3f9q}}: the same as the writer sees it
FROM_LAST_YEAR = re.compile(
    r"\[förra årets siffra: ([^\]\n]{0,80})\]"
)  # a figure of last year's text that this year's report does not have
# Control signs, soft hyphens, zero-width space, marks that turn the direction of the letters after them.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_BULLET = re.compile(r"^[ \t]*(?:[•·▪◦‣●○■\uf0b7][ \t]*|[o§–][ \t]*\t[ \t]*)", re.MULTILINE)  # pasted lists
_NUMBERED = re.compile(r"^([ ]{0,3})(\d{1,2}[.)])[ ]*\t[ \t]*", re.MULTILINE)

# So few that somebody may be recognised: "3 brukare", "två av 14 patienter". Not "en brukare", which is mostly anybody; and
# neither a rule ("minst två medarbetare", "3 boende per rum") nor a share in words ("tre av fyra brukare").
_FEW = r"(?:[1-4]|två|tre|fyra)"
_HEADS = (
    r"(?:brukare|patient(?:er)?|boende|hyresgäst(?:er)?|klient(?:er)?|kunder|barn|ungdom(?:ar)?|anhörig[ae]?|närstående"
    r"|person(?:er)?|medarbetare|kvinn(?:a|or)|m[aä]n|elev(?:er)?|deltagare|omsorgstagare|vårdtagare)"
)
FEW_HEADS = re.compile(
    rf"(?<![\w,.–-])(?<!av )(?<!än )(?<!per )(?<!minst )(?<!högst )(?<!alltid )(?<!till )"
    rf"{_FEW}(?: av (?:de |våra )?(?:[5-9]|\d{{2,}}))?(?: (?:\w+[ae] )?){_HEADS}\b(?! (?:per|i taget|åt gången|vid varje))",
    re.IGNORECASE,
)


class HasSum(Protocol):
    """A stored file."""

    sha256: str


class Kept(Protocol):
    """An edition as it is stored."""

    facts: Mapping[str, Any]
    texts: Mapping[str, Any]
    document: str
    fingerprint: str

    @property
    def pdf(self) -> HasSum: ...
    @property
    def docx(self) -> HasSum: ...


@dataclass(frozen=True)
class Found:
    """Something that a check found in a section."""

    fault: Fault
    section: str
    about: str = ""
    part: str = ""  # the text it stands in, when it is one

    @property
    def is_warning(self) -> bool:
        return self.fault in WARNINGS


@dataclass(frozen=True)
class Known:
    """A live figure as the facts have it today."""

    id: str
    text: str
    label: str


def references(markdown: str) -> list[str]:
    """The ids of the live figures in a text, in order, each once."""
    return list(dict.fromkeys(id_.strip() for id_, _stood in REFERENCE.findall(markdown)))


def reference(id_: str, text: str) -> str:
    """A live figure as it is written in a text: its identity, and for the writer's eye what it says now."""
    return f"{{{{siffra:{id_}|{as_written(text)}}}}}"


def as_written(text: str) -> str:
    """What a figure says, without the signs that a reference is made of, and no longer than one holds."""
    return " ".join(re.sub(r"[{}|]", "", text).split())[:80]


def letters_in(markdown: str) -> int:
    """How long a text is to its reader: the identity of a figure is not read."""
    return len(REFERENCE.sub(lambda found: found[2] or "", markdown))


def tidied(markdown: str) -> str:
    """What was typed or pasted, as text: bullets of word processors become lists, and signs that nobody sees go."""
    said = _UNSEEN.sub("", markdown.replace("\r\n", "\n").replace("\r", "\n"))
    return _NUMBERED.sub(r"\1\2 ", _BULLET.sub("- ", said)).rstrip()


def changed_since(markdown: str, now: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Live figures that say something else now than when they were put in: id, then, now."""
    told = [(id_.strip(), stood.strip()) for id_, stood in REFERENCE.findall(markdown) if stood.strip()]
    return [(id_, stood, now[id_]) for id_, stood in dict.fromkeys(told) if id_ in now and now[id_] != stood]


def obstacles_to_writing(current: State) -> list[Obstacle]:
    """A text changes in the draft alone; what is reviewed must be what was read."""
    return {State.REVIEW: [Obstacle.IN_REVIEW], State.APPROVED: [Obstacle.CLOSED]}.get(current, [])


def obstacles_to_explaining(current: State) -> list[Obstacle]:
    """Why a figure differs may be said until the report is approved, by the reviewer too."""
    return [Obstacle.CLOSED] if current == State.APPROVED else []


def obstacles_to_commenting(current: State) -> list[Obstacle]:
    """Something may be said of a text until the report is approved, while it is reviewed too."""
    return [Obstacle.CLOSED] if current == State.APPROVED else []


def obstacles_to_answering(current: RequestState, report: State) -> list[Obstacle]:
    """A question is answered once, while it waits and the report is not yet approved."""
    if current == RequestState.WITHDRAWN:
        return [Obstacle.WITHDRAWN]
    if current == RequestState.HANDED_OVER:
        return [Obstacle.HANDED_OVER]
    if current != RequestState.OPEN:
        return [Obstacle.ANSWERED]
    return [Obstacle.CLOSED] if report == State.APPROVED else []


def why_not_asked(
    *, is_oneself: bool, has_role: bool, has_role_then: bool, has_question: bool
) -> NotAsked | None:
    """Why a person is not asked about a section; None means go."""
    if is_oneself:
        return NotAsked.ONESELF
    if not has_role:
        return NotAsked.NO_ROLE
    if not has_role_then:
        return NotAsked.LEAVES
    return NotAsked.HAS_QUESTION if has_question else None


def obstacles_to_reminding(
    report: State, reminded_on: date | None, today: date, *, late: int
) -> list[Obstacle]:
    """Once a day, and only when somebody is late with a report that still waits for answers."""
    if report == State.APPROVED:
        return [Obstacle.CLOSED]
    if not late:
        return [Obstacle.NOBODY_LATE]
    return [Obstacle.REMINDED_TODAY] if reminded_on == today else []


def standing(*, written: bool, offered: bool, asked: bool, commented: bool, required: bool) -> Standing:
    """The one word for a section on the board; what somebody must do something about goes first."""
    if commented:
        return Standing.COMMENTED
    if offered:
        return Standing.OFFERED
    if asked:
        return Standing.ASKED
    if written:
        return Standing.WRITTEN
    return Standing.EMPTY if required else Standing.OPTIONAL


def is_due_on(kind: str, year: int) -> date | None:
    """The day that the law sets: 1 March for the patient safety report. PSL 3 kap. 10 §."""
    return date(year + 1, 3, 1) if kind == Kind.SAFETY else None


def years_on(text: str, years: int) -> str:
    """The words of one year's report as the words of a later one: every year that they name is moved."""
    return YEAR.sub(lambda found: str(int(found[0]) + years), text) if years else text


def few_in(markdown: str) -> list[str]:
    """Where the text itself tells of one to four persons, as written; the figures that follow the facts are not typed."""
    plain = " ".join(REFERENCE.sub("…", markdown).replace("*", "").split())
    return [match[0] for match in FEW_HEADS.finditer(plain)]


def a_year_later(day: date) -> date:
    """The same weekday a year on, or the next working day where that is a holiday."""
    return add_workdays(day + A_YEAR, 0) if is_workday(day) else day + A_YEAR


def only_successor(
    held: Collection[tuple[str, int]], now: Mapping[tuple[str, int], Collection[int]]
) -> int | None:
    """Who alone holds, at the same units, the roles that somebody left; nobody where there are two to choose between."""
    found = {person for role in held for person in now.get(role, ())}
    return found.pop() if len(found) == 1 else None


def faults_in(section: str, markdown: str, known: Collection[str]) -> list[Found]:
    """What one text must not have. A repealed law stops; what may be a person's number is a warning."""
    found = [Found(Fault.UNKNOWN_FIGURE, section, id_) for id_ in references(markdown) if id_ not in known]
    found += [Found(Fault.UNKNOWN_FIGURE, section, match[0]) for match in SHORT.finditer(markdown)]
    found += [
        Found(Fault.LAST_YEARS_FIGURE, section, match[1]) for match in FROM_LAST_YEAR.finditer(markdown)
    ]
    found += [
        Found(Fault.REPEALED_LAW, section, former.words)
        for former in former_law_in(markdown)
        if former.is_sure
    ]
    found += [Found(Fault.PERSONAL_NUMBER, section) for _number in numbers_in(markdown)]
    return found


def fingerprint(facts: Mapping[str, Any], texts: Mapping[str, Any]) -> str:
    """SHA-256 over facts and texts together, independent of the order of keys."""
    said = json.dumps({"facts": facts, "texts": texts}, ensure_ascii=False, sort_keys=True)
    return sha256(said.encode()).hexdigest()


def sealed(facts: Mapping[str, Any], document: str, files: Mapping[str, str]) -> dict[str, Any]:
    """The facts with the sums of the article and the files, so that one fingerprint holds for everything that is kept."""
    sums = {"document": sha256(document.encode()).hexdigest(), **files}
    return {**facts, "sha256": sums}


def is_whole(approved: Kept) -> bool:
    """Whether everything still is what was approved. The first editions had a fingerprint of facts and texts alone."""
    if fingerprint(approved.facts, approved.texts) != approved.fingerprint:
        return False
    sums = approved.facts.get("sha256")
    found = {
        "document": sha256(approved.document.encode()).hexdigest(),
        "pdf": approved.pdf.sha256, "docx": approved.docx.sha256,
    }  # fmt: skip
    return sums is None or dict(sums) == found


def obstacles_to(
    current: State,
    wanted: State,
    *,
    reason: str = "",
    registry_number: str = "",
    faults: Iterable[Found] = (),
    is_own: bool = False,
) -> list[Obstacle]:
    """Everything that stops the report from going there; empty means go. SOSFS 2011:9 7 kap. 1 §."""
    obstacles = [] if wanted in TRANSITIONS[current] else [Obstacle.WRONG_STATE]
    if wanted == State.DRAFT and not reason.strip():
        obstacles.append(Obstacle.NO_REASON)
    if wanted == State.APPROVED and not registry_number.strip():
        obstacles.append(Obstacle.NO_REGISTRY_NUMBER)
    if wanted == State.APPROVED and any(not fault.is_warning for fault in faults):
        obstacles.append(Obstacle.FAULTS)
    if wanted == State.APPROVED and is_own:
        obstacles.append(Obstacle.OWN_REPORT)
    return obstacles


def obstacles_to_signing(points: Collection[str], all_points: Collection[str]) -> list[Obstacle]:
    """A signature says that every point has been looked for. OSL 25 och 26 kap."""
    return [] if set(all_points) <= set(points) else [Obstacle.POINTS_MISSING]


def obstacles_to_publishing(fingerprint: str, signed: str | None, *, is_whole: bool) -> list[Obstacle]:
    """What is published is what was read and signed for: SIGNED is of the text that was read."""
    if not is_whole:
        return [Obstacle.DAMAGED]
    return [] if signed == fingerprint else [Obstacle.NOT_CHECKED_FOR_SECRECY]
