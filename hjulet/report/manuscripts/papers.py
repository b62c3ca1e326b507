"""The committee's papers: covering memo, one page of what matters, and the proposed decision, as a letter. Pure.

Figures are live references: as long as the report is written they follow the facts, and of an approved edition only
what was frozen is known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from hjulet.base.ui import swedish
from hjulet.report.manuscripts import markdown, rules
from hjulet.report.manuscripts.choices import PapersFault
from hjulet.report.reports.blocks import (
    Block,
    Bullets,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    Paragraph,
    Report,
    Runs,
    Text,
)

FIGURES, POINTS = 5, 3  # on the one page: figures; risks, and decisions asked for
MOST_BYTES = 10_000_000
ONE_PAGE = "Rapporten på en sida"


@dataclass(frozen=True)
class Content:
    """What people have chosen and written. Texts are Markdown with live figures."""

    recipient: str
    meeting_on: date | None
    contact: str
    background: str
    assessment: str
    send_to: str
    figures: tuple[str, ...] = ()  # ids
    risks: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.background, self.assessment, *self.risks, *self.decisions)


@dataclass(frozen=True)
class About:
    """The report that the papers are about, as it is known: live, or as it was frozen."""

    title: str
    municipality: str
    organisation: str
    year: int
    stamped_on: str
    registry_number: str
    is_draft: bool
    is_invented: bool
    edition: str  # "Utgåva 1, fastställd 20 november 2026"
    known: Mapping[str, Figure] = field(default_factory=dict)


def figure_of(stored: Mapping[str, Any]) -> Figure:
    """A figure as it was frozen."""
    value = stored.get("value")
    return Figure(
        id=stored["id"], label=stored["label"], text=stored["text"],
        value=None if value is None else Decimal(str(value)), missing_reason=stored.get("missing_reason", ""),
        unit=stored.get("unit", ""), organisation=stored.get("organisation", ""), period=stored.get("period", ""),
        n=stored.get("n"), source=stored.get("source", ""),
    )  # fmt: skip


def faults_in(content: Content, known: Mapping[str, Figure]) -> list[tuple[PapersFault, str]]:
    """Everything that stops the papers from going to the committee."""
    found: list[tuple[PapersFault, str]] = []
    if not content.recipient.strip():
        found.append((PapersFault.NO_RECIPIENT, ""))
    if not content.decisions:
        found.append((PapersFault.NO_DECISION, ""))
    if not content.background.strip():
        found.append((PapersFault.NO_BACKGROUND, ""))
    found += [(PapersFault.UNKNOWN_FIGURE, id_) for id_ in content.figures if id_ not in known]
    for text in content.texts:
        found += [(PapersFault(one.fault.value), one.about) for one in rules.faults_in("", text, known)]
    return list(dict.fromkeys(found))


def letter(content: Content, about: About) -> Report:
    """The three parts as one short document, each on a page of its own."""
    facts = [("Ärende", about.title), ("Diarienummer", about.registry_number or "saknas än")]
    facts += [("Till", content.recipient)] if content.recipient else []
    facts += [("Sammanträde", swedish.day(content.meeting_on))] if content.meeting_on else []
    facts += [("Handläggare", content.contact)] if content.contact else []
    facts += [("Rapporten", about.edition)]
    return Report(
        kind="tjansteskrivelse", title=f"Tjänsteskrivelse: {about.title}", subtitle="Tjänsteskrivelse",
        municipality=about.municipality, organisation=about.organisation, year=about.year, edition="public",
        facts=tuple(facts), stamped_on=about.stamped_on, is_invented=about.is_invented,
        blocks=(*_memo(content, about), *_one_page(content, about), *_decision(content, about)),
    )  # fmt: skip


def _memo(content: Content, about: About) -> Iterable[Block]:
    yield Heading(1, about.title, "namnd-tjansteskrivelse")
    if about.is_draft:
        said = "Rapporten är inte fastställd. Siffror och texter kan ändras."
        yield Note("warning", (Text(said),), "Utkast")
    yield Heading(2, "Förslag till beslut", "namnd-forslag")
    yield from _asked(content, about)
    yield Heading(2, "Ärendet", "namnd-arendet")
    yield from _written(content.background, about, "namnd-bakgrund")
    if content.assessment.strip():
        yield Heading(2, "Bedömning", "namnd-bedomning")
        yield from _written(content.assessment, about, "namnd-bedomning")
    yield Heading(2, "Beslutsunderlag", "namnd-underlag")
    papers = (
        "Rapporten på en sida",
        "Förslag till beslut",
        f"{about.title}, {about.edition[:1].lower()}{about.edition[1:]}",
    )
    yield Bullets(tuple((Text(paper),) for paper in papers))


def _one_page(content: Content, about: About) -> Iterable[Block]:
    yield Heading(1, ONE_PAGE, "namnd-en-sida")
    tiles = [_tile(about.known[id_]) for id_ in content.figures if id_ in about.known]
    if tiles:
        yield KeyFigures(tuple(tiles))
    if content.risks:
        yield Heading(2, "Risker att känna till", "namnd-risker")
        yield Bullets(_points(content.risks, about))
    if content.decisions:
        yield Heading(2, "Det här ber vi nämnden besluta", "namnd-besluta")
        yield Bullets(_points(content.decisions, about))
    sources = list(dict.fromkeys(about.known[id_].source for id_ in content.figures if id_ in about.known))
    if sources:
        yield Paragraph((Text(f"Källor: {'; '.join(sources)}."),))


def _decision(content: Content, about: About) -> Iterable[Block]:
    yield Heading(1, "Förslag till beslut", "namnd-beslut")
    yield from _asked(content, about)
    yield Heading(2, "Skäl för beslutet", "namnd-skal")
    yield from _written(content.assessment or content.background, about, "namnd-skal")
    if content.send_to.strip():
        yield Heading(2, "Beslutet skickas till", "namnd-skickas")
        yield Bullets(tuple((Text(line.strip()),) for line in content.send_to.splitlines() if line.strip()))


def _asked(content: Content, about: About) -> Iterable[Block]:
    yield Paragraph((Text(f"{content.recipient or 'Nämnden'} beslutar att"),))
    yield Bullets(tuple(_lowered(one) for one in _points(content.decisions, about)))


def _lowered(runs: Runs) -> Runs:
    """'Socialnämnden beslutar att – godkänna …'."""
    first, *rest = runs
    if isinstance(first, Text):
        return (Text(f"{first.text[:1].lower()}{first.text[1:]}", first.strong), *rest)
    return runs


def _points(said: Sequence[str], about: About) -> tuple[Runs, ...]:
    return tuple(runs for one in said if (runs := _line(one, about)))


def _line(said: str, about: About) -> Runs:
    """One point is one line, whatever was typed."""
    found: list[Any] = []
    for block in markdown.blocks_of(" ".join(said.split()), about.known):
        found += getattr(block, "runs", ())
    return tuple(found)


def _written(said: str, about: About, anchor: str) -> Iterable[Block]:
    yield from markdown.blocks_of(said, about.known, level=3, anchor=anchor)


def _tile(figure: Figure) -> KeyFigure:
    where = "" if figure.organisation in figure.label else f", {figure.organisation}"
    return KeyFigure(figure, f"{figure.label}{where} ({figure.period})", "")
