"""The page where the changes against the edition before are explained: one by one, several at once, or all from one source."""

from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import count
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.report.manuscripts.drafts import Draft
from hjulet.report.manuscripts.merging import known_figures
from hjulet.report.reports.choices import Edition

FEW = 20  # figures from one source that have a box each; more are explained together


@dataclass(frozen=True)
class Explained:
    """A changed figure, and what stands in its box."""

    figure: str
    label: str
    was: str
    now: str
    why: str
    place: int = 0  # among those that have a box of their own


@dataclass(frozen=True)
class Source:
    """The changed figures that come from the same place: one reason often holds for them all."""

    name: str
    key: str
    rows: tuple[Explained, ...]

    @property
    def has_boxes(self) -> bool:
        return len(self.rows) <= FEW

    @property
    def unexplained(self) -> int:
        return sum(not row.why for row in self.rows)


def sources_of(draft: Draft) -> list[Source]:
    """In the order of the report; a figure that is gone by the source that the edition before gives."""
    earlier = draft.earlier.get(Edition.INTERNAL)
    names = {one["id"]: one["source"] for one in earlier.facts["figures"]} if earlier else {}
    names |= {id_: figure.source for id_, figure in known_figures(draft.internal).items()}
    found: dict[str, list[Explained]] = {}
    for one in draft.changes:
        row = Explained(one.figure, one.label, one.was, one.now, draft.why.get(one.figure, ""))
        found.setdefault(_without_line(names.get(one.figure, "")), []).append(row)
    made = [Source(name, _key(name), tuple(rows)) for name, rows in found.items()]
    places = count()
    return [
        replace(one, rows=tuple(replace(row, place=next(places)) for row in one.rows))
        if one.has_boxes
        else one
        for one in made
    ]


def _without_line(source: str) -> str:
    """'Kvalitetsberättelse 2025, avsnitt 4.2.1 KKiK, rad 387' without its line."""
    return source.rpartition(", rad ")[0] or source or _("Okänd källa")


def _key(name: str) -> str:
    """The source in the names of the form's boxes."""
    return sha256(name.encode()).hexdigest()[:12]


def page(draft: Draft) -> dict[str, Any]:
    found = sources_of(draft)
    return {
        "manuscript": draft.manuscript,
        "sources": found,
        "changes": len(draft.changes),
        "left": len(draft.unexplained),
        "earlier": draft.earlier.get(Edition.INTERNAL),
    }


def saved_words(left: int) -> str:
    if not left:
        return _("Sparat. Alla ändrade siffror har en förklaring.")
    said = ngettext(
        "Sparat. %(n)s siffra saknar förklaring.", "Sparat. %(n)s siffror saknar förklaring.", left
    )
    return said % {"n": left}
