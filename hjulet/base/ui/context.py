"""What every page's frame shows: whose municipality, which warnings, where one can go."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import NoReverseMatch, reverse

from hjulet.base.ui.navigation import FOOTER, HOME, REPORT, SEARCH, SIGN_OUT, STEPS, USER_MENU, Link, Step

MOST_LINKS = 16  # in the side navigation before its steps are folded


@dataclass(frozen=True)
class ShownLink:
    """A link that this person may follow. `current` is the value of aria-current, empty elsewhere."""

    title: str
    url: str
    current: str = ""


@dataclass(frozen=True)
class ShownStep:
    key: str
    title: str
    colour: str
    icon: str
    links: tuple[ShownLink, ...]
    is_open: bool = True  # a long menu shows the links of the step one is in


@dataclass(frozen=True)
class Frame:
    is_demo: bool
    is_invented: bool
    municipality: str
    role: str
    version: str
    home: str
    sign_out: str
    search: ShownLink | None
    report: ShownLink | None
    steps: tuple[ShownStep, ...]
    user_menu: tuple[ShownLink, ...]
    footer: tuple[ShownLink, ...]


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor. Other layers hang `municipality`, `role_title` and `may_see` on the request."""
    municipality = getattr(request, "municipality", None)
    user = getattr(request, "user", None)
    is_signed_in = user is not None and user.is_authenticated
    return {
        "frame": Frame(
            is_demo=settings.DEMO,
            is_invented=bool(getattr(municipality, "is_invented", False)),
            municipality=str(getattr(municipality, "name", "")),
            role=str(getattr(request, "role_title", "")),
            version=getattr(settings, "VERSION", ""),
            home=_url(HOME) or "/",
            sign_out=_url(SIGN_OUT),
            search=_search(request) if is_signed_in else None,
            report=_report(request) if is_signed_in else None,
            steps=_steps(request) if is_signed_in else (),
            user_menu=_open_links(USER_MENU) if is_signed_in else (),
            footer=_open_links(FOOTER),
        )
    }


def _report(request: HttpRequest) -> ShownLink | None:
    """Reporting is one press away on every page but its own."""
    shown = _links((REPORT,), request, None)
    return shown[0] if shown and shown[0].url != request.path else None


def _search(request: HttpRequest) -> ShownLink | None:
    """For those who have a role: the others may open no page."""
    shown = _links((SEARCH,), request, None) if getattr(request, "role_title", "") else ()
    return shown[0] if shown else None


def _steps(request: HttpRequest) -> tuple[ShownStep, ...]:
    current = _current([link for step in STEPS for link in step.links], request)
    shown = [step for one in STEPS if (step := _step(one, request, current)).links]
    if sum(len(step.links) for step in shown) <= MOST_LINKS:
        return tuple(shown)
    return tuple(replace(step, is_open=any(link.current for link in step.links)) for step in shown)


def _step(step: Step, request: HttpRequest, current: Link | None) -> ShownStep:
    return ShownStep(step.key, step.title, step.colour, step.icon, _links(step.links, request, current))


def _links(links: Iterable[Link], request: HttpRequest, current: Link | None) -> tuple[ShownLink, ...]:
    may_see: Callable[[str], bool] = getattr(request, "may_see", lambda url_name: True)
    return tuple(
        ShownLink(link.title, url, _mark(url, request) if link is current else "")
        for link in links
        if (url := _url(link)) and may_see(link.url_name)
    )


def _open_links(links: Iterable[Link]) -> tuple[ShownLink, ...]:
    """Links that ask for no right: one's own page, and what is said about the product itself."""
    return tuple(ShownLink(link.title, url) for link in links if (url := _url(link)))


def _url(link: Link) -> str:
    """Empty while the page is not built; a test holds that every name resolves."""
    try:
        path = reverse(link.url_name)
    except NoReverseMatch:
        return ""
    return f"{path}?{link.query}" if link.query else path


def _mark(url: str, request: HttpRequest) -> str:
    """'page' on the page itself, 'true' on what lies below it."""
    return "page" if url.partition("?")[0] == request.path else "true"


def _current(links: Iterable[Link], request: HttpRequest) -> Link | None:
    """The one link that fits best: the longest path that begins this one, then the longest query it fulfils."""
    best: tuple[int, int] = (0, -1)
    found = None
    for link in links:
        path = _url(link).partition("?")[0]
        asked = QueryDict(link.query).items()
        if not path or not request.path.startswith(path) or any(request.GET.get(k) != v for k, v in asked):
            continue
        if (len(path), len(link.query)) > best:
            best, found = (len(path), len(link.query)), link
    return found
