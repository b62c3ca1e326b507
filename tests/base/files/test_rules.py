import pytest

from hjulet.base.files import rules
from hjulet.base.files.choices import Fault, Kind
from hjulet.base.files.rules import Member

JPEG, PNG, PDF, ZIP = b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"PK\x03\x04"
WEBP, HEIC, OLD = b"RIFF0000WEBP", b"\x00\x00\x00\x18ftypheic", bytes.fromhex("D0CF11E0A1B11AE1")
MOST = 20 * rules.MEGABYTE
WORD = rules.MEDIA_TYPES[Kind.DOCX].encode()


@pytest.mark.parametrize(
    ("head", "name", "size", "faults"),
    [
        (JPEG, "bild.jpg", 10, []),
        (JPEG, "BILD.JPEG", 10, []),
        (JPEG, "bild.png", 10, []),  # drawn anew, so it does no harm
        (PNG, "bild.png", 10, []),
        (WEBP, "bild.webp", 10, []),
        (PDF, "rutin.pdf", 10, []),
        (ZIP, "rutin.docx", 10, []),
        (ZIP, "lista.xlsx", 10, []),
        (ZIP, "rutin.odt", 10, []),
        (b"Hej p\xc3\xa5 dig", "text.txt", 10, []),
        (b"Hej p\xe5 dig", "text.txt", 10, []),
        (JPEG, "bild.jpg", MOST, []),
        (b"", "bild.jpg", 0, [Fault.EMPTY]),
        (JPEG, "bild.jpg", MOST + 1, [Fault.PICTURE_TOO_LARGE]),
        (PDF, "rutin.pdf", MOST + 1, [Fault.FILE_TOO_LARGE]),
        (HEIC, "bild.heic", 10, [Fault.HEIC]),
        (HEIC, "bild.jpg", 10, [Fault.HEIC]),
        (JPEG, "bild.jpg.exe", 10, [Fault.UNKNOWN_KIND]),
        (JPEG, "bild", 10, [Fault.UNKNOWN_KIND]),
        (b"<svg/>", "bild.svg", 10, [Fault.UNKNOWN_KIND]),
        (b"<html>", "sida.html", 10, [Fault.UNKNOWN_KIND]),
        (ZIP, "rutin.docm", 10, [Fault.UNKNOWN_KIND]),
        (ZIP, "allt.zip", 10, [Fault.UNKNOWN_KIND]),
        (b"MZ\x90\x00", "bild.jpg", 10, [Fault.LYING]),
        (b"MZ\x90\x00", "text.txt", 10, [Fault.LYING]),
        (b"<html>", "bild.png", 10, [Fault.LYING]),
        (b"<html>", "rutin.pdf", 10, [Fault.LYING]),
        (JPEG, "rutin.pdf", 10, [Fault.LYING]),
        (PDF, "bild.jpg", 10, [Fault.LYING]),
        (ZIP, "rutin.pdf", 10, [Fault.LYING]),
        (ZIP, "text.txt", 10, [Fault.LYING]),
        (OLD, "rutin.docx", 10, [Fault.LOCKED]),
        (OLD, "rutin.doc", 10, [Fault.UNKNOWN_KIND]),
        (PDF, "bild.jpg", MOST + 1, [Fault.PICTURE_TOO_LARGE, Fault.LYING]),
    ],
)
def test_first_bytes_name_and_size_tell_what_is_refused(head, name, size, faults):
    assert rules.examine(head, name, size, most=MOST) == faults


@pytest.mark.parametrize(
    ("members", "first", "faults"),
    [
        ([("word/document.xml", 10, 5)], WORD, []),
        ([("xl/workbook.xml", 10, 5)], WORD, [Fault.LYING]),
        ([("word/document.xml", 10, 5)], b"<Types/>", [Fault.LYING]),
        ([("word/document.xml", 10, 5), ("word/vbaProject.bin", 1, 1)], WORD, [Fault.MACROS]),
        ([("word/document.xml", 10, 5), ("word/VBAPROJECT.BIN", 1, 1)], WORD, [Fault.MACROS]),
        ([("word/document.xml", 10, 5), ("word/activeX/activeX1.bin", 1, 1)], WORD, [Fault.MACROS]),
        ([("word/document.xml", 10, 5)], WORD + b"macroEnabled", [Fault.MACROS]),
        ([("word/document.xml", 2001, 10)], WORD, [Fault.SWOLLEN]),
        ([("word/document.xml", 2000, 10)], WORD, []),
        ([("word/document.xml", rules.MOST_UNPACKED + 1, rules.MEGABYTE)], WORD, [Fault.SWOLLEN]),
    ],
)
def test_index_of_an_archive_tells_what_is_refused(members, first, faults):
    known = [Member(*member) for member in members]

    assert rules.examine_archive(Kind.DOCX, known, first=first) == faults


def test_archive_with_a_locked_part_or_too_many_parts_is_refused():
    locked = [Member("word/document.xml", 10, 5, is_locked=True)]
    many = [Member("word/document.xml", 10, 5)] * (rules.MOST_MEMBERS + 1)

    assert rules.examine_archive(Kind.DOCX, locked, first=WORD) == [Fault.LOCKED]
    assert rules.examine_archive(Kind.DOCX, many, first=WORD) == [Fault.SWOLLEN]


@pytest.mark.parametrize(
    ("sent", "kind", "kept"),
    [
        ("Fönster.JPG", Kind.JPEG, "Fönster.jpg"),
        ("skärm.png", Kind.JPEG, "skärm.jpg"),
        ("../../etc/passwd.txt", Kind.TXT, "passwd.txt"),
        ("C:\\Mina dokument\\rutin.docx", Kind.DOCX, "rutin.docx"),
        ('a"b\r\nSet-Cookie: x.pdf', Kind.PDF, "a b Set-Cookie x.pdf"),
        ("bild\u202egpj.pdf", Kind.PDF, "bild gpj.pdf"),
        ("  .pdf", Kind.PDF, "pdf.pdf"),
        ("...txt", Kind.TXT, "fil.txt"),
        ("v 1.2 utkast.pdf", Kind.PDF, "v 1.2 utkast.pdf"),
        ("å" * 300 + ".pdf", Kind.PDF, "å" * rules.LONGEST_NAME + ".pdf"),
    ],
)
def test_name_is_safe_to_show_and_has_the_extension_of_the_content(sent, kind, kept):
    assert rules.clean_name(sent, kind) == kept


@pytest.mark.parametrize(("size", "said"), [(1, 1), (20 * rules.MEGABYTE, 20), (20 * rules.MEGABYTE + 1, 21)])
def test_megabytes_are_rounded_up(size, said):
    assert rules.megabytes(size) == said


@pytest.mark.parametrize(
    ("width", "height", "faults"), [(10_000, 6_000, []), (10_000, 6_001, [Fault.TOO_MANY_PIXELS])]
)
def test_picture_of_more_than_sixty_megapixels_is_refused(width, height, faults):
    assert rules.examine_picture(width, height) == faults
