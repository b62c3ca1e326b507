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
