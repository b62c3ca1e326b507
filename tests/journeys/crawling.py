"""Follow the links of a signed-in person, every kind of page once."""

import urllib.error
import urllib.request
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.urls import resolve

DEPTH = 4
FILES = ("reports:download", "mfa_download_recovery_codes")  # their own tests fetch them
MARKS = {"strip", "is-demo", "is-invented"}


class Reading(HTMLParser):
    """The links of a page, its shape (which elements with which classes it has), and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.classes: set[str] = set()
        self.shape: set[tuple[str, str]] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        classes = said.get("class", "").split()
        self.classes.update(classes)
        if not MARKS & set(classes):
            self.shape.add((tag, " ".join(classes) or said.get("type", "")))
        if tag == "a" and said.get("href"):
            self.links.append(said["href"])


@dataclass(frozen=True)
class Visited:
    """A page as somebody got it, and where the link to it stood."""

    address: str
    kind: str
    linked_from: str
    status: int
    html: str
    shape: frozenset[tuple[str, str]]
    is_marked: bool


def kind_of(address: str) -> str:
    """indicators:list?sok: the name of the address and which questions it asks."""
    parts = urlsplit(address)
    asked = "&".join(sorted({name for name, _ in parse_qsl(parts.query)}))
    return resolve(parts.path).view_name + (f"?{asked}" if asked else "")


def crawl(site: str, cookie: str) -> list[Visited]:
    """Every kind of page that can be reached from the start page, once, at most DEPTH links away."""
    found: list[Visited] = []
    known = {kind_of("/")}
    waiting = deque([("/", "", 0)])
    while waiting:
        address, before, depth = waiting.popleft()
        status, at, html = _fetch(site + address, cookie)
        if html is None:
            continue
        read = Reading(html)
        is_marked = {"strip", "is-invented"} <= read.classes
        found.append(
            Visited(address, kind_of(address), before, status, html, frozenset(read.shape), is_marked)
        )
        for onward in _inside(site, at, read.links) if depth < DEPTH else ():
            kind = kind_of(onward)
            if kind not in known and not kind.startswith(FILES):
                known.add(kind)
                waiting.append((onward, address, depth + 1))
    return found


def _fetch(url: str, cookie: str) -> tuple[int, str, str | None]:
    """Status, where one ended, and what stood there; None for a file, which its own tests open."""
    request = urllib.request.Request(url, headers={"Cookie": cookie})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            is_page = answer.headers.get_content_type() == "text/html"
            return answer.status, answer.url, answer.read().decode() if is_page else None
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, url, refusal.read().decode()


def _inside(site: str, at: str, links: list[str]) -> Iterator[str]:
    """The links that stay on the site, as paths."""
    for link in links:
        onward = urljoin(at, link).partition("#")[0]
        if onward.startswith(site):
            yield onward.removeprefix(site) or "/"
