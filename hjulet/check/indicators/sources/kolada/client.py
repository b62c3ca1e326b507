"""Ask Kolada's API v3: lists of at most 25 ids, pages of 5 000, at most five questions a second, with patience."""

import json
import ssl
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from time import monotonic, sleep
from types import TracebackType
from typing import TypeVar
from urllib.parse import urlsplit

import httpx
import stamina

from hjulet.check.indicators.sources.kolada import parse
from hjulet.check.indicators.sources.kolada.parse import MOST_IDS, Area, Datum, Fault, Group, Kpi, Page, Place

T = TypeVar("T")
PER_PAGE = 5000
MOST_PAGES = 2000  # a next_url that never ends
MOST_BYTES = 64_000_000  # of one page; a real one is some 2 MB
PAUSE = 0.2  # seconds between questions: five a second
ATTEMPTS = 6
LONGEST_WAIT = 120.0
TIMEOUT = 60.0  # seconds for an answer to begin
TRY_AGAIN = frozenset({429, 500, 502, 503, 504})
AGENT = "Kvalitetshjulet"


class Unavailable(Exception):
    """Kolada cannot be reached or refuses; says what in Swedish."""


class _Busy(Exception):
    """An answer that another try may better: too many questions, or a server that is down."""

    def __init__(self, status: int, wait: float | None) -> None:
        self.status, self.wait = status, wait
        super().__init__(str(status))


@dataclass
class Client:
    """One conversation with Kolada; use it in a `with`."""

    base_url: str
    version: str = ""
    pause: float = PAUSE
    per_page: int = PER_PAGE
    timeout: float = TIMEOUT
    asked: int = 0
    _next_at: float = 0.0
    _http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        agent = f"{AGENT} {self.version}".strip()
        self._http = httpx.Client(
            timeout=httpx.Timeout(self.timeout, connect=10),
            headers={"User-Agent": agent},
            verify=ssl.create_default_context(),  # what the machine trusts: a municipality's proxy has its own
        )

    def __enter__(self) -> "Client":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    # -- what can be asked ------------------------------------------------------------------------------------------

    def catalogue(self) -> Iterator[Kpi]:
        """Every indicator there is."""
        return self._all("/kpi", parse.kpi)

    def kpis(self, ids: Iterable[str]) -> Iterator[Kpi]:
        for few in in_lists(ids):
            yield from self._all(f"/kpi/{few}", parse.kpi)

    def area(self, code: str) -> Area | None:
        """The municipality with the code; None where Kolada knows none."""
        return next(self._all(f"/municipality/{in_a_path(code)}", parse.area), None)

    def groups(self) -> Iterator[Group]:
        return self._all("/municipality_groups", parse.group)

    def places(self, code: str) -> Iterator[Place]:
        """The units (ou) of a municipality."""
        return self._all("/ou", parse.place, municipality=in_a_path(code))

    def data(
        self,
        kpis: Iterable[str],
        years: Iterable[int],
        areas: Iterable[str] = (),
        *,
        since: date | None = None,
    ) -> Iterator[Datum]:
        """Values per area; without areas those of every municipality, region and the country."""
        changed = {"from_date": since.isoformat()} if since else {}
        years = list(years)
        areas = list(areas)
        for few in in_lists(kpis):
            for some in in_lists(map(str, years)):
                for here in in_lists(areas) if areas else [""]:
                    where = f"/municipality/{here}" if here else ""
                    yield from self._data(f"/data/kpi/{few}{where}/year/{some}", changed)

    def unit_data(
        self, kpis: Iterable[str], years: Iterable[int], units: Iterable[str], *, since: date | None = None
    ) -> Iterator[Datum]:
        changed = {"from_date": since.isoformat()} if since else {}
        years, units = list(years), list(units)
        for few in in_lists(kpis):
            for some in in_lists(map(str, years)):
                for here in in_lists(units):
                    yield from self._data(f"/oudata/kpi/{few}/ou/{here}/year/{some}", changed)

    # -- how it is asked --------------------------------------------------------------------------------------------

    def _all(self, path: str, read: Callable[[parse.Json], T], **query: str) -> Iterator[T]:
        for page in self._pages(path, query):
            yield from map(read, page.values)

    def _data(self, path: str, query: dict[str, str]) -> Iterator[Datum]:
        for page in self._pages(path, query):
            for row in page.values:
                yield from parse.data(row)

    def _pages(self, path: str, query: dict[str, str]) -> Iterator[Page]:
        """Page after page until there is no next one, or the next one is empty."""
        url = str(httpx.URL(self.base_url + path, params={**query, "per_page": self.per_page}))
        for _ in range(MOST_PAGES):
            page = self._page(url)
            yield page
            if not page.values or not page.next_url:
                return
            url = f"{self.base_url}{path}?{urlsplit(page.next_url).query}"  # never to another server, nor past a proxy
        message = "Kolada tar aldrig slut. Hämtningen är avbruten."
        raise Unavailable(message)

    def _page(self, url: str) -> Page:
        try:
            for attempt in stamina.retry_context(
                on=wait_for, attempts=ATTEMPTS, timeout=600, wait_initial=1, wait_max=60, wait_jitter=2
            ):
                with attempt:
                    return self._ask(url)
        except _Busy as error:
            message = f"Kolada svarar inte just nu ({error.status} efter flera försök). Pröva igen senare."
            raise Unavailable(message) from error
        except httpx.HTTPError as error:
            message = f"Kolada går inte att nå ({type(error).__name__}). Pröva igen senare."
            raise Unavailable(message) from error
        raise AssertionError

    def _ask(self, url: str, *, is_moved: bool = False) -> Page:
        self._keep_the_pace()
        self.asked += 1
        with self._http.stream("GET", url) as answer:
            if answer.status_code in TRY_AGAIN:
                raise _Busy(answer.status_code, seconds_in(answer.headers.get("Retry-After", "")))
            if answer.status_code == httpx.codes.NOT_FOUND:
                return Page([], "", 0)
            if answer.next_request is not None and not is_moved:  # a slash more or less, on the same server
                return self._ask(self._here(answer.next_request.url), is_moved=True)
            if answer.status_code != httpx.codes.OK:
                message = f"Kolada tar inte emot frågan ({answer.status_code})."
                raise Unavailable(message)
            return _read(answer)

    def _here(self, url: httpx.URL) -> str:
        """The same path and question, asked of the server that the settings name."""
        return str(httpx.URL(self.base_url).copy_with(raw_path=url.raw_path))

    def _keep_the_pace(self) -> None:
        now = monotonic()
        sleep(max(0.0, self._next_at - now))
        self._next_at = max(now, self._next_at) + self.pause


