"""Leksand's published documents, goals, self-assessment, needs and actions."""

import re
from datetime import date

from hjulet.act.actions.choices import Status
from hjulet.act.actions.models import Action, Need
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.sources.models import Document
from hjulet.demo.csvdata import Row, read, whole
from hjulet.plan.steering.choices import Rating
from hjulet.plan.steering.models import Goal, SelfAssessment, Vision

DOCUMENTS = {  # the data's own name of a document → ours
    "000_454b1a5669fbd0fe.txt": "kvalitetsberattelse-2025",
    "001_8ef32d86f514eedf.txt": "resultatrapport-2022",
}
AREAS = {
    "vad-ska-vi-gora-utifran-olika-lagrum": "lagrum",
    "vem-gor-vad-och-vem-har-ansvar": "ansvar",
    "processer-och-rutiner": "processer",
    "samverkan": "samverkan",
    "riskanalys": "riskanalys",
    "egenkontroll": "egenkontroll",
    "klagomal-och-synpunkter": "klagomal",
    "rapporteringsskyldighet": "rapportering",
    "forbattrande-atgarder": "forbattring",
    "personalens-medverkan": "medverkan",
}
RATINGS = {"uppfylld": Rating.MET, "delvis uppfylld": Rating.PARTLY, "ej uppfylld": Rating.NOT_MET}
STATUSES = {
    "genomförd": Status.DONE,
    "pågår": Status.ONGOING,
    "påbörjad": Status.STARTED,
    "planerad": Status.PLANNED,
    "beslutad": Status.DECIDED,
    "utreds": Status.EXPLORED,
    "pausad": Status.PAUSED,
    "ej genomförd": Status.NOT_DONE,
}
SECTION_AREAS = (  # the report's numbered sections follow SOSFS 2011:9; the longest match wins
    ("3.1", "processer"),
    ("3.2", "samverkan"),
    ("3", "lagrum"),
    ("4.1", "riskanalys"),
    ("4.2", "egenkontroll"),
    ("4.3", "rapportering"),
    ("5", "medverkan"),
)
SUBJECT_AREAS = {  # what the report of 2022, ordered by goals, has to be sorted by
    "samverkan": "samverkan",
    "rutiner": "processer",
    "kompetens": "medverkan",
    "ombud": "medverkan",
    "internkontroll": "egenkontroll",
    "egenkontroll": "egenkontroll",
    "brukarundersökning": "egenkontroll",
    "uppföljning": "egenkontroll",
    "klagomål": "klagomal",
}


def load_documents(municipality: Municipality) -> dict[str, Document]:
    """The two reports, by the name the data calls them."""
    documents = {}
    for row in read("documents"):
        documents[row["seed"]], _ = Document.objects.update_or_create(
            municipality=municipality,
            slug=DOCUMENTS[row["seed"]],
            defaults={
                "title": row["title"],
                "year": int(row["period"]),
                "dated_on": date.fromisoformat(row["date"]) if row["date"] else None,
                "registry_number": row["diary_number"],
                "issued_by": row["issued_by"],
                "note": row["note"],
            },
        )
    return documents


def place(row: Row, documents: dict[str, Document]) -> dict[str, object]:
    """Where the row was read: document, section and line."""
    return {
        "document": documents[row["seed"]],
        "section": row["section"],
        "line": whole(row.get("line", "")),
    }


def load_vision(municipality: Municipality, documents: dict[str, Document]) -> None:
    for row in read("plans_and_reports"):
        if row["id"] == "vision":
            Vision.objects.get_or_create(
                municipality=municipality,
                title=row["name"],
                defaults={"until_year": 2030, **place(row, documents)},
            )


def load_goals(municipality: Municipality, documents: dict[str, Document]) -> dict[int, Goal]:
    """The ten goals of the term, by number."""
    goals: dict[int, Goal] = {}
    for row in read("goals"):
        number = whole(row["goal_no"])
        if number is not None and number not in goals:
            goals[number], _ = Goal.objects.get_or_create(
                municipality=municipality,
                number=number,
                first_year=2022,
                defaults={"title": row["goal_title"], **place(row, documents)},
            )
    return goals


def load_assessments(sector: Unit, documents: dict[str, Document]) -> None:
    for row in read("self_assessment"):
        SelfAssessment.objects.update_or_create(
            unit=sector,
            area=AREAS[row["id"]],
            year=int(row["year"]),
            defaults={
                "rating": RATINGS[row["rating"]],
                "instrument": row["instrument"],
                "comment": row["note"],
                **place(row, documents),
            },
        )


def load_needs(sector: Unit, documents: dict[str, Document]) -> dict[str, Need]:
    """The common risk areas, and (derived, and said to be) one need per area that is not fully met."""
    needs: dict[str, Need] = {}
    for row in read("self_assessment"):
        if RATINGS[row["rating"]] != Rating.MET:
            area = AREAS[row["id"]]
            title = f"Nå hela vägen: {row['sosfs_area'][0].lower()}{row['sosfs_area'][1:]}"
            needs[area] = _need(sector, area, title, row, documents, is_derived=True)
    for row in read("risks"):
        _need(sector, "riskanalys", row["title"], row, documents, is_derived=False)
    return needs


def _need(
    sector: Unit, area: str, title: str, row: Row, documents: dict[str, Document], *, is_derived: bool
) -> Need:
    defaults = {"year": 2025, "is_derived": is_derived, **place(row, documents)}
    need, _ = Need.objects.get_or_create(unit=sector, area=area, title=title, defaults=defaults)
    return need


def area_of(row: Row) -> str:
    """The SOSFS area that an action belongs to, by its numbered section or else by its subject."""
    match = re.match(r"\d(\.\d)?", row["section"])
    if match:
        for prefix, area in SECTION_AREAS:
            if match.group().startswith(prefix):
                return "klagomal" if row["area"] == "klagomål" else area
    return SUBJECT_AREAS.get(row["area"], "forbattring")


def load_actions(
    units: dict[str, Unit], needs: dict[str, Need], documents: dict[str, Document]
) -> dict[str, list[Action]]:
    """Every named action; the answer says which actions aim at which indicator."""
    aims: dict[str, list[Action]] = {}
    for row in read("actions"):
        action, is_new = Action.objects.get_or_create(
            document=documents[row["seed"]],
            slug=row["id"],
            defaults={
                "unit": units[row["unit"]],
                "area": area_of(row),
                "subject": row["area"],
                "title": row["title"],
                "year": int(row["year"]),
                "status": STATUSES[row["status"]],
                "section": row["section"],
                "line": whole(row["line"]),
            },
        )
        if is_new and action.area in needs and action.document == documents["000_454b1a5669fbd0fe.txt"]:
            action.needs.add(needs[action.area])
        if row["linked_indicator"]:
            aims.setdefault(row["linked_indicator"], []).append(action)
    return aims
