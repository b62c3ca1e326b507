"""Files as people have them, and a batch that waits."""

import io
from datetime import UTC, date, datetime

from openpyxl import Workbook

from hjulet.check.indicators.imports.planning import Upload, keep_upload, plan

AT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)
SOURCE = "Socialstyrelsen"


def csv(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join(lines).encode(encoding)


def xlsx(rows, *, title="Blad1", merged="", formats=None, more=()) -> bytes:
    """A workbook with one sheet, or with `more` = (title, rows) behind it."""
    book = Workbook()
    for number, (name, its_rows) in enumerate([(title, rows), *more]):
        sheet = book.active if number == 0 else book.create_sheet()
        sheet.title = name
        for row in its_rows:
            sheet.append(row)
    if merged:
        book.worksheets[0].merge_cells(merged)
    for cell, style in (formats or {}).items():
        book.worksheets[0][cell].number_format = style
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def kept(world, content, name="fil.csv", *, source=SOURCE, by="developer", **more):
    upload = Upload(source, content, name, **more)
    return keep_upload(world.municipality, upload, by=world.people[by], at=AT)


def planned(world, content, name="fil.csv", **more):
    return plan(kept(world, content, name, **more), world.people["developer"], DAY)


def waiting_values(by):
    """A file of many rows, some new and one with a word that nobody has explained."""
    lines = [f"lss-gruppbostad-kontakta;Edshult;{year};90" for year in range(1990, 2010)]
    content = csv("Mått;Enhet;År;Värde", *lines, "Något okänt;Edshult;2025;94")
    return keep_upload(by.municipality, Upload(SOURCE, content, "fil.csv"), by=by, at=AT)
