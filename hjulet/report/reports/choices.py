"""The words of reports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    QUALITY = "kvalitetsberattelse", _("Kvalitetsberättelse")
    RESULTS = "resultatrapport", _("Resultatrapport")
    SAFETY = "patientsakerhetsberattelse", _("Patientsäkerhetsberättelse")


class Edition(TextChoices):
    INTERNAL = "internal", _("intern utgåva")
    PUBLIC = "public", _("offentlig utgåva")


class Format(TextChoices):
    JSON = "json", _("JSON")
    HTML = "html", _("HTML")
    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word")


class FrameFault(TextChoices):
    """Why a frame cannot be kept."""

    NO_TITLE = "no_title", _("Skriv ett namn på kapitlet.")
    SAME_TITLE = "same_title", _("Två kapitel har samma namn.")
    STATUTORY = (
        "statutory",
        _("Kapitlet svarar mot en paragraf. Det går att byta namn på och flytta, men inte att ta bort."),
    )
    SAME_SECTION = "same_section", _("Två avsnitt i samma kapitel har samma namn.")
    STATUTORY_SECTION = (
        "statutory_section",
        _("Avsnittet svarar mot en paragraf. Det går att byta namn på och flytta, men inte att ta bort."),
    )
    NOTHING_LEFT = "nothing_left", _("Minst ett kapitel måste vara kvar.")
    SOMEBODY_WAS_FASTER = "faster", _("Någon annan har sparat ramen medan du ändrade.")


class SheetFault(TextChoices):
    """Why an own table cannot be kept."""

    EMPTY = "empty", _("Tabellen behöver en rubrikrad och minst en rad till.")
    COLUMNS = "columns", _("Tabellen ska ha två till tolv kolumner. Skilj cellerna med semikolon eller tabb.")
    ROWS = "rows", _("Tabellen har fler än 200 rader. Dela den.")
    NAMES = "names", _("Varje kolumn behöver ett eget namn.")
    RAGGED = "ragged", _("En rad har fler celler än rubrikraden. Rad:")
    LONG = "long", _("En cell är längre än 300 tecken. Rad:")
    PERSONAL_NUMBER = "personal_number", _("Tabellen ser ut att ha ett personnummer. Ta bort det.")