def wait_for(error: Exception) -> bool | float:
    """Whether to try again, and for how long to wait when Kolada has said so."""
    if isinstance(error, _Busy):
        return True if error.wait is None else error.wait
    return isinstance(error, httpx.TransportError)


def seconds_in(said: str) -> float | None:
    """Retry-After in seconds, never longer than two minutes; a date or nonsense says nothing."""
    return min(float(said), LONGEST_WAIT) if said.strip().isascii() and said.strip().isdigit() else None


def in_lists(ids: Iterable[str]) -> Iterator[str]:
    """'N1,N2,…', at most 25 at a time: the API refuses longer lists."""
    wanted = [in_a_path(one) for one in dict.fromkeys(ids)]
    for start in range(0, len(wanted), MOST_IDS):
        yield ",".join(wanted[start : start + MOST_IDS])


def in_a_path(one: str) -> str:
    """An id that may stand in an address. Raises ValueError with the reason."""
    if not parse.ID.fullmatch(one):
        message = f"”{one}” är inte ett id i Kolada."
        raise ValueError(message)
    return one


def _read(answer: httpx.Response) -> Page:
    body = bytearray()
    for part in answer.iter_bytes():
        body += part
        if len(body) > MOST_BYTES:
            message = "Kolada svarar med mer än vi tar emot. Hämtningen är avbruten."
            raise Unavailable(message)
    try:
        # Numbers as they are written: a float would make 82.3 another number, and a revision of it.
        said = json.loads(body, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        message = "Kolada: svaret är inte JSON."
        raise Fault(message) from error
    return parse.page(said)
