"""Three processes of Lingonfors, mapped with their routines: deviations, economy, digital welfare technology. All invented."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils.timezone import localtime

from hjulet.act.actions.models import Action
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.models import Notice
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.models import User
from hjulet.demo.process_texts import TEXTS, TITLES, WRITTEN_ANEW
from hjulet.plan.procedures.choices import Part, Priority, ProcessKind, RoutineKind
from hjulet.plan.procedures.models import Process, Routine
from hjulet.plan.procedures.workflows import mapping, reviewing, starting, writing
from hjulet.plan.procedures.workflows.adding import ApprovedText, add_approved
from hjulet.plan.procedures.workflows.mapping import ActivityText, Onward, ProcessFacts
from hjulet.plan.procedures.workflows.reviewing import Decision

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Step:
    """An activity, and the titles of its routines."""

    lane: str
    name: str
    routines: tuple[str, ...] = ()
    question: str = ""
    ways: tuple[tuple[str, int | None], ...] = ()  # when, and the number of the step; none is the end


@dataclass(frozen=True)
class Mapped:
    name: str
    kind: ProcessKind
    purpose: str
    begins: str
    ends: str
    owner: str
    leader: str
    steps: tuple[Step, ...]
    needs_cooperation: bool = False


PROCESSES = (
    Mapped(
        "Avvikelser", ProcessKind.MAIN, "Det som inte blev som det skulle händer inte igen, och den som rapporterade får veta vad det ledde till.",
        "Något blev inte som det skulle", "Effekten är uppföljd", "sas", "developer",
        (
            Step("medarbetare", "Avhjälp det som går genast", ("Rapportera och hantera avvikelser", "När någon har fallit")),
            Step("medarbetare", "Rapportera samma pass", ("Rapportera och hantera avvikelser",)),
            Step("enhetschef", "Bedöm allvar och sannolikhet", ("Rapportera och hantera avvikelser",), "Kan det vara ett missförhållande eller en vårdskada?", (("ja", 4), ("nej", 5))),
            Step("SAS eller MAS", "Utred enligt lex Sarah eller lex Maria", ("Lex Sarah: rapportera missförhållanden", "Lex Maria: allvarlig vårdskada")),
            Step("enhetschef", "Ta reda på vad som bidrog, tillsammans", (TITLES["analys"],)),
            Step("enhetschef", "Besluta åtgärder och svara den som rapporterade", (TITLES["analys"],)),
            Step("enhetschef", "Följ upp om det blev bättre", (TITLES["effekt"],)),
        ),
    ),
    Mapped(
        "Ekonomi", ProcessKind.SUPPORT, "Pengarna räcker till det som är beslutat, och den som ansvarar ser i tid när de inte gör det.",
        "Ramen för nästa år är beslutad", "Året är avslutat", "director", "department_head",
        (
            Step("socialchef", "Fördela ramen på avdelningarna", (TITLES["budget"],)),
            Step("enhetschef", "Lägg budget och bemanning för enheten", (TITLES["budget"], "När det fattas personal")),
            Step("enhetschef", "Attestera fakturor och löner", (TITLES["attest"],)),
            Step("enhetschef", "Följ upp månaden mot volymerna", (TITLES["manad"],), "Avviker det mer än två procent?", (("ja", 5), ("nej", 3))),
            Step("avdelningschef", "Besluta åtgärd och meddela socialchefen", (TITLES["manad"],)),
            Step("socialchef", "Rapportera till utskottet per tertial", ()),
        ),
    ),
    Mapped(
        "Digitala välfärdslösningar", ProcessKind.MAIN, "Tekniken gör vardagen tryggare och friare för den som vill ha den, och frigör tid till möten.",
        "Ett behov som teknik kan möta", "Lösningen är en del av vardagen, eller avslutad", "developer", "manager",
        (
            Step("verksamhetsutvecklare", "Beskriv behovet med dem det gäller", (TITLES["teknik"],)),
            Step("verksamhetsutvecklare", "Gör riskanalys, också av informationen", ("Riskanalys inför förändring", TITLES["teknik"])),
            Step("handläggare", "Fråga om samtycke och besluta om insatsen", ("Samtycke när någon har svårt att besluta",), "Vill den enskilde?", (("ja", 4), ("nej", None))),
            Step("enhetschef", "Inför med utbildning och reservrutin", (TITLES["teknik"], "När datasystemet ligger nere", "Trygghetslarm: svara och åka ut")),
            Step("medarbetare", "Använd, och rapportera det som inte fungerar", ("Medicintekniska produkter", "Rapportera och hantera avvikelser")),
            Step("verksamhetsutvecklare", "Följ upp nyttan efter tre månader", (TITLES["nytta"],), "Hjälper den?", (("ja", None), ("nej, justera", 4))),
        ),
        needs_cooperation=True,
    ),
)  # fmt: skip


@transaction.atomic
def load(municipality: Municipality, people: dict[str, User], at: datetime) -> None:
    """Those that are not there yet; safe to run twice. Routines that others have loaded are tied by their titles."""
    sector = Unit.objects.get(municipality=municipality, slug="sociala-sektorn")
    _load_routines(sector, people, at)
    there = set(Process.objects.filter(unit__municipality=municipality).values_list("name", flat=True))
    for mapped in PROCESSES:
        if mapped.name not in there:
            _load_process(mapped, sector, people, at)
    _tie(municipality)


def _load_routines(sector: Unit, people: dict[str, User], at: datetime) -> None:
    there = set(Routine.objects.filter(municipality=sector.municipality).values_list("title", flat=True))
    day = localtime(at).date()
    for place, text in enumerate(TEXTS):
        if text.title in there:
            continue
        valid_from = day - timedelta(days=90 + 31 * place)
        routine = add_approved(
            ApprovedText(
                unit=sector, title=text.title, kind=RoutineKind(text.kind), how=text.how, who=text.who,
                valid_from=valid_from, review_by=valid_from + YEAR, approved_at=at - (day - valid_from),
                approved_by=people.get("director"), approved_by_said="" if people.get("director") else "Socialchefen",
                owner=people.get(text.owner), law_codes="SoL LSS HSL", keywords=text.keywords,
            ),
            by=people.get("developer"), at=at,
        )  # fmt: skip
        _write_anew(routine, people, at, day)


def _write_anew(routine: Routine, people: dict[str, User], at: datetime, day: date) -> None:
    """Two of them have a later version: one in force since an action, one waiting for review."""
    anew = WRITTEN_ANEW.get(routine.title)
    writer, approver = people.get("developer"), people.get("director")
    if anew is None or writer is None or approver is None:
        return
    behind = (
        Action.objects.filter(unit__municipality=routine.municipality, slug=anew.action)[:1]
        if anew.action
        else ()
    )
    version = starting.next_version(routine, by=writer, at=at, prompted_by=behind)
    text = version.how.replace(anew.was, anew.now)
    writing.save_text(version, Part.HOW, text, revision=version.how_revision, by=writer, at=at)
    version.refresh_from_db()
    if anew.is_approved:
        said = Decision(day, day + YEAR, version.computed_fingerprint(), anew.what_is_new)
        reviewing.approve(version, said, by=approver, at=at, day=day)
    else:
        reviewing.send(version, by=writer, at=at, day=day)
        told = Notice.objects.filter(user__municipality=routine.municipality, kind=Kind.ROUTINE_ASKED)
        told.filter(mailed_at=None).update(mailed_at=at)  # nobody is to be mailed about what was invented


def _load_process(mapped: Mapped, sector: Unit, people: dict[str, User], at: datetime) -> None:
    facts = ProcessFacts(
        unit=sector, name=mapped.name, kind=mapped.kind, purpose=mapped.purpose, begins=mapped.begins,
        ends=mapped.ends, priority=Priority.HIGH, law_codes="SoL LSS HSL", owner=people.get(mapped.owner),
        leader=people.get(mapped.leader), support=people.get("developer"), needs_cooperation=mapped.needs_cooperation,
    )  # fmt: skip
    by = people.get("developer")
    if by is None:
        return
    process = mapping.add_process(facts, uuid5(NAMESPACE_URL, f"lingonfors/{mapped.name}"), by=by, at=at)
    said = [
        ActivityText(
            step.name, step.lane, step.question,
            ways=tuple(Onward(when, None if to is None else to - 1) for when, to in step.ways),
        )
        for step in mapped.steps
    ]  # fmt: skip
    mapping.write_activities(process, said, revision=process.revision, by=by, at=at)
    process.refresh_from_db()
    if people.get("director") and process.owner_id:
        mapping.establish(process, revision=process.revision, by=people["director"], at=at)


def _tie(municipality: Municipality) -> None:
    """Each activity with the routines of its titles that are there."""
    routines = {one.title: one for one in Routine.objects.filter(municipality=municipality)}
    for process in Process.objects.filter(unit__municipality=municipality).prefetch_related(
        "activities__routines"
    ):
        mapped = next((one for one in PROCESSES if one.name == process.name), None)
        for activity, step in zip(process.activities.all(), mapped.steps if mapped else (), strict=False):
            found = [routines[title] for title in step.routines if title in routines]
            missing = [routine for routine in found if routine not in activity.routines.all()]
            if missing:
                activity.routines.add(*missing)
