"""Patientsäkerhetsberättelse: the parts that PSL 3 kap. 10 § and HSLF-FS 2017:40 7 kap. ask for, by 1 March."""

from collections.abc import Iterable, Sequence

from hjulet.base import law
from hjulet.base.law import AREA_BY_KEY
from hjulet.base.organisation.choices import LawArea
from hjulet.check.deviations.choices import CareInjury, Law
from hjulet.check.indicators.compare.sets import BROUGHT_IN
from hjulet.check.indicators.models import Indicator
from hjulet.plan.steering.models import Goal
from hjulet.report.reports.blocks import Block, Bullets, Note, Paragraph, Text
from hjulet.report.reports.chapters import chapter, result_chapters
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections import (
    areas,
    cooperation,
    deviation_blocks,
    deviation_figures,
    deviations,
    method,
    patient_safety,
    promises,
    registers,
    results,
    safety_summary,
)

CARE = frozenset({"hälso- och sjukvård", "rehabilitering", "patientsäkerhet"})  # subjects of indicators
REGISTERS = tuple(one for one in BROUGHT_IN if one.key != "hemtjanstindex")
EVENTS, COMPLAINTS = "avvikelser", "klagomål"
PARTS = "HSLF-FS 2017:40 7 kap., SOSFS 2011:9"
OWED = {  # what 7 kap. asks each part to tell, and who sees to it that it is told
    "ansvar": (
        "Skriv hur ansvaret är fördelat mellan nämnd, socialchef, verksamhetschefer, MAS, MAR och legitimerad personal.",
        "Socialchefen och MAS",
    ),
    "samverkan": (
        "Skriv hur ni har samverkat för att förebygga vårdskador, till exempel vid utskrivning, läkemedelsgenomgångar och SIP.",
        "MAS och verksamhetscheferna",
    ),
    "riskanalys": (
        "Skriv vilka risker för vårdskador ni har bedömt, hur sannolika och allvarliga de är, och vad ni har gjort åt dem.",
        "Enhetscheferna och MAS",
    ),
    "egenkontroll": (
        "Skriv vilka egenkontroller som gjordes och hur ofta, till exempel läkemedelsgranskning, hygien, journalgranskning "
        "och loggkontroll, och vad de visade.",
        "MAS och MAR",
    ),
    "rapportering": (
        "Skriv hur personalen rapporterar risker och händelser, hur de utreds, och vad ni har lärt er av dem.",
        "MAS",
    ),
    "klagomal": (
        "Skriv hur många klagomål på vården som kom från patienter, närstående, patientnämnden och IVO, vad de handlade om, "
        "hur de besvarades och vad de ledde till.",
        "Enhetscheferna och MAS",
    ),
    "medverkan": (
        "Skriv hur personalen och patienter och närstående har deltagit i patientsäkerhetsarbetet.",
        "Enhetscheferna",
    ),
}  # fmt: skip


def blocks_of(scope: Scope) -> tuple[Sequence[Block], method.Method]:
    """The whole report, and what is known of its sources."""
    found = results.collect(scope, _is_told)
    improvement = areas.collect(scope)
    sources = method.collect(scope, found)
    about = Parts(scope, found, improvement)
    blocks = (
        *about.summary(),
        *about.goals(),
        *about.responsibility(),
        *about.together(),
        *about.area("riskanalys", "Risker för vårdskador", "5 kap. 1 §"),
        *about.self_inspection(),
        *about.events(),
        *about.injuries(),
        *about.complaints(),
        *about.area("medverkan", "Personalens medverkan", "6 kap."),
        *about.actions(),
        *chapter(f"Inför {scope.year + 1}", "infor"),
        *promises.ahead(improvement, scope.year),
        *chapter("Dokumentation och källor", "kallor", str(law.DOCUMENTATION)),
        *method.blocks_of(sources),
    )
    return blocks, sources


def _is_told(indicator: Indicator) -> bool:
    """Of what is measured only what is about the care, its events and its complaints."""
    about_events = indicator.subject in {EVENTS, COMPLAINTS}
    return about_events or _is_of_care(indicator.subject, indicator.source_register)


def _is_of_care(subject: str, register: str) -> bool:
    """By its subject, or as one of the quality registers of the care."""
    return subject in CARE or any(one.is_named(register) for one in REGISTERS)


def title(scope: Scope) -> str:
    return f"Patientsäkerhetsberättelse {scope.year}"


