"""What python-docx has no words for: fields, bookmarks, alt texts, and a file that is the same every time."""

import zlib
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu
from docx.text.paragraph import Paragraph as WordParagraph

from hjulet.base.ui.charts import Chart, description, png

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip file knows
CHART_WIDTH, CHART_HEIGHT = Cm(16), Cm(20)
LONGEST_NAME = 40  # of a bookmark


def element(tag: str, /, *children: Any, **attributes: str) -> Any:
    """An element such as w:tblHeader with its w: attributes and what stands in it."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    made.extend(children)
    return made


def paragraph(document: WordDocument, style: str, text: str = "") -> WordParagraph:
    """In a style by its name. python-docx would read through every style of the document for each paragraph."""
    made = document.add_paragraph(text)
    made._p.style = style.replace(" ", "")  # noqa: SLF001  how Word names it: ListBullet
    return made


def field(paragraph: WordParagraph, instruction: str, shown: str) -> None:
    """A field such as PAGE; SHOWN stands there until Word counts anew."""
    begin_field(paragraph, instruction)
    paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: WordParagraph, instruction: str) -> None:
    """What comes after this is the field's result, until `end_field`."""
    text = element("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {instruction} "
    for part in (
        element("w:fldChar", fldCharType="begin"),
        text,
        element("w:fldChar", fldCharType="separate"),
    ):
        paragraph.add_run()._r.append(part)  # noqa: SLF001  python-docx has no fields


def end_field(paragraph: WordParagraph) -> None:
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))  # noqa: SLF001


def bookmark(paragraph: WordParagraph, name: str) -> None:
    """A place to link to. Word wants a number as well; a checksum of the name is stable."""
    number = str(zlib.crc32(name.encode()))
    start, end = (
        element("w:bookmarkStart", id=number, name=name[:LONGEST_NAME]),
        element("w:bookmarkEnd", id=number),
    )
    paragraph._p.insert(1, start)  # noqa: SLF001  after the paragraph's properties
    paragraph._p.append(end)  # noqa: SLF001


def hyperlink(paragraph: WordParagraph, text: str, url: str) -> None:
    """A link to the web."""
    link = element("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(paragraph.add_run(text, style="Länk")._r)  # noqa: SLF001
    paragraph._p.append(link)  # noqa: SLF001


def inner_link(paragraph: WordParagraph, text: str, name: str) -> None:
    """A link to a bookmark."""
    link = element("w:hyperlink", anchor=name[:LONGEST_NAME], history="1")
    link.append(paragraph.add_run(text)._r)  # noqa: SLF001
    paragraph._p.append(link)  # noqa: SLF001


def picture(paragraph: WordParagraph, chart: Chart, number: int) -> None:
    """The chart as a picture that says what it shows."""
    shape = paragraph.add_run().add_picture(BytesIO(png(chart)), width=CHART_WIDTH)
    if shape.height > CHART_HEIGHT:
        shape.width, shape.height = Emu(shape.width * CHART_HEIGHT // shape.height), CHART_HEIGHT
    about = shape._inline.docPr  # noqa: SLF001
    about.set("name", f"Diagram {number}")
    about.set("title", chart.title)
    about.set("descr", description(chart))


def stamped(document: WordDocument, moment: datetime) -> bytes:
    """The file's bytes with MOMENT for every date in it, instead of the clock."""
    properties = document.core_properties
    properties.created = properties.modified = properties.last_printed = moment.replace(tzinfo=None)
    written, again = BytesIO(), BytesIO()
    _drop_thumbnail(document)
    document.save(written)
    with ZipFile(written) as source, ZipFile(again, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(ZipInfo(entry.filename, EPOCH), source.read(entry), ZIP_DEFLATED)
    return again.getvalue()


def _drop_thumbnail(document: WordDocument) -> None:
    """python-docx's own first page is no picture of this document."""
    relations = document.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        relations.pop(name)
