"""What the report of the year before said in a section, and how it becomes a beginning for this year's. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hjulet.report.manuscripts.choices import Part
from hjulet.report.manuscripts.rules import REFERENCE, reference
from hjulet.report.reports.blocks import Figure

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
PROMISED_IN = {"loften": "infor"}  # the chapter that follows up reads what the chapter of plans said


@dataclass(frozen=True)
class LastYear:
    """The approved texts of a section in the year before, and the figures as they stood then."""

    year: int
    texts: Mapping[str, str]  # part → Markdown
    figures: Mapping[str, Figure]
    promised: tuple[str, ...]  # Markdown: what was said would be done, which this year's text answers


def of_section(anchor: str, year: int, facts: Mapping[str, Any], texts: Mapping[str, Any]) -> LastYear | None:
    """From an approved edition as it is stored; None where it said nothing about the section."""
    own: Mapping[str, str] = texts.get(anchor, {})
    plans: Mapping[str, str] = texts.get(PROMISED_IN.get(anchor, ""), {})
    said = [*plans.values(), own.get(Part.NEXT_YEAR, "")]
    promised = tuple(one for one in said if one.strip())
    if not own and not promised:
        return None
    return LastYear(year, own, figures_of(facts), promised)


def figures_of(facts: Mapping[str, Any]) -> dict[str, Figure]:
    """The figures of an approved edition, with the text that was printed."""
    return {one["id"]: _figure(one) for one in facts.get("figures", ())}


def _figure(one: Mapping[str, Any]) -> Figure:
    return Figure(
        id=one["id"], label=one.get("label", ""), text=str(one.get("text", "")), value=None, missing_reason="",
        unit=one.get("unit", ""), organisation=one.get("organisation", ""), period=str(one.get("period", "")),
        n=one.get("n"), source=one.get("source", ""),
    )  # fmt: skip


def this_years(id_: str, known: Mapping[str, Figure]) -> Figure | None:
    """The same figure a year later: its identity holds the period it is about, in its last words."""
    first, slash, rest = id_.partition("/")
    later = f"{first}{slash}{_later(rest)}"
    candidates = [later, _later(id_)]
    found = next((known[one] for one in candidates if one != id_ and one in known), None)
    if found is None and not YEAR.search(id_):
        found = known.get(id_)
    return found if found is not None and found.value is not None else None


def brought_forward(markdown: str, known: Mapping[str, Figure], then: Mapping[str, Figure]) -> str:
    """A text of last year as a beginning: each figure is this year's, or marked as one that has none."""

    def moved(found: re.Match[str]) -> str:
        id_, stood = found[1].strip(), (found[2] or "").strip()
        figure = this_years(id_, known)
        if figure is not None:
            return reference(figure.id, figure.text)
        said = then[id_].text if id_ in then else stood
        return f"**[förra årets siffra: {said or 'okänd'}]**"

    return REFERENCE.sub(moved, markdown)


def _later(words: str) -> str:
    return YEAR.sub(lambda found: str(int(found[0]) + 1), words)
