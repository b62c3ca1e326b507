"""Approved editions at the place, stored straight: the truth table asks hundreds of times, and a PDF takes a second."""

from datetime import UTC, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from hjulet.base.files.workflows import receive
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.models import Approved, Manuscript
from hjulet.report.reports.choices import Edition, Kind
from tests.world import World

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
APPROVER = {"own": "director", "other": "director", "elsewhere": "neighbour"}


def stored(unit: Unit, by: User, *, published: bool, number: int = 1, year: int = 2024) -> Approved:
    """Both editions, with a small file for each of theirs; gives the public one."""
    manuscript, _new = Manuscript.objects.get_or_create(
        kind=Kind.QUALITY, unit=unit, year=year, number=number,
        defaults={
            "state": "approved", "registry_number": "KOS 1", "started_by": by, "started_at": AT,
            "approved_by": by, "approved_at": AT,
        },
    )  # fmt: skip
    given = SimpleUploadedFile("rapport.txt", b"Rapporten.")
    file = receive([given], municipality=unit.municipality, by=by, at=AT).files[0]
    facts = {"title": f"Kvalitetsberättelse {year}", "figures": []}
    for edition in Edition:
        when = {"published_at": AT, "published_by": by} if published and edition == Edition.PUBLIC else {}
        told = {
            "facts": facts, "texts": {}, "document": "<p>Rapporten.</p>", "fingerprint": rules.fingerprint(facts, {}),
            "pdf": file, "docx": file, **when,
        }  # fmt: skip
        found, _made = Approved.objects.get_or_create(manuscript=manuscript, edition=edition, defaults=told)
    return found


def _edition(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    by = world.people[APPROVER[place]]
    return {"pk": stored(world.units[places[place]], by, published=False).pk}


def words_of(found: Approved) -> dict[str, Any]:
    """The words of its open address."""
    unit = found.manuscript.unit
    return {
        "municipality": unit.municipality.slug,
        "kind": found.manuscript.kind,
        "unit": unit.slug,
        "year": found.manuscript.year,
    }


def _published(places: dict[str, str], world: World, place: str) -> Approved:
    return stored(world.units[places[place]], world.people[APPROVER[place]], published=True, year=2023)


EDITION_MAKERS = {
    "public edition": _edition,
    "file of an edition": lambda places, world, place: {**_edition(places, world, place), "form": "json"},
    "published reports": lambda places, world, place: {
        "municipality": words_of(_published(places, world, place))["municipality"]
    },
    "published report": lambda places, world, place: words_of(_published(places, world, place)),
    "published edition": lambda places, world, place: {
        **words_of(_published(places, world, place)),
        "number": 1,
    },
    "file of a published edition": lambda places, world, place: {
        **words_of(_published(places, world, place)),
        "number": 1,
        "form": "csv",
    },
}
