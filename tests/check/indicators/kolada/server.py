"""A small Kolada on loopback: answers as API v3 does, with what a test has put in it."""

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

OWN, COUNTRY, OTHER = "2029", "0000", "2031"
COUNTY, SIMILAR, OLD_SIMILAR = "G1", "G2", "G3"
GROUPS = [
    {"id": COUNTY, "title": "Dalarnas läns kommuner (ovägt medel)", "members": [{"member_id": OWN}, {"member_id": OTHER}]},
    {"id": OLD_SIMILAR, "title": "Liknande kommuner äldreomsorg, Leksand, 2023", "members": [{"member_id": OTHER}]},
    {"id": SIMILAR, "title": "Liknande kommuner äldreomsorg, Leksand, 2024", "members": [{"member_id": OTHER}]},
    {"id": "G4", "title": "Liknande kommuner äldreomsorg, Mora, 2024", "members": [{"member_id": OWN}]},
    {"id": "G5", "title": "Skogslänen (ovägt medel)", "members": [{"member_id": OWN}]},
]  # fmt: skip


def kpi(ident: str, title: str = "Nöjda, helhetssyn, andel (%)", **more: Any) -> dict[str, Any]:
    return {
        "id": ident, "title": title, "description": "Så här räknas det.", "is_divided_by_gender": True,
        "municipality_type": "K", "auspice": "T", "operating_area": "Äldre och funktionshinder",
        "perspective": "Kvalitet och resultat", "prel_publication_date": None,
        "publication_date": "2027-10-04", "publ_period": "2027", "has_ou_data": False, "something_new": {"a": 1},
    } | more  # fmt: skip


def value(said: float | None, gender: str = "T", **more: Any) -> dict[str, Any]:
    status = "" if said is not None else "Missing"
    return {"gender": gender, "count": 1, "status": status, "value": said, "isdeleted": False} | more


@dataclass
class Kolada:
    """What it knows and how it behaves. `trouble` is used up: one answer each, in order."""

    url: str = ""
    kpis: list[dict[str, Any]] = field(default_factory=lambda: [kpi("U23471"), kpi("U21468")])
    values: dict[tuple[str, str, int], list[dict[str, Any]]] = field(default_factory=dict)
    units: list[dict[str, Any]] = field(default_factory=list)
    unit_values: dict[tuple[str, str, int], list[dict[str, Any]]] = field(default_factory=dict)
    most_per_page: int = 5000
    trouble: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    fails_after: int | None = None  # answers 504 for ever after so many questions about values
    slow: threading.Event | None = None  # waits for it before it answers
    says: bytes | None = None  # exactly this, whatever was asked
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def put(self, ident: str, area: str, year: int, said: float | None, **more: Any) -> None:
        self.values[ident, area, year] = [value(said, **more)]

    def about_values(self) -> list[str]:
        return [path for path in self.asked if "data/" in path]

    def answer(self, path: str) -> tuple[int, dict[str, str], dict[str, Any]]:
        split = urlsplit(path)
        query = {key: said[0] for key, said in parse_qs(split.query).items()}
        parts = split.path.strip("/").split("/")[1:]  # after v3
        if self.trouble:
            status, headers = self.trouble.pop(0)
            if status != 200:
                return status, headers, {}
        if any(len(part.split(",")) > 25 for part in parts) or int(query["per_page"]) > 5000:
            return 400, {}, {"detail": "too many"}
        if (
            self.fails_after is not None
            and "data" in parts[0]
            and len(self.about_values()) > self.fails_after
        ):
            return 504, {}, {}
        return 200, {}, self._page(split.path, query, self._rows(parts, query))

    def _rows(self, parts: list[str], query: dict[str, str]) -> list[dict[str, Any]]:
        match parts:
            case ["kpi"]:
                found = self.kpis
            case ["municipality", code]:
                found = [{"id": OWN, "title": "Leksand", "type": "K"}] if code == OWN else []
            case ["municipality_groups"]:
                found = GROUPS
            case ["ou"]:
                found = [unit for unit in self.units if unit["municipality"] == query["municipality"]]
            case ["data", "kpi", kpis, "municipality", areas, "year", years]:
                found = self._data("municipality", self.values, kpis, years, areas.split(","))
            case ["data", "kpi", kpis, "year", years]:
                found = self._data("municipality", self.values, kpis, years)
                found = [row for row in found if row["municipality"][0] != "G"]
            case ["oudata", "kpi", kpis, "ou", units, "year", years]:
                found = self._data("ou", self.unit_values, kpis, years, units.split(","))
            case _:
                message = f"nobody asks for {parts}"
                raise AssertionError(message)
        return found

    def _data(
        self, name: str, values: Any, kpis: str, years: str, places: list[str] | None = None
    ) -> list[dict[str, Any]]:
        return [
            {"kpi": ident, name: place, "period": year, "values": inner}
            for (ident, place, year), inner in sorted(values.items())
            if ident in kpis.split(",") and str(year) in years.split(",") and (places is None or place in places)
        ]  # fmt: skip

    def _page(self, path: str, query: dict[str, str], rows: list[dict[str, Any]]) -> dict[str, Any]:
        """As v3: where the last page is full there is one more, and it is empty."""
        size, number = min(int(query["per_page"]), self.most_per_page), int(query.get("page", 1))
        some = rows[(number - 1) * size : number * size]
        more = (
            f"https://elsewhere.example{path}?{urlencode(query | {'page': number + 1})}"
            if len(some) == size
            else None
        )
        return {"values": some, "count": len(some), "next_url": more, "previous_url": None}


class Server(ThreadingHTTPServer):
    """Says nothing about those who hang up: that is what a test of patience does."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(kolada: Kolada) -> Iterator[Kolada]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            kolada.asked.append(self.path)
            kolada.agents.add(self.headers["User-Agent"])
            if kolada.slow:
                kolada.slow.wait(10)
            status, headers, said = kolada.answer(self.path)
            body = json.dumps(said).encode() if kolada.says is None else kolada.says
            try:
                self.send_response(status)
                for name, text in headers.items():
                    self.send_header(name, text)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *args: object) -> None:
            """Nothing on the screen."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    kolada.url = f"http://127.0.0.1:{server.server_port}/v3"
    try:
        yield kolada
    finally:
        if kolada.slow:
            kolada.slow.set()
        server.shutdown()
        server.server_close()
        thread.join()
