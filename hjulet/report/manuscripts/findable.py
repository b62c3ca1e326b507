"""What an approved report is found by: its chapters, as they were frozen. Drafts are in no index.

Each edition is a text of its own, so that nobody finds by the internal one what only the internal one says.
"""

from collections.abc import Iterator
from html.parser import HTMLParser

from hjulet.base.search.workflows import Findable, Part
from hjulet.report.manuscripts.models import Approved, ApprovedQuerySet
from hjulet.report.reports.choices import Edition

KINDS = {Edition.INTERNAL: "report", Edition.PUBLIC: "published"}
HEADINGS = {"h2", "h3", "h4"}
TOLD = {"p", "li"}  # what is read of a chapter: figures in tables and charts are found on their own pages
SKIPPED = {"header", "nav", "table", "svg", "figure"}
END = "\x1e"  # of a paragraph, while it is read: no text of ours holds it


def texts_of_reports(found: ApprovedQuerySet) -> Iterator[Findable]:
    return map(text_of_report, found.select_related("manuscript__unit"))


def text_of_report(found: Approved) -> Findable:
    manuscript = found.manuscript
    keywords = f"{manuscript.registry_number} {manuscript.unit.name} {manuscript.get_kind_display()}"
    kind = KINDS[Edition(found.edition)]
    title = f"{found.facts['title']}"
    return Findable(
        kind, found.pk, manuscript.unit.municipality_id, title, chapters(found.document), keywords
    )


def chapters(document: str) -> list[Part]:
    """The paragraphs and lists of the frozen article, under the heading they stand under."""
    reader = _Reader()
    reader.feed(document)
    reader.close()
    return [part for part in reader.parts() if part.body]


class _Reader(HTMLParser):
    """Reads what our own templates have drawn; it need not understand anybody else's HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[tuple[str, list[str], list[str]]] = []  # anchor, heading, words
        self._skipped = self._told = 0
        self._in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SKIPPED:
            self._skipped += 1
        elif tag in HEADINGS and not self._skipped:
            self._in_heading = True
            self._found.append((dict(attrs).get("id") or "", [], []))
        elif tag in TOLD:
            self._told += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in SKIPPED:
            self._skipped -= 1
        elif tag in HEADINGS:
            self._in_heading = False
        elif tag in TOLD:
            self._told -= 1
            self._say(END)

    def handle_data(self, data: str) -> None:
        if self._in_heading and self._found:
            self._found[-1][1].append(data)
        elif self._told:
            self._say(data)

    def parts(self) -> Iterator[Part]:
        for anchor, heading, words in self._found:
            lines = (" ".join(line.split()) for line in "".join(words).split(END))
            yield Part("\n".join(filter(None, lines)), " ".join("".join(heading).split()), anchor)

    def _say(self, words: str) -> None:
        if self._found and not self._skipped:
            self._found[-1][2].append(words)
