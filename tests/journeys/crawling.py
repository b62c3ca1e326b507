"""Follow the links of a signed-in person, every kind of page once."""

from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.urls import resolve

DEPTH = 4
FILES = ("reports:download", "mfa_download_recovery_codes")  # their own tests fetch them


@dataclass
class Reading(HTMLParser):
    """The links of a page, its shape (which elements with which classes it has), and its words."""

    links: list[str] = field(default_factory=list)
    shape: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = dict(attributes)
        self.shape.add((tag, said.get("class") or said.get("type") or ""))
        if tag == "a" and said.get("href"):
            self.links.append(str(said["href"]))


@dataclass(frozen=True)
class Visited:
    """A page as somebody got it."""

    address: str
    kind: str
    status: int
    html: str
    shape: frozenset[tuple[str, str]]


def kind_of(address: str) -> str:
    """indicators:list?sok: the name of the address and which questions it asks."""
    parts = urlsplit(address)
    asked = "&".join(sorted({name for name, _ in parse_qsl(parts.query)}))
    return resolve(parts.path).view_name + (f"?{asked}" if asked else "")


def crawl(request: Any, start: str = "/") -> list[Visited]:
    """Every kind of page that can be reached from START, once, at most DEPTH links away."""
    found: list[Visited] = []
    known = {kind_of(start)}
    waiting = deque([(start, 0)])
    while waiting:
        address, depth = waiting.popleft()
        answer = request.get(address)
        read = Reading()
        html = answer.text()
        read.feed(html)
        found.append(Visited(address, kind_of(address), answer.status, html, frozenset(read.shape)))
        if depth == DEPTH:
            continue
        for link in read.links:
            onward = urljoin(answer.url, link)
            if not onward.startswith(urljoin(answer.url, "/")):
                continue
            path = onward.removeprefix(urljoin(answer.url, "/")[:-1]).partition("#")[0]
            kind = kind_of(path)
            if kind not in known and not kind.startswith(FILES):
                known.add(kind)
                waiting.append((path, depth + 1))
    return found
