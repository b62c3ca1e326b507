import random
import zipfile
import zlib
from io import BytesIO

import pytest

from hjulet.base.files.choices import Fault, Kind
from hjulet.base.files.contents import CannotKeep, look_inside
from hjulet.base.files.rules import MEDIA_TYPES
from tests.base.files import made


def faults(content: bytes, kind: Kind) -> list[Fault]:
    try:
        look_inside(content, kind)
    except CannotKeep as error:
        return error.faults
    return []


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (made.word(), Kind.DOCX),
        (made.excel(), Kind.XLSX),
        (made.odt(), Kind.ODT),
        (made.pdf(), Kind.PDF),
        ("Hej på dig\r\n\tslut\f".encode(), Kind.TXT),
        ("Hej på dig".encode("cp1252"), Kind.TXT),
    ],
)
def test_honest_document_is_kept_as_it_is(content, kind):
    kept = look_inside(content, kind)

    assert (kept.content, kept.kind, kept.width, kept.height) == (content, kind, None, None)


WORD_TYPE = MEDIA_TYPES[Kind.DOCX].encode()
MACRO_TYPES = (
    b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
)


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (made.with_member(made.word(), "word/vbaProject.bin", b"\xd0\xcf"), Kind.DOCX, [Fault.MACROS]),
        (made.with_member(made.excel(), "xl/vbaProject.bin", b"\xd0\xcf"), Kind.XLSX, [Fault.MACROS]),
        (made.with_member(made.excel(), "xl/macrosheets/sheet1.xml", b"<a/>"), Kind.XLSX, [Fault.MACROS]),
        (made.odt(**{"Basic/Standard/Module1.xml": "<a/>"}), Kind.ODT, [Fault.MACROS]),
        (
            made.archive({"[Content_Types].xml": MACRO_TYPES, "word/document.xml": "<a/>"}),
            Kind.DOCX,
            [Fault.LYING, Fault.MACROS],
        ),
        (made.word(), Kind.XLSX, [Fault.LYING]),
        (made.excel(), Kind.DOCX, [Fault.LYING]),
        (made.word(), Kind.ODT, [Fault.LYING]),
        (made.archive({"läs mig.txt": "hej"}), Kind.DOCX, [Fault.LYING]),
        (made.word()[:3000], Kind.DOCX, [Fault.BROKEN]),
        (
            made.with_member(made.word(), "word/media/nollor.bin", bytes(30_000_000)),
            Kind.DOCX,
            [Fault.SWOLLEN],
        ),
        (made.with_member(made.word(), "word/a.bin", bytes(101 * 1024 * 1024)), Kind.DOCX, [Fault.SWOLLEN]),
        (b"Hej\x00", Kind.TXT, [Fault.LYING]),
    ],
)
def test_dishonest_document_is_refused_in_words(content, kind, said):
    assert faults(content, kind) == said


def test_macros_under_another_name_are_found_by_their_type():
    types = (
        b'<Types><Default Extension="dat" ContentType="application/vnd.ms-office.vbaProject"/>' + WORD_TYPE
    )
    hidden = made.archive({"[Content_Types].xml": types, "word/document.xml": "<a/>", "word/a.dat": "x"})

    assert faults(hidden, Kind.DOCX) == [Fault.MACROS]


def test_types_too_long_to_read_whole_are_refused():
    padded = WORD_TYPE + random.Random(1).randbytes(2_000_000).hex().encode()
    long = made.archive({"[Content_Types].xml": padded, "word/document.xml": "<a/>"})

    assert faults(long, Kind.DOCX) == [Fault.SWOLLEN]


def test_archive_that_cannot_be_unpacked_is_refused_in_words():
    """Any byte may be wrong, and none of them may cost more than a sentence."""
    whole, wrong = made.excel(), random.Random(2)
    for _ in range(300):
        broken = bytearray(whole)
        for _ in range(20):
            broken[wrong.randrange(len(broken))] = wrong.randrange(256)
        assert set(faults(bytes(broken), Kind.XLSX)) <= set(Fault)


