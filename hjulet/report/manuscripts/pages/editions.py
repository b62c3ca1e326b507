"""An approved edition on the screen and as files: for those inside, and at the open address."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe

from hjulet.base.files import responses
from hjulet.base.law import HEALTH_SECRECY_OSL, SOCIAL_SECRECY_OSL
from hjulet.report.manuscripts.choices import Obstacle, State
from hjulet.report.manuscripts.differences import changed
from hjulet.report.manuscripts.models import Approved, Difference, Manuscript, SecrecyCheck
from hjulet.report.reports.choices import Edition

FORMS = {"pdf": "PDF", "docx": "Word", "csv": "Siffror (CSV)", "json": "Siffror (JSON)"}
COLUMNS = (  # of the CSV: what the JSON calls it, and what it is called
    ("id", "identitet"),
    ("label", "mått"),
    ("text", "som det står"),
    ("value", "värde"),
    ("unit", "enhet"),
    ("organisation", "verksamhet"),
    ("period", "period"),
    ("n", "antal svar"),
    ("missing_reason", "varför det saknas"),
    ("source", "källa"),
)
SCHEMA = 1  # of the JSON: changes when a field gets another name or meaning, not when one is added
FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
)  # what a spreadsheet would run; a number with a minus is still a number


def edition(found: Approved) -> dict[str, Any]:
    """For those inside: the text, its proof, its files, and whether a later one is approved."""
    manuscript = found.manuscript
    return {
        "edition": found,
        "manuscript": manuscript,
        "document": mark_safe(found.document),  # noqa: S308 - drawn and escaped by the engine when it was approved
        "is_whole": found.is_whole,
        "forms": FORMS,
        "siblings": list(Approved.objects.filter(manuscript=manuscript).order_by("edition")),
        "later": _later(manuscript),
        "differences": list(Difference.objects.filter(manuscript=manuscript)),
        "signed": _signed(found),
        "is_public": found.edition == Edition.PUBLIC,
    }


def secrecy(found: Approved) -> dict[str, Any]:
    return {
        "edition": found,
        "manuscript": found.manuscript,
        "document": mark_safe(found.document),  # noqa: S308 - as above
        "laws": (HEALTH_SECRECY_OSL, SOCIAL_SECRECY_OSL),
        "overlapping": _overlapping(found),
    }


def _overlapping(found: Approved) -> list[Approved]:
    """The published editions of the year about a larger or a smaller part of the same: taken from each other they tell more."""
    about, year = found.manuscript.unit, found.manuscript.year
    same = Approved.objects.published().filter(
        manuscript__unit__municipality=about.municipality_id, manuscript__year=year
    )
    parts = Q(manuscript__unit__path__startswith=about.path) | Q(
        manuscript__unit__path__in=about.paths_above()
    )
    others = same.filter(parts).exclude(manuscript__unit=about).select_related("manuscript__unit")
    return list(
        others.not_replaced().defer("facts", "texts", "document").order_by("manuscript__unit__path", "pk")
    )


def public(found: Approved, newest: Approved, others: Sequence[Approved]) -> dict[str, Any]:
    """For anybody. Nothing here tells of what is not published; OTHERS are the published editions of the same report."""
    manuscript = found.manuscript
    return {
        "edition": found,
        "manuscript": manuscript,
        "municipality": manuscript.unit.municipality,
        "title": found.facts["title"],
        "document": mark_safe(found.document),  # noqa: S308 - as above
        "is_whole": found.is_whole,
        "newest": newest if newest.pk != found.pk else None,
        "changed": len(changed(found.facts, newest.facts)) if newest.pk != found.pk else 0,
        "earlier": [one for one in others if one.manuscript.number < manuscript.number],
        "address": address(found),
        "numbered": [*address(found), manuscript.number],
    }


def address(found: Approved) -> list[str | int]:
    """The words of the open address: municipality, kind, unit, year."""
    manuscript = found.manuscript
    unit = manuscript.unit
    return [unit.municipality.slug, manuscript.kind, unit.slug, manuscript.year]


def file(found: Approved, form: str) -> HttpResponse:
    """One of FORMS. What is not what was approved is given to nobody."""
    if not found.is_whole:
        said = f"{Obstacle.DAMAGED.label}\n"
        return HttpResponse(said, status=503, content_type="text/plain; charset=utf-8")
    if form in {"pdf", "docx"}:
        return responses.answer(found.pdf if form == "pdf" else found.docx)
    content = as_csv(found) if form == "csv" else as_json(found)
    kind = "text/csv; charset=utf-8" if form == "csv" else "application/json"
    answer = HttpResponse(content, content_type=kind)
    name = f"{found.pdf.name.rpartition('.')[0]}-siffror.{form}"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def as_json(found: Approved) -> str:
    proof = {
        "schema_version": SCHEMA,
        "number": found.manuscript.number,
        "registry_number": found.manuscript.registry_number,
        "fingerprint": found.fingerprint,
    }
    return json.dumps(proof | found.facts, ensure_ascii=False, indent=2) + "\n"


def as_csv(found: Approved) -> str:
    """Semicolons and a mark of order: a Swedish spreadsheet opens it in columns, with å, ä and ö."""
    page = io.StringIO()
    writer = csv.writer(page, delimiter=";")
    writer.writerow([title for _name, title in COLUMNS])
    for figure in found.facts["figures"]:
        writer.writerow([_plain(figure.get(name)) for name, _title in COLUMNS])
    return "\ufeff" + page.getvalue()


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value).replace(".", ",")
    return f"'{value}" if value.lstrip(" \u00a0").startswith(FORMULA) else value


def _later(manuscript: Manuscript) -> Manuscript | None:
    same = Manuscript.objects.filter(kind=manuscript.kind, unit=manuscript.unit_id, year=manuscript.year)
    return same.filter(state=State.APPROVED, number__gt=manuscript.number).order_by("-number").first()


def _signed(found: Approved) -> SecrecyCheck | None:
    """The signature of this very text."""
    signed = SecrecyCheck.objects.filter(manuscript=found.manuscript_id).select_related("signed_by").first()
    return signed if signed and signed.fingerprint == found.fingerprint else None
