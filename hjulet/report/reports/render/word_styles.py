"""The Word file's page and styles: the same proportions as on paper, in fonts that every office has."""

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from hjulet.report.reports.blocks import Report
from hjulet.report.reports.render.columns import Setting
from hjulet.report.reports.render.word_file import element, field

FONT = "Calibri"
INK, SOFT, ACCENT = RGBColor(0x1B, 0x1F, 0x23), RGBColor(0x55, 0x5D, 0x66), RGBColor(0x00, 0x5A, 0x70)
MARGIN, PAPER_WIDTH, PAPER_HEIGHT = Cm(2.5), Cm(21), Cm(29.7)
HANG = Cm(4)  # the facts stand beside their names
TEXT_WIDTH = Cm(16)

# name: size, bold, colour, space before, space after
_LOOKS: dict[str, tuple[float, bool, RGBColor, float, float]] = {
    "Normal": (10.5, False, INK, 0, 7),
    "Title": (30, True, INK, 150, 8),
    "Subtitle": (14, False, SOFT, 0, 60),
    "Heading 1": (22, True, INK, 0, 8),
    "Heading 2": (15, True, INK, 20, 5),
    "Heading 3": (12, True, INK, 14, 4),
    "Caption": (9, True, ACCENT, 14, 4),
    "List Bullet": (10.5, False, INK, 0, 3),
    "Kommun": (12, True, ACCENT, 0, 0),
    "Innehåll": (22, True, INK, 0, 12),
    "Ingress": (13, False, ACCENT, 0, 9),
    "toc 1": (10.5, True, INK, 7, 2),
    "toc 2": (10.5, False, INK, 0, 2),
    "Uppgift": (10.5, False, INK, 0, 3),
    "Lagrum": (8.5, False, SOFT, 0, 8),
    "Källa": (8.5, False, SOFT, 4, 10),
    "Anmärkning": (10, False, INK, 10, 12),
    "Bild": (10.5, False, INK, 0, 0),
}
_CELL_SIZES = {Setting.TEXT: 9.5, Setting.FULL: 9.0, Setting.SMALL: 8.0, Setting.LANDSCAPE: 7.0}


def cell_style(width: Setting, *, is_number: bool) -> str:
    """The id of the paragraph style of a cell, so that a table's type can be changed at once in Word."""
    return f"Cell{width.capitalize()}{'Number' if is_number else ''}"


def prepare(document: WordDocument, report: Report) -> None:
    """Page, styles, language, header, footer and the document's own properties."""
    for name, look in _LOOKS.items():
        _style(document, name, look)
    for width, size in _CELL_SIZES.items():
        for is_number in (False, True):
            _style(document, cell_style(width, is_number=is_number), (size, False, INK, 2, 2))
        numbers = document.styles[cell_style(width, is_number=True)]
        numbers.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.styles["Heading 1"].paragraph_format.page_break_before = True
    for name in ("Caption", "Bild"):
        document.styles[name].paragraph_format.keep_with_next = True
    facts = document.styles["Uppgift"].paragraph_format
    facts.tab_stops.add_tab_stop(HANG)
    facts.left_indent, facts.first_line_indent = HANG, -HANG
    document.styles["Anmärkning"].paragraph_format.left_indent = Cm(0.5)
    layout = document.styles["Anmärkning"].element.get_or_add_pPr()
    layout.insert_element_before(_margin_rule(), "w:spacing", "w:ind", "w:jc")  # Word minds the order
    link = document.styles.add_style("Länk", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = ACCENT, True
    _page(document, report)
    _properties(document, report)
    _swedish(document)


def _style(document: WordDocument, name: str, look: tuple[float, bool, RGBColor, float, float]) -> None:
    size, bold, colour, before, after = look
    if name in document.styles:
        style = document.styles[name]
    else:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc"))
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in [key for key in fonts.attrib if key.lower().endswith("theme")]:
        del fonts.attrib[key]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing = 1.25 if name in {"Normal", "List Bullet", "Anmärkning"} else 1.05
    for border in style.element.iter(qn("w:pBdr")):  # python-docx's Title is underlined
        border.getparent().remove(border)
        break


def _margin_rule() -> Any:
    return element("w:pBdr", element("w:left", val="single", sz="12", space="10", color="005A70"))


def _page(document: WordDocument, report: Report) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = PAPER_WIDTH, PAPER_HEIGHT
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = Cm(2.8)
    section.header_distance = section.footer_distance = Cm(1.4)
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph in (header, footer):
        paragraph.style = document.styles["Lagrum"]
        paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    header.add_run(report.title)
    if report.is_invented:
        mark = header.add_run("\tPåhittad kommun")
        mark.bold, mark.font.color.rgb = True, ACCENT
    footer.add_run(f"{report.municipality}\t")
    field(footer, "PAGE", "1")
    footer.add_run(" (")
    field(footer, "NUMPAGES", "1")
    footer.add_run(")")


def _properties(document: WordDocument, report: Report) -> None:
    properties = document.core_properties
    properties.title, properties.author = report.title, report.organisation
    properties.last_modified_by, properties.comments = report.organisation, ""
    properties.subject, properties.language = report.subtitle, "sv-SE"


def _swedish(document: WordDocument) -> None:
    """The language of the text and of the numbers in it."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for language in defaults.findall(qn("w:lang")):
        defaults.remove(language)
    defaults.append(element("w:lang", val="sv-SE", eastAsia="sv-SE", bidi="ar-SA"))
    settings = document.settings.element
    for tag, value in (("themeFontLang", "sv-SE"), ("decimalSymbol", ","), ("listSeparator", ";")):
        settings.find(qn(f"w:{tag}")).set(qn("w:val"), value)
