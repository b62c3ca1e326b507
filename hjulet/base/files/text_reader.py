"""Run as a program: read a file from standard input and print its text. The kind (pdf, docx, xlsx, odt, txt) is the argument.

It imports nothing of ours, because it is run apart from Django, with little memory and time; texts.py starts it.
"""

import contextlib
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
MOST = 1_000_000  # letters: some four hundred pages
BLOCKS = {"p", "h"}  # paragraphs and headings of an ODT


def lines_of(content: bytes, kind: str) -> Iterator[str]:
    return {"pdf": _pdf, "docx": _docx, "xlsx": _xlsx, "odt": _odt}.get(kind, _txt)(content)


def _pdf(content: bytes) -> Iterator[str]:
    import pypdfium2  # noqa: PLC0415 - each only when it is needed

    document = pypdfium2.PdfDocument(content)
    for page in document:
        yield page.get_textpage().get_text_bounded()


def _docx(content: bytes) -> Iterator[str]:
    import docx  # noqa: PLC0415 - the same
    from docx.table import Table  # noqa: PLC0415 - the same

    for block in docx.Document(BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells))
        else:
            yield block.text


def _xlsx(content: bytes) -> Iterator[str]:
    import python_calamine  # noqa: PLC0415 - the same

    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    for name in book.sheet_names:
        yield name
        for row in book.get_sheet_by_name(name).to_python():
            said = [str(cell).strip() for cell in row]
            if any(said):
                yield " | ".join(said)


def _odt(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        said = archive.read("content.xml")
    if b"<!DOCTYPE" in said[:2000] or b"<!ENTITY" in said:
        return
    for node in ET.fromstring(said).iter():  # noqa: S314 - no entities: looked for above, and little memory
        if node.tag.rpartition("}")[2] in BLOCKS:
            yield "".join(node.itertext())


def _txt(content: bytes) -> Iterator[str]:
    try:
        yield content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield content.decode("cp1252", errors="replace")


def _within(lines: Iterator[str]) -> Iterator[str]:
    left = MOST
    for line in lines:
        said = "".join(
            sign
            for sign in line[:left].replace("\r\n", "\n").replace("\r", "\n")
            if sign == "\n" or sign.isprintable()
        )
        if said.strip():
            yield said.strip()
        left -= len(line)
        if left <= 0:
            return


def _live_modestly() -> None:
    with contextlib.suppress(ImportError):  # only Unix can be told
        import resource  # noqa: PLC0415 - the same

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no dump of somebody's text on disk


if __name__ == "__main__":
    _live_modestly()
    text = "\n".join(_within(lines_of(sys.stdin.buffer.read(), sys.argv[1])))
    sys.stdout.buffer.write(text.encode("utf-8", errors="ignore"))
