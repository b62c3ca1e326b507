"""Lingonfors' units with how many live there and how much goes wrong there, and the two things hidden in it. Data.

Hidden, so that somebody can find them:
- a real change: from December 2025 Tallgläntan has a new evening routine for medication, and its deviations about
  medication fall by 45 per cent;
- a silent unit: Åkanten nedre stops reporting in May 2026, with as many resident days as before.
"""

from dataclasses import dataclass
from datetime import date

from hjulet.base.organisation.choices import UnitKind

FIRST_MONTH, LAST_DAY = date(2024, 11, 1), date(2026, 11, 15)
OWN_SYSTEM_FROM = date(2026, 3, 1)  # until then everybody, and later the others, write in the old system
PILOTS = ("tallglantan", "hemtjanst-soder-1", "ronnen")

CHANGED_PLACE, CHANGED_CODE, CHANGED_FROM, LEFT = "tallglantan", "HSL_MEDICATION", date(2025, 12, 1), 0.55
SILENT, SILENT_FROM = "akanten-nedre", date(2026, 5, 1)

HOME = {
    "HSL_FALL": 0.46, "HSL_MEDICATION": 0.34, "HSL_NURSING": 0.06, "HSL_PRESSURE_ULCER": 0.04, "HSL_DEVICE": 0.04,
    "HSL_TRANSFER": 0.03, "HSL_REHAB": 0.02, "HSL_INFECTION": 0.01,
}  # fmt: skip
NURSES = {
    "HSL_MEDICATION": 0.44, "HSL_FALL": 0.18, "HSL_TRANSFER": 0.14, "HSL_DEVICE": 0.08, "HSL_NURSING": 0.1,
    "HSL_REHAB": 0.06,
}  # fmt: skip
VISITS = {"HSL_MEDICATION": 0.7, "HSL_FALL": 0.3}
HOME_SOL = {
    "SOL_TREATMENT": 0.22, "SOL_SERVICE_MISSED": 0.22, "SOL_NEGLECT": 0.12, "SOL_PHYSICAL_ABUSE": 0.16,
    "SOL_PLAN_DEVIATION": 0.08, "SOL_INFORMATION": 0.1, "SOL_ENVIRONMENT_ROUTINE": 0.1,
}  # fmt: skip
VISITS_SOL = {
    "SOL_SERVICE_MISSED": 0.55, "SOL_TREATMENT": 0.15, "SOL_INFORMATION": 0.1, "SOL_NEGLECT": 0.1,
    "SOL_DOCUMENTATION": 0.06, "SOL_FINANCIAL": 0.04,
}  # fmt: skip
LSS_SOL = {
    "SOL_PHYSICAL_ABUSE": 0.22, "SOL_TREATMENT": 0.2, "SOL_SERVICE_MISSED": 0.2, "SOL_PLAN_DEVIATION": 0.2,
    "SOL_ENVIRONMENT_ROUTINE": 0.18,
}  # fmt: skip
CASEWORK = {"SOL_LEGAL_CERTAINTY": 0.5, "SOL_INFORMATION": 0.25, "SOL_DOCUMENTATION": 0.25}


@dataclass(frozen=True)
class Spot:
    """A unit that reports: how many a month by each law, and of what."""

    slug: str
    hsl: float
    sol: float
    hsl_types: dict[str, float]
    sol_types: dict[str, float]
    residents: int = 0  # counted against: resident days
    users: int = 0  # counted against: users a month
    ends: date | None = None
    begins: date | None = None


def _home(slug: str, hsl: float, residents: int) -> Spot:
    return Spot(slug, hsl, 0.75, HOME, HOME_SOL, residents=residents)