class Parts:
    """The parts that several collections meet in."""

    def __init__(self, scope: Scope, found: results.Results, improvement: areas.Improvement) -> None:
        self.scope, self.results, self.improvement = scope, found, improvement
        self.counted = deviations.collect(scope, Law.HSL)
        self.safety = patient_safety.collect(scope)
        self.may_count = self.counted is None or deviation_blocks.tells_injuries(
            self.counted, str(CareInjury.YES.label)
        )  # the care injuries, as the table of them does

    def summary(self) -> Iterable[Block]:
        yield from chapter("Sammanfattning", "sammanfattning", str(law.SAFETY_REPORT_PSL))
        about = deviation_figures.law_of(self.counted, Law.HSL) if self.counted else None
        if self.counted is None or about is None or not about.now:
            said = f"Inga händelser enligt hälso- och sjukvårdslagen är rapporterade i systemet för {self.scope.year}. MAS beskriver året i text."
            yield Note("owed", (Text(said),), "Inga uppgifter")
            return
        yield from safety_summary.blocks_of(
            self.counted, about, self.safety, self.scope, may_count=self.may_count
        )

    def goals(self) -> Iterable[Block]:
        yield from chapter("Mål och strategier", "mal-och-strategier", str(law.LEAD_PSL))
        year = self.scope.year
        known = Goal.objects.filter(municipality=self.scope.municipality, first_year__lte=year)
        found = [goal for goal in known if goal.last_year is None or goal.last_year >= year]
        if found:
            yield Paragraph((Text("Kommunens mål under året:"),))
            yield Bullets(tuple((Text(f"Mål {goal.number}: {goal.title}"),) for goal in found))
        said = "Skriv vilka mål och strategier som gällde för patientsäkerheten. MAS och MAR äger avsnittet."
        yield Note("owed", (Text(said),))

    def responsibility(self) -> Iterable[Block]:
        reference = law.cited((law.RESPONSIBILITY_PSL, law.SAFETY_REPORT_HSLF))
        yield from chapter("Organisation och ansvar", "ansvar", reference)
        yield from patient_safety.duties(self.safety)
        yield from self._state("ansvar")

    def area(self, key: str, name: str, place: str) -> Iterable[Block]:
        """What the area of SOSFS 2011:9 holds, which is common to the social services and the care."""
        yield from chapter(name, key, f"{PARTS} {place}")
        yield from self._state(key)

    def together(self) -> Iterable[Block]:
        """With whom harm is prevented: the cooperation that is about the care, as it is written in the system."""
        yield from self.area("samverkan", "Samverkan för att förebygga vårdskador", "4 kap. 6 §")
        yield from cooperation.blocks_of(cooperation.collect(self.scope, LawArea.HSL))

    def self_inspection(self) -> Iterable[Block]:
        yield from self.area("egenkontroll", "Egenkontroll", "5 kap. 2 §")
        yield from registers.blocks_of(registers.collect(self.scope))
        care = self.results.where(lambda group: _is_of_care(group.subject, group.register))
        if not care:
            said = "Det finns inga mått med ämnet hälso- och sjukvård. MAS lägger upp dem under Mått och värden, eller beskriver resultaten i text."
            yield Note("info", (Text(said),), "Inga mått för vården")
        yield from result_chapters(care, self.results.moved, level=2)

    def events(self) -> Iterable[Block]:
        reference = law.cited((law.REPORT_PSL, law.INVESTIGATE_PSL, law.SAFETY_REPORT_HSLF))
        yield from chapter("Rapportering och utredning av händelser", "rapportering", reference)
        yield from self._state("rapportering")
        if self.counted is None:
            said = f"Inga händelser är rapporterade i systemet för {self.scope.year}. MAS äger avsnittet."
            yield Note("owed", (Text(said),))
        yield from deviation_blocks.blocks_of(self.counted, level=2)
        yield from result_chapters(self._groups(EVENTS), self.results.moved, level=2)

    def injuries(self) -> Iterable[Block]:
        reference = law.cited((law.NOTIFY_PSL, law.INFORM_PSL))
        yield from chapter("Vårdskador och information till patienten", "vardskador", reference)
        yield from patient_safety.injuries(self.safety, self.scope, may_count=self.may_count)

    def complaints(self) -> Iterable[Block]:
        reference = law.cited((law.COMPLAINTS_PSL, law.SAFETY_REPORT_HSLF))
        yield from chapter("Klagomål och synpunkter", "klagomal", reference)
        yield from self._state("klagomal")
        yield from result_chapters(self._groups(COMPLAINTS), self.results.moved, level=2)

    def actions(self) -> Iterable[Block]:
        yield from chapter("Åtgärder och resultat", "forbattring", str(law.SAFETY_REPORT_PSL))
        yield from patient_safety.actions(self.safety)

    def _state(self, key: str) -> Iterable[Block]:
        """Rating, needs and actions; where there are none, what should be told and who owns the part."""
        facts = self.improvement.of(AREA_BY_KEY[key])
        yield Paragraph((Text(areas.status_sentence(facts.status, self.scope.year)),))
        yield from areas.needs(facts)
        if facts.actions:
            yield areas.action_table(f"Åtgärder: {facts.status.area.name.lower()}", facts.actions)
            return
        asked, owner = OWED[key]
        said = f"Inga åtgärder är registrerade för {self.scope.year}. {asked} {owner} äger avsnittet."
        yield Note("owed", (Text(said),))

    def _groups(self, subject: str) -> tuple[results.Group, ...]:
        return self.results.where(lambda group: group.subject == subject)
