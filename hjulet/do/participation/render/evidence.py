"""Evidence on paper and as a workbook."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from hjulet.base.law import PARTICIPATION
from hjulet.base.ui import swedish
from hjulet.base.ui.sheets import harmless
from hjulet.do.participation.pages.evidence import Evidence, PersonLine, ReadingLine
from hjulet.do.participation.render.paper import pdf


def evidence_pdf(found: Evidence) -> bytes:
    said = {"unit": found.unit.name, "first": swedish.day(found.first), "last": swedish.day(found.last)}
    municipality = found.unit.municipality
    told = {
        "title": _("Läsning av rutiner, %(unit)s") % said,
        "lead": _("%(unit)s, %(first)s – %(last)s. Vem som hade vad att läsa, när, och hur många som hade läst.") % said,
        "law": str(PARTICIPATION),
        "readings": [_reading(line) for line in found.readings],
        "heads": [_("Person"), _("Enhet och roll"), _("Hade den att läsa"), _("Läst")],
        "nothing": _("Ingen rutin var utskickad att läsa på enheten under perioden."),
        "foot": _("%(place)s. Underlaget togs fram %(day)s.")
        % {"place": municipality.name, "day": swedish.day(found.made_on)},
        "invented": _("Påhittad kommun: alla personer och händelser är uppdiktade.") if municipality.is_invented else "",
    }  # fmt: skip
    return pdf("evidence.typ", told, found.made_on)


def _reading(line: ReadingLine) -> dict[str, object]:
    said = {
        "read": line.read, "asked": line.asked, "percent": line.percent or 0, "in_time": line.read_in_time,
        "sent": swedish.day(line.sent_on), "due": swedish.day(line.due_on),
    }  # fmt: skip
    numbers = _("%(read)s av %(asked)s har läst (%(percent)s %%), %(in_time)s i tid.") % said
    if line.unnamed:
        numbers += " " + _(
            "%(n)s till har inte läst. Namnen visas först efter de dagar som är överenskomna."
        ) % {"n": line.unnamed}
    return {
        "title": _("%(title)s, version %(n)s") % {"title": line.title, "n": line.version},
        "dates": _("Utskickad %(sent)s, läses senast %(due)s.") % said,
        "numbers": numbers,
        "people": [_person(one) for one in line.people],
    }


def _person(one: PersonLine) -> list[str]:
    had = f"{one.had_from} – {one.had_to}"
    return [one.name, f"{one.unit}, {one.role}", had, str(one.read_on) if one.read_on else _("inte läst")]


def evidence_xlsx(found: Evidence) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Rutiner"))
    heads = [
        _("Rutin"), _("Version"), _("Utskickad"), _("Läses senast"), _("Ersatt"), _("Hade den att läsa"),
        _("Har läst"), _("Läst i tid"), _("Andel läst, %"),
    ]  # fmt: skip
    _head(sheet, heads)
    for line in found.readings:
        sheet.append([
            harmless(line.title), line.version, line.sent_on, line.due_on, line.ended_on, line.asked, line.read,
            line.read_in_time, line.percent,
        ])  # fmt: skip
    people = book.create_sheet(_("Personer"))
    _head(
        people,
        [_("Rutin"), _("Version"), _("Person"), _("Enhet"), _("Roll"), _("Från"), _("Till"), _("Läst")],
    )
    for line in found.readings:
        for one in line.people:
            people.append([
                harmless(line.title), line.version, harmless(one.name), harmless(one.unit), one.role, one.had_from, one.had_to,
                one.read_on,
            ])  # fmt: skip
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _head(sheet: WriteOnlyWorksheet, heads: list[str]) -> None:
    sheet.freeze_panes = "A2"
    sheet.column_dimensions["A"].width = 40  # type: ignore[attr-defined]  # it has, whatever its stubs say
    cells = [WriteOnlyCell(sheet, head) for head in heads]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
