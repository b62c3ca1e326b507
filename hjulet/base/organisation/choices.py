"""The words of the organisation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitKind(TextChoices):
    MUNICIPALITY = "municipality", _("kommun")
    SECTOR = "sector", _("sektor")
    DEPARTMENT = "department", _("avdelning")
    UNIT = "unit", _("enhet")
    EXTERNAL = "external", _("extern utförare")


class LawArea(TextChoices):
    SOL = "SoL", _("SoL")
    LSS = "LSS", _("LSS")
    HSL = "HSL", _("HSL")
    IFO = "IFO", _("IFO")
    SFB = "SFB", _("SFB")


class Regime(TextChoices):
    OWN = "own", _("egen regi")
    LOV = "lov", _("valfrihetssystem (LOV)")
    BOTH = "", _("båda")


class LineageKind(TextChoices):
    RENAMED = "renamed", _("bytte namn")
    SPLIT = "split", _("delades")
    MERGED = "merged", _("slogs ihop")


class ExposureKind(TextChoices):
    """What a rate is counted per."""

    RESIDENT_DAYS = "resident_days", _("boendedygn")
    USERS = "users", _("brukare")
    VISITS = "visits", _("besök")
    DOSES = "doses", _("doser")
