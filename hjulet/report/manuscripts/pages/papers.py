"""The page where the committee's papers are chosen and written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hjulet.report.manuscripts.forms.papers import PapersForm
from hjulet.report.manuscripts.markdown import blocks_of
from hjulet.report.manuscripts.models import CommitteePapers, Manuscript, PapersCopy
from hjulet.report.manuscripts.papers import FIGURES, POINTS, Content
from hjulet.report.manuscripts.workflows.papering import Ground, ground_of, obstacles_to_making
from hjulet.report.reports.blocks import Figure
from hjulet.report.reports.choices import Kind
from hjulet.report.reports.render.html import fragment


@dataclass(frozen=True)
class Point:
    """A box for a risk or a decision, and how it will read."""

    number: int
    markdown: str
    preview: SafeString


@dataclass(frozen=True)
class Points:
    """The boxes of one kind and what the facts propose for them."""

    name: str
    title: str
    boxes: tuple[Point, ...]
    proposed: tuple[Point, ...]
    is_full: bool


def papers(
    manuscript: Manuscript, form: PapersForm, typed: Mapping[str, list[str]], *, theirs: Content | None = None
) -> dict[str, Any]:
    """TYPED is what stands in the boxes now, whether it is kept or not."""
    ground = ground_of(manuscript)
    known = ground.about.known
    stored = CommitteePapers.objects.filter(manuscript=manuscript).select_related("changed_by").first()
    content = stored.content if stored else Content("", None, "", "", "", "")
    return {
        "manuscript": manuscript,
        "stored": stored,
        "form": form,
        "is_draft": ground.about.is_draft,
        "figures": [known[id_] for id_ in typed["figures"] if id_ in known],
        "gone": [id_ for id_ in typed["figures"] if id_ not in known],
        "proposed": _proposed(ground, typed["figures"]),
        "others": _others(ground, typed["figures"]),
        "figures_full": len(typed["figures"]) >= FIGURES,
        "points": (
            _points("risk", _("Tre risker"), typed["risks"], ground.proposals.risks, known),
            _points("decision", _("Tre beslut"), typed["decisions"], ground.proposals.decisions, known),
        ),
        "obstacles": obstacles_to_making(manuscript, ground, content),
        "copies": list(
            PapersCopy.objects.filter(papers__manuscript=manuscript).select_related("made_by", "file")
        ),
        "theirs": theirs,
    }


def initial(manuscript: Manuscript) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """What the boxes hold when nobody has typed: what is kept, or a beginning from what is known."""
    stored = CommitteePapers.objects.filter(manuscript=manuscript).first()
    if stored is None:
        kind = str(Kind(manuscript.kind).label)
        said = _(
            "%(kind)s för %(year)s visar hur arbetet med kvaliteten har bedrivits, vilka åtgärder som har gjorts och vilka resultat de har gett."
        ) % {"kind": kind, "year": manuscript.year}
        return {"background": said, "revision": 0}, {"figures": [], "risks": [], "decisions": []}
    names = ("recipient", "meeting_on", "contact", "background", "assessment", "send_to", "revision")
    chosen = {"figures": stored.figures, "risks": stored.risks, "decisions": stored.decisions}
    return {name: getattr(stored, name) for name in names}, chosen


def _proposed(ground: Ground, chosen: Sequence[str]) -> list[Figure]:
    known = ground.about.known
    return [known[id_] for id_ in ground.proposals.figures if id_ in known and id_ not in chosen]


def _others(ground: Ground, chosen: Sequence[str]) -> list[Figure]:
    """Every other figure that has a value, for whoever looks for one of their own."""
    taken = {*ground.proposals.figures, *chosen}
    return [one for one in ground.about.known.values() if one.value is not None and one.id not in taken]


def _points(
    name: str, title: str, typed: Sequence[str], proposed: Sequence[str], known: Mapping[str, Figure]
) -> Points:
    boxes = [*typed, *[""] * (POINTS - len(typed))]
    free = [one for one in proposed if one not in typed]
    return Points(
        name,
        title,
        tuple(_point(number, one, known) for number, one in enumerate(boxes, start=1)),
        tuple(_point(number, one, known) for number, one in enumerate(free, start=1)),
        len(typed) >= POINTS,
    )


def _point(number: int, said: str, known: Mapping[str, Figure]) -> Point:
    return Point(number, said, fragment(blocks_of(said, known, level=4)) if said else SafeString(""))


def stored(manuscript: Manuscript) -> CommitteePapers | None:
    found = CommitteePapers.objects.filter(manuscript=manuscript)
    return found.select_related("manuscript__unit__municipality", "changed_by").first()


def stored_content(manuscript: Manuscript) -> Content | None:
    """What somebody else has kept meanwhile."""
    found = stored(manuscript)
    return found.content if found else None