def test_archive_locked_with_a_password_is_refused():
    locked = bytearray(made.word())
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = locked.find(mark)
        while at >= 0:
            locked[at + place] |= 1
            at = locked.find(mark, at + 1)

    assert faults(bytes(locked), Kind.DOCX) in ([Fault.LOCKED], [Fault.BROKEN])


def test_index_that_lies_about_its_sizes_unpacks_nothing():
    """What says what the archive is may itself be a bomb: only its first megabyte is read."""
    bomb = made.archive({"mimetype": made.ODT.encode() + bytes(60_000_000), "content.xml": "<a/>"})
    lying = bytearray(bomb)
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = lying.find(mark)
        lying[at + place : at + place + 4] = (100).to_bytes(4, "little")

    assert faults(bytes(lying), Kind.ODT) in ([Fault.LYING], [Fault.BROKEN], [Fault.SWOLLEN])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (made.pdf(), []),
        (made.pdf(made.with_a_link), []),
        (made.pdf(encryption=made.pikepdf.Encryption(owner="hemligt", user="")), []),
        (made.pdf(encryption=made.pikepdf.Encryption(owner="hemligt", user="hemligt")), [Fault.LOCKED]),
        (made.pdf(made.with_javascript), [Fault.PDF_WITH_MORE]),
        (made.pdf(made.with_javascript_on_a_button), [Fault.PDF_WITH_MORE]),
        (made.pdf(made.with_a_program), [Fault.PDF_WITH_MORE]),
        (made.pdf(made.with_a_file), [Fault.PDF_WITH_MORE]),
        (
            made.pdf(made.with_javascript, object_stream_mode=made.pikepdf.ObjectStreamMode.generate),
            [Fault.PDF_WITH_MORE],
        ),
        (
            made.pdf(
                made.with_a_file, encryption=made.pikepdf.Encryption(owner="hemligt", user="")
            ),
            [Fault.PDF_WITH_MORE],
        ),
        (b"%PDF-1.7 och sedan inget", [Fault.BROKEN]),
        (made.pdf()[:200], [Fault.BROKEN]),
    ],
)  # fmt: skip
def test_pdf_with_programs_or_files_inside_is_refused(content, said):
    assert faults(content, Kind.PDF) == said


def pdf_bomb(megabytes: int) -> bytes:
    """Small on disk: an object stream of blanks, so many megabytes long when it is opened."""
    packer, zeros = zlib.compressobj(9), b" " * 1024 * 1024
    body = packer.compress(b"5 0 << /Nothing true >>")
    body += b"".join(packer.compress(zeros) for _ in range(megabytes)) + packer.flush()
    out, places = BytesIO(b"%PDF-1.5\n"), {}
    out.seek(0, 2)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R /Names 5 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        4: b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (len(body), body),
    }
    for number, thing in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, thing))
    start = out.tell()
    rows = b"".join(b"\x01" + places.get(n, 0).to_bytes(4, "big") + b"\x00" for n in range(1, 5))
    index = bytes(6) + rows + b"\x02" + (4).to_bytes(4, "big") + b"\x00"
    out.write(
        b"6 0 obj\n<< /Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n%s\nendstream\nendobj\n"
        % (len(index), index)
    )
    out.write(b"startxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def test_pdf_that_swells_takes_only_its_reader_down():
    assert faults(pdf_bomb(1), Kind.PDF) == []
    bomb = pdf_bomb(300)

    assert len(bomb) < 500_000
    assert faults(bomb, Kind.PDF) == [Fault.SWOLLEN]


def test_what_is_made_here_is_what_it_claims():
    assert zipfile.is_zipfile(BytesIO(made.word()))
    assert b"vbaProject" in made.with_member(made.word(), "word/vbaProject.bin", b"")
