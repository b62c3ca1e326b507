"""The words of files: what they are, and why one could not be saved or read."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What may be attached; the value is the usual extension."""

    JPEG = "jpg", _("JPEG-bild")
    PNG = "png", _("PNG-bild")
    WEBP = "webp", _("WebP-bild")
    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word-dokument")
    XLSX = "xlsx", _("Excel-ark")
    ODT = "odt", _("OpenDocument-text")
    TXT = "txt", _("textfil")


class Fault(TextChoices):
    """Why a file was not saved. Said after the text of the form is saved, hence "Texten är sparad"."""

    EMPTY = "empty", _("Filen var tom, så den kunde inte sparas. Texten är sparad. Välj filen igen.")
    FILE_TOO_LARGE = (
        "file_too_large",
        _("Vi kunde inte spara filen (%(size)s MB, högst %(most)s). Texten är sparad. Välj en mindre fil."),
    )
    PICTURE_TOO_LARGE = (
        "picture_too_large",
        _("Vi kunde inte spara bilden (%(size)s MB, högst %(most)s). Texten är sparad. Välj en mindre bild."),
    )
    TOO_MANY = (
        "too_many",
        _(
            "Högst %(count)s filer kan sparas på en gång. Texten och de första filerna är sparade. "
            "Lägg till resten efteråt."
        ),
    )
    UNKNOWN_KIND = (
        "unknown_kind",
        _(
            "Vi kan inte ta emot den sortens fil. Texten är sparad. "
            "Välj en bild (JPEG, PNG, WebP), PDF, Word (docx), Excel (xlsx), ODT eller en textfil."
        ),
    )
    HEIC = (
        "heic",
        _(
            "Vi kan inte läsa bilder i formatet HEIC. Texten är sparad. "
            "Spara bilden som JPEG och välj den igen. I iPhone: Inställningar, Kamera, Format, Mest kompatibelt."
        ),
    )
    LYING = (
        "lying",
        _(
            "Filens namn och innehåll stämmer inte överens, så vi sparade den inte. Texten är sparad. "
            "Öppna filen i sitt program, spara den på nytt och välj den igen."
        ),
    )
    LOCKED = (
        "locked",
        _(
            "Filen är låst med lösenord eller sparad i ett äldre format. Texten är sparad. "
            "Spara den utan lösenord som docx, xlsx eller PDF och välj den igen."
        ),
    )
    MACROS = (
        "macros",
        _(
            "Filen har makron, och det kan vi inte ta emot. Texten är sparad. Spara den som PDF och välj den igen."
        ),
    )
    PDF_WITH_MORE = (
        "pdf_with_more",
        _(
            "PDF-filen har program eller andra filer inuti, och det kan vi inte ta emot. Texten är sparad. "
            "Skriv ut den till en ny PDF och välj den."
        ),
    )
    SWOLLEN = (
        "swollen",
        _(
            "Filen blir för stor när den packas upp, så vi sparade den inte. Texten är sparad. "
            "Spara den som PDF och välj den igen."
        ),
    )
    TOO_MANY_PIXELS = (
        "too_many_pixels",
        _(
            "Bilden har fler bildpunkter än vi kan läsa (högst %(megapixels)s miljoner). Texten är sparad. "
            "Välj en mindre bild."
        ),
    )
    BROKEN = (
        "broken",
        _(
            "Filen går inte att läsa. Den kan vara skadad. Texten är sparad. Välj filen igen eller välj en annan."
        ),
    )
    NOT_NOW = (
        "not_now",
        _("Filen kunde inte sparas just nu. Texten är sparad. Lägg till filen igen om en stund."),
    )


class Damage(TextChoices):
    """Why a stored file cannot be read."""

    REMOVED = "removed", _("borttagen")
    MISSING = "missing", _("saknas på disken")
    UNREADABLE = "unreadable", _("kan inte öppnas med våra nycklar")
    CHANGED = "changed", _("innehållet stämmer inte med sin kontrollsumma")
