"""The statutes we cite, by name and date in force. A renumbering is one edit here and nowhere else.

Today's law: socialtjänstlagen (2025:400) replaced (2001:453) on 1 July 2025. A feature that answers to another
statute adds it here and to docs/law.md.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Statute:
    short: str
    name: str
    in_force: date

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Paragraph:
    """One place in a statute, and what it demands in a few words."""

    statute: Statute
    place: str  # "5 kap. 1 §"
    about: str

    def __str__(self) -> str:
        return f"{self.place} {self.statute.name}"


SOSFS = Statute("SOSFS 2011:9", "SOSFS 2011:9", date(2012, 1, 1))
SOL = Statute("SoL", "socialtjänstlagen (2025:400)", date(2025, 7, 1))
LSS = Statute("LSS", "LSS (1993:387)", date(1994, 1, 1))
PSL = Statute("PSL", "patientsäkerhetslagen (2010:659)", date(2011, 1, 1))
HSL = Statute("HSL", "hälso- och sjukvårdslagen (2017:30)", date(2017, 4, 1))
SOSFS_LEX_SARAH = Statute("SOSFS 2011:5", "SOSFS 2011:5", date(2011, 7, 1))
HSLF_DEVICES = Statute("HSLF-FS 2021:52", "HSLF-FS 2021:52", date(2021, 7, 15))
HSLF_SAFETY = Statute("HSLF-FS 2017:40", "HSLF-FS 2017:40", date(2017, 9, 1))
HSLF_LEX_MARIA = Statute("HSLF-FS 2017:41", "HSLF-FS 2017:41", date(2017, 9, 1))
OSL = Statute("OSL", "offentlighets- och sekretesslagen (2009:400)", date(2009, 6, 30))
PDL = Statute("PDL", "patientdatalagen (2008:355)", date(2008, 7, 1))


RESPONSIBILITY = Paragraph(SOSFS, "3 kap. 1–3 §§", "ansvar för ledningssystemet")
ADAPTATION = Paragraph(SOSFS, "4 kap. 1 §", "ledningssystemet anpassas till verksamheten")
PROCESSES = Paragraph(SOSFS, "4 kap. 2–4 §§", "processer, aktiviteter och rutiner")
IDENTIFY_PROCESSES = Paragraph(SOSFS, "4 kap. 2 §", "processerna identifieras, beskrivs och fastställs")
ORDER_ACTIVITIES = Paragraph(SOSFS, "4 kap. 3 §", "aktiviteterna i varje process och deras ordning")
ESTABLISH_ROUTINES = Paragraph(SOSFS, "4 kap. 4 §", "rutiner: hur det görs och vem som svarar för vad")
COOPERATION = Paragraph(SOSFS, "4 kap. 5–6 §§", "samverkan")
RISKS = Paragraph(SOSFS, "5 kap. 1 §", "riskanalys")
SELF_INSPECTION = Paragraph(SOSFS, "5 kap. 2 §", "egenkontroll")
COMPLAINTS = Paragraph(SOSFS, "5 kap. 3 §", "klagomål och synpunkter")
REPORTING = Paragraph(SOSFS, "5 kap. 4–5 §§", "rapportering och utredning av avvikelser")
COMPILATION = Paragraph(SOSFS, "5 kap. 6 §", "sammanställning och analys")
IMPROVEMENT = Paragraph(SOSFS, "5 kap. 7–8 §§", "förbättrande åtgärder, processer och rutiner")
PARTICIPATION = Paragraph(SOSFS, "6 kap. 1–3 §§", "personalens medverkan")
DOCUMENTATION = Paragraph(SOSFS, "7 kap. 1 §", "dokumentation och kvalitetsberättelse")

QUALITY_SOL = Paragraph(SOL, "5 kap. 2 §", "systematiskt följa upp, utveckla och säkra kvaliteten")
TAKE_PART_SOL = Paragraph(SOL, "5 kap. 1 §", "var och en medverkar till god kvalitet")
REPORT_SOL = Paragraph(SOL, "27 kap. 2 §", "rapportera missförhållanden genast")
INVESTIGATE_SOL = Paragraph(SOL, "27 kap. 5 §", "dokumentera, utreda och avhjälpa")
NOTIFY_SOL = Paragraph(SOL, "27 kap. 6 §", "anmäla allvarliga missförhållanden till IVO")
UNEXECUTED_SOL = Paragraph(SOL, "34 kap. 1 §", "rapportera beslut som inte har verkställts")
QUALITY_LSS = Paragraph(LSS, "6 §", "kvaliteten utvecklas och säkras")
TAKE_PART_LSS = Paragraph(LSS, "24 a §", "var och en medverkar till god kvalitet")
REPORT_LSS = Paragraph(LSS, "24 b §", "rapportera missförhållanden")
INVESTIGATE_LSS = Paragraph(LSS, "24 e §", "dokumentera, utreda och avhjälpa")
NOTIFY_LSS = Paragraph(LSS, "24 f §", "anmäla allvarliga missförhållanden till IVO")
UNEXECUTED_LSS = Paragraph(LSS, "28 f §", "rapportera beslut som inte har verkställts")
QUALITY_HSL = Paragraph(HSL, "5 kap. 4 §", "kvaliteten utvecklas och säkras")
DELEGATION_PSL = Paragraph(PSL, "6 kap. 3 §", "delegera en arbetsuppgift")
REPORT_PSL = Paragraph(PSL, "6 kap. 4 §", "personalen rapporterar risker och händelser")
INVESTIGATE_PSL = Paragraph(PSL, "3 kap. 3 §", "utreda händelser som kunde ha medfört vårdskada")
PROVIDER_SOL = Paragraph(SOL, "27 kap. 4 §", "privat utförare underrättar nämnden om rapporter")
PROVIDER_LSS = Paragraph(LSS, "24 d §", "privat utförare underrättar nämnden om rapporter")
DOCUMENT_LEX_SARAH = Paragraph(SOSFS_LEX_SARAH, "5 kap.", "vad en utredning enligt lex Sarah ska innehålla")
PLAN_PSL = Paragraph(PSL, "3 kap. 2 §", "tidsplan för åtgärder som inte kan göras genast")
PATIENT_TAKES_PART_PSL = Paragraph(PSL, "3 kap. 4 §", "patienten och närstående får delta")
NOTIFY_PSL = Paragraph(PSL, "3 kap. 5 §", "anmäla allvarlig vårdskada till IVO")
INFORM_PSL = Paragraph(PSL, "3 kap. 8 §", "informera patienten")
INVESTIGATE_LEX_MARIA = Paragraph(HSLF_SAFETY, "3 kap.", "vad en utredning av en händelse ska innehålla")
NOTIFY_LEX_MARIA = Paragraph(HSLF_LEX_MARIA, "6 §", "vad en anmälan enligt lex Maria ska innehålla")
DEVICES = Paragraph(HSLF_DEVICES, "5 kap.", "tillbud och olyckor med medicintekniska produkter")
CARE_INJURY_PSL = Paragraph(PSL, "1 kap. 5 §", "vad en vårdskada är")
INNER_SECRECY_OSL = Paragraph(OSL, "8 kap. 2 §", "sekretess mellan självständiga verksamhetsgrenar")
SOCIAL_SECRECY_OSL = Paragraph(OSL, "26 kap. 1 §", "sekretess inom socialtjänsten")
HEALTH_SECRECY_OSL = Paragraph(OSL, "25 kap. 1 §", "sekretess inom hälso- och sjukvården")
REGISTER_OSL = Paragraph(OSL, "5 kap. 1–2 §§", "allmänna handlingar registreras")
LEAD_PSL = Paragraph(PSL, "3 kap. 1 §", "planera, leda och kontrollera verksamheten")
RESPONSIBILITY_PSL = Paragraph(PSL, "3 kap. 9 §", "hur ansvaret för patientsäkerheten är fördelat")
SAFETY_REPORT_PSL = Paragraph(PSL, "3 kap. 10 §", "patientsäkerhetsberättelse senast den 1 mars")
COMPLAINTS_PSL = Paragraph(PSL, "3 kap. 8 a–e §§", "ta emot och besvara klagomål")
NURSE_HSL = Paragraph(HSL, "11 kap. 4 §", "medicinskt ansvarig sjuksköterska i kommunen")
SAFETY_REPORT_HSLF = Paragraph(HSLF_SAFETY, "7 kap.", "vad patientsäkerhetsberättelsen ska innehålla")
REGISTERS_PDL = Paragraph(PDL, "7 kap.", "nationella kvalitetsregister")


@dataclass(frozen=True)
class Area:
    """An area of SOSFS 2011:9 that is assessed each year and has its chapter in the report."""

    key: str
    name: str
    paragraph: Paragraph
    also: tuple[Paragraph, ...] = ()  # what other statutes say of the same


AREAS: tuple[Area, ...] = (
    Area(
        "lagrum",
        "Vad ska vi göra utifrån olika lagrum",
        ADAPTATION,
        (QUALITY_SOL, QUALITY_LSS, QUALITY_HSL),
    ),
    Area("ansvar", "Vem gör vad och vem har ansvar", RESPONSIBILITY),
    Area("processer", "Processer och rutiner", PROCESSES),
    Area("samverkan", "Samverkan", COOPERATION),
    Area("riskanalys", "Riskanalys", RISKS),
    Area(
        "egenkontroll",
        "Egenkontroll",
        SELF_INSPECTION,
        (QUALITY_SOL, REGISTERS_PDL, UNEXECUTED_SOL, UNEXECUTED_LSS),
    ),
    Area("klagomal", "Klagomål och synpunkter", COMPLAINTS),
    Area(
        "rapportering",
        "Rapporteringsskyldighet",
        REPORTING,
        (
            REPORT_SOL,
            INVESTIGATE_SOL,
            NOTIFY_SOL,
            REPORT_LSS,
            INVESTIGATE_LSS,
            NOTIFY_LSS,
            REPORT_PSL,
            INVESTIGATE_PSL,
        ),
    ),
    Area("analys", "Sammanställning och analys", COMPILATION),
    Area("forbattring", "Förbättrande åtgärder", IMPROVEMENT),
    Area(
        "medverkan",
        "Personalens medverkan",
        PARTICIPATION,
        (TAKE_PART_SOL, TAKE_PART_LSS, REPORT_PSL),
    ),
    Area("dokumentation", "Dokumentation", DOCUMENTATION),
)
AREA_BY_KEY: dict[str, Area] = {area.key: area for area in AREAS}
AREA_CHOICES: list[tuple[str, str]] = [(area.key, area.name) for area in AREAS]


def cited(paragraphs: tuple[Paragraph, ...]) -> str:
    """'27 kap. 2 §, 27 kap. 5 § socialtjänstlagen (2025:400); 24 b § LSS (1993:387)': one statute at a time."""
    by_statute: dict[Statute, list[str]] = {}
    for paragraph in paragraphs:
        by_statute.setdefault(paragraph.statute, []).append(paragraph.place)
    return "; ".join(f"{', '.join(places)} {statute}" for statute, places in by_statute.items())
