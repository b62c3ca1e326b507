"""Reports that can be approved, for tests of every kind."""

from datetime import UTC, date, datetime
from decimal import Decimal

from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.report.manuscripts.checks import is_required
from hjulet.report.manuscripts.choices import Part
from hjulet.report.manuscripts.drafts import draft_of
from hjulet.report.manuscripts.facts import facts_of
from hjulet.report.manuscripts.models import Approved, Manuscript
from hjulet.report.manuscripts.outline import outline
from hjulet.report.manuscripts.workflows.approving import Approval, approve
from hjulet.report.manuscripts.workflows.reviewing import send
from hjulet.report.manuscripts.workflows.starting import Wanted, start
from hjulet.report.manuscripts.workflows.writing import Place, save_text
from hjulet.report.reports.choices import Kind
from tests.factories import IndicatorFactory, ValueFactory

AT = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
SECTION = "processer"
WORDS = "Vi har **kartlagt** processerna."


def filled(unit: Unit, *, by: User, year: int = 2025) -> Manuscript:
    """A kvalitetsberättelse where nothing that stops an approval is left."""
    found, _new = start(Wanted(Kind.QUALITY, unit, year), by=by, at=AT)
    for section in outline(facts_of(found)):
        if is_required(found.kind, section):
            save_text(Place(found, section.anchor, Part.ANALYSIS), WORDS, revision=0, by=by, at=AT)
    return found


def approved_by_the_director(found: Manuscript, *, by: User, number: str = "KOS 2026/326") -> list[Approved]:
    """As it stands now, read by the one who approves."""
    return approve(found, Approval(number, draft_of(found, fresh=True).fingerprint), by=by, at=AT)


def sent_and_approved(found: Manuscript, *, writer: User, director: User) -> list[Approved]:
    send(found, by=writer, at=AT, day=date(2026, 11, 20))
    return approved_by_the_director(found, by=director)


def measure(unit: Unit, value: str = "94") -> object:
    """A figure that the report prints."""
    indicator = IndicatorFactory(municipality=unit.municipality)
    return ValueFactory(indicator=indicator, unit=unit, value=Decimal(value))
