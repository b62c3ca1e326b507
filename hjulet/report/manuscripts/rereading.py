"""What a reviewer has read once, and what the report says otherwise since: word by word, figure by figure. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from hjulet.base.texts.differences import Line, Told, changed_only, differences
from hjulet.report.manuscripts.choices import Part
from hjulet.report.manuscripts.markdown import blocks_of
from hjulet.report.manuscripts.merging import known_figures
from hjulet.report.manuscripts.outline import outline
from hjulet.report.reports.blocks import Bullets, Figure, Heading, Paragraph, Report

NOT_THERE = "–"


class Written(Protocol):
    """One text as it stands."""

    section: str
    part: str
    markdown: str
    revision: int


@dataclass(frozen=True)
class TextChanged:
    """A text that says something else than when it was read; `revision` is the one that was read."""

    part: Part
    lines: tuple[Told, ...]
    revision: int


@dataclass(frozen=True)
class FigureChanged:
    label: str
    was: str
    now: str


@dataclass(frozen=True)
class SectionChanged:
    anchor: str
    title: str
    is_there: bool
    texts: tuple[TextChanged, ...]
    figures: tuple[FigureChanged, ...]


def stored(report: Report, texts: Iterable[Written]) -> dict[str, Any]:
    """What was read, as plain values: texts with their revision, and every figure with its section, label and words."""
    told: dict[str, dict[str, list[Any]]] = {}
    for text in texts:
        if text.markdown.strip():
            told.setdefault(text.section, {})[text.part] = [text.revision, text.markdown]
    figures: dict[str, list[str]] = {}
    for section in outline(report):
        for figure in section.figures.values():
            figures.setdefault(figure.id, [section.anchor, figure.label, figure.text])
    return {"texts": told, "figures": figures}


def changed(read: Mapping[str, Any], report: Report, texts: Iterable[Written]) -> list[SectionChanged]:
    """The sections that say something else now, in the order of the report; those that it lacks now come last."""
    if not read:
        return []
    was, now = read["texts"], stored(report, texts)
    then, known = _as_figures(read["figures"]), known_figures(report)
    titles = {section.anchor: section.title for section in outline(report)}
    figures = _figures(read["figures"], now["figures"])
    anchors = dict.fromkeys([*titles, *was, *now["texts"], *figures])
    found = [
        SectionChanged(
            anchor, titles.get(anchor, anchor.replace("-", " ").capitalize()), anchor in titles,
            tuple(_texts(was.get(anchor, {}), now["texts"].get(anchor, {}), then, known)),
            tuple(figures.get(anchor, ())),
        )
        for anchor in anchors
    ]  # fmt: skip
    return [one for one in found if one.texts or one.figures]


def _texts(
    was: Mapping[str, Any], now: Mapping[str, Any], then: Mapping[str, Figure], known: Mapping[str, Figure]
) -> Iterator[TextChanged]:
    for part in Part:
        revision, before = was.get(part, (0, ""))
        after = now.get(part, (0, ""))[1]
        told = changed_only(differences(lines_of(before, then), lines_of(after, known)))
        if told:
            yield TextChanged(part, tuple(told), revision)


def lines_of(markdown: str, known: Mapping[str, Figure]) -> list[Line]:
    """A text line by line, with its figures as they are printed."""
    return [line for block in blocks_of(markdown, known) for line in _lines(block)]


def _lines(block: object) -> Iterator[Line]:
    if isinstance(block, Heading):
        yield Line("heading", block.text)
    elif isinstance(block, Paragraph):
        yield Line("paragraph", "".join(run.text for run in block.runs))
    elif isinstance(block, Bullets):
        yield from (Line("point", "".join(run.text for run in item)) for item in block.items)


def _figures(was: Mapping[str, list[str]], now: Mapping[str, list[str]]) -> dict[str, list[FigureChanged]]:
    """By section: what is printed otherwise, what is new and what is gone."""
    found: dict[str, list[FigureChanged]] = {}
    for id_ in dict.fromkeys([*now, *was]):
        anchor, label, _text = now.get(id_) or was[id_]
        before = was[id_][2] if id_ in was else NOT_THERE
        after = now[id_][2] if id_ in now else NOT_THERE
        if before != after:
            found.setdefault(anchor, []).append(FigureChanged(label, before, after))
    return found


def _as_figures(stored_figures: Mapping[str, list[str]]) -> dict[str, Figure]:
    return {
        id_: Figure(id_, label, text, None, "", "", "", "", None, "")
        for id_, (_anchor, label, text) in stored_figures.items()
    }