SPOTS = (
    _home("tallglantan-vitsippan", 10.5, 12), _home("tallglantan-blaklockan", 10, 12), _home("tallglantan-linnean", 9.5, 12),
    _home("akanten-ovre", 10, 14), _home("akanten-nedre", 10.5, 14),
    _home("kvarnbacken-svalan", 9, 12), _home("kvarnbacken-tranan", 9.5, 12), _home("kvarnbacken-ugglan", 8.5, 12),
    _home("furuhojden-ost", 10.5, 15), _home("furuhojden-vast", 10, 15),
    _home("lyktan", 8, 10),
    Spot("hemsjukvard-norr", 22, 0, NURSES, {}, users=190),
    Spot("hemsjukvard-soder", 20, 0, NURSES, {}, users=170),
    Spot("hemtjanst-norr", 5, 3, VISITS, VISITS_SOL, users=120),
    Spot("hemtjanst-soder", 9, 5, VISITS, VISITS_SOL, users=210, ends=date(2024, 12, 31)),
    Spot("hemtjanst-soder-1", 5, 3, VISITS, VISITS_SOL, users=110, begins=date(2025, 1, 1)),
    Spot("hemtjanst-soder-2", 4, 2.5, VISITS, VISITS_SOL, users=100, begins=date(2025, 1, 1)),
    Spot("vide-omsorg", 2.5, 1.2, VISITS, VISITS_SOL, users=60),
    Spot("ronnen", 2, 1.6, VISITS, LSS_SOL, residents=6),
    Spot("almen", 2, 1.4, VISITS, LSS_SOL, residents=6),
    Spot("verkstan", 0.3, 1.2, VISITS, LSS_SOL, users=27),
    Spot("ifo-barn", 0, 1.1, {}, CASEWORK),
    Spot("ifo-vuxna", 0, 0.9, {}, CASEWORK),
    Spot("ifo-stod", 0, 0.8, {}, CASEWORK),
)  # fmt: skip

UNIT = UnitKind.UNIT
UNITS = (  # slug, name, parent, kind, laws: beside those that `lingonfors.py` names
    ("tallglantan-vitsippan", "Tallgläntan Vitsippan", "tallglantan", UNIT, "SoL HSL"),
    ("tallglantan-blaklockan", "Tallgläntan Blåklockan", "tallglantan", UNIT, "SoL HSL"),
    ("tallglantan-linnean", "Tallgläntan Linnean", "tallglantan", UNIT, "SoL HSL"),
    ("akanten-ovre", "Åkanten övre", "akanten", UNIT, "SoL HSL"),
    ("akanten-nedre", "Åkanten nedre", "akanten", UNIT, "SoL HSL"),
    ("kvarnbacken", "Kvarnbacken", "aldreomsorg", UNIT, "SoL HSL"),
    ("kvarnbacken-svalan", "Kvarnbacken Svalan", "kvarnbacken", UNIT, "SoL HSL"),
    ("kvarnbacken-tranan", "Kvarnbacken Tranan", "kvarnbacken", UNIT, "SoL HSL"),
    ("kvarnbacken-ugglan", "Kvarnbacken Ugglan", "kvarnbacken", UNIT, "SoL HSL"),
    ("furuhojden", "Furuhöjden", "aldreomsorg", UNIT, "SoL HSL"),
    ("furuhojden-ost", "Furuhöjden öst", "furuhojden", UNIT, "SoL HSL"),
    ("furuhojden-vast", "Furuhöjden väst", "furuhojden", UNIT, "SoL HSL"),
    ("lyktan", "Korttidsboendet Lyktan", "aldreomsorg", UNIT, "SoL HSL"),
    ("hemsjukvard-norr", "Hemsjukvård norr", "hemsjukvard", UNIT, "HSL"),
    ("hemsjukvard-soder", "Hemsjukvård söder", "hemsjukvard", UNIT, "HSL"),
    ("almen", "Gruppbostaden Almen", "lss", UNIT, "LSS"),
    ("ifo-barn", "Barn och familj", "ifo", UNIT, "SoL IFO"),
    ("ifo-vuxna", "Vuxna", "ifo", UNIT, "SoL IFO"),
    ("ifo-stod", "Ekonomiskt stöd", "ifo", UNIT, "SoL IFO"),
)
