"""The pictures of README and the handbook: which page, who looks at it, and what is done before it is taken."""

from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
PICTURES = HOUSE / "docs" / "pictures"
PHONE = 360
REPORT = "/rapporter/kvalitetsberattelse/leksand/2025/"


@dataclass(frozen=True)
class Picture:
    """A page as somebody sees it: `clicks` go on from it, `file` uploads, `at` is what to roll up to the top."""

    name: str
    who: str
    path: str
    clicks: tuple[str, ...] = ()
    file: str = ""
    at: str = ""
    municipality: str = "lingonfors"
    width: int = 1280
    height: int = 800


FAULTY = """id;name;parent_id;kind;law_area;regime;place;valid_from;valid_to;note
bjorken;Björken;aldreomsorgen;boende;SoL;egen;;2022-13;;
bjorken;Björken;aldreomsorg;enhet;SoL HSK;egen;;2022;2021;
"""
GOOD = """id;name;parent_id;kind;law_area;regime;place;valid_from;valid_to;note
bjorken;Björken;aldreomsorg;enhet;SoL HSL;egen;Lingonfors;2027-01;;
tallglantan;Tallgläntans äldreboende;aldreomsorg;enhet;SoL HSL;;;;;
"""

WANTED = (
    Picture(
        "matning-telefon",
        "manager",
        "/matt/matningar/",
        clicks=(".measuring-mine a",),
        width=PHONE,
        height=900,
    ),
    Picture("matning-laget", "department_head", "/matt/matningar/", clicks=("a:text-is('Sjukfrånvaro')",)),
    Picture("startsida", "sas", "/", height=1060),
    Picture("rapport", "sas", REPORT, at=".report-tools", municipality="leksand"),
    Picture("rapport-sammanfattning", "sas", REPORT, at="#sammanfattning", municipality="leksand"),
    Picture("rapport-tabell", "sas", REPORT, at="[id^=resultat-lss]", municipality="leksand"),
    Picture("rapporter", "sas", "/rapporter/", municipality="leksand"),
    Picture("sjalvskattning", "sas", "/ledning/", at="h2:has-text('jälvskattning')"),
    Picture("matt", "sas", "/matt/", municipality="leksand"),
    Picture("matt-diagram", "sas", "/matt/tid-hemtjanst/"),
    Picture("varde", "sas", "/matt/", clicks=("main table a[href*='/varde/']",), municipality="leksand"),
    Picture(
        "fraga",
        "politician",
        "/matt/fragor/",
        clicks=("main a:has-text('Väntetiden till särskilt')",),
        height=900,
    ),
    Picture("rort-sig", "sas", "/matt/forandringar/", municipality="leksand"),
    Picture("kostnader", "sas", "/kostnader/sabo-2022/", at="#aldrar", municipality="leksand"),
    Picture("kostnad-forandring", "sas", "/kostnader/hemtjanst-2025/", at="#forandring", height=900),
    Picture("behov", "sas", "/atgarder/behov/"),
    Picture("atgarder", "sas", "/atgarder/"),
    Picture("atgard", "sas", "/atgarder/", clicks=("main a:has-text('Pröva fast besökstid')",)),
    Picture("organisation", "administrator", "/organisation/"),
    Picture("fel-i-filen", "administrator", "/organisation/inlasning/", file=FAULTY),
    Picture("granska-filen", "administrator", "/organisation/inlasning/", file=GOOD),
    Picture("rapportera-telefon", "staff", "/avvikelser/rapportera/", width=PHONE, height=900),
    Picture(
        "handelse",
        "home_manager",
        "/avvikelser/?status=alla&allvarlighet=3",
        clicks=("main .rows a",),
        height=1200,
    ),
    Picture("veckan", "home_manager", "/avvikelser/veckan/"),
    Picture("handelser-siffror", "home_manager", "/avvikelser/siffror/"),
    Picture("lex", "lex_sarah", "/lex/", clicks=("main .lex-rows a",), height=1100),
    Picture(
        "uppfoljning", "sas", "/effekter/", clicks=("main a[href*='/effekter/uppfoljning/']",), height=1100
    ),
    Picture("skriva-lista", "sas", "/rapporter/arbete/", height=820),
    Picture(
        "skriva-tavla",
        "sas",
        "/rapporter/arbete/",
        clicks=("main a:has-text('Kvalitetsberättelse 2026')",),
        height=1100,
    ),
    Picture("publicerade-telefon", "", "/rapporter/publik/lingonfors/", width=PHONE, height=1000),
    Picture(
        "fraga-flera",
        "sas",
        "/rapporter/arbete/",
        clicks=(
            "main a:has-text('Kvalitetsberättelse 2026')",
            "main a:has-text('Fråga flera')",
            "main a:has-text('samma som förra året')",
        ),
        at="fieldset:has(.picked input:checked)",
        height=900,
    ),
    Picture(
        "skriva-avsnitt",
        "sas",
        "/rapporter/arbete/",
        clicks=("main a:text-is('Kvalitetsberättelse 2026')", "main .board a:has-text('som lovades')"),
        at=".waits-here",
        height=1100,
    ),
    Picture("personer", "administrator", "/konto/personer/"),
)
