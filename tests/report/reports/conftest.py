"""The two Leksand reports, built once a session from the demonstration; the database is left as it was."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from hjulet.base.organisation.models import Unit
from hjulet.report.reports.blocks import Report
from hjulet.report.reports.choices import Edition, Format, Kind
from hjulet.report.reports.workflows import build, rendered
from tests.demo.loading import the_demonstration


@dataclass(frozen=True)
class Made:
    """A report with its files."""

    report: Report
    again: Report
    public: Report
    json: dict[str, Any]
    pdf: bytes
    docx: bytes
    html: str


def _make(kind: Kind, year: int) -> Made:
    unit = Unit.objects.get(slug="leksand")
    report = build(kind, unit, year, Edition.INTERNAL)
    return Made(
        report=report,
        again=build(kind, unit, year, Edition.INTERNAL),
        public=build(kind, unit, year, Edition.PUBLIC),
        json=json.loads(rendered(report, Format.JSON)),
        pdf=rendered(report, Format.PDF),
        docx=rendered(report, Format.DOCX),
        html=rendered(report, Format.HTML).decode(),
    )


@pytest.fixture(scope="session")
def made(django_db_setup: None, django_db_blocker: Any) -> dict[str, Made]:
    with the_demonstration(django_db_blocker), django_db_blocker.unblock():
        found = {"quality": _make(Kind.QUALITY, 2025), "results": _make(Kind.RESULTS, 2022)}
        found["safety"] = _make(Kind.SAFETY, 2025)
        empty = build(Kind.QUALITY, Unit.objects.get(slug="leksand"), 2014, Edition.INTERNAL)
        found["empty"] = Made(empty, empty, empty, json.loads(rendered(empty, Format.JSON)), b"", b"", "")
    return found
