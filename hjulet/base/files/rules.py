"""What a file must be to be saved. No database, no disk, no clock."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from hjulet.base.files.choices import Fault, Kind

MOST_FILES = 10
HEAD = 4096  # how much of a file tells its kind
MEGABYTE = 1024 * 1024
MOST_MEGAPIXELS = 60
MOST_UNPACKED = 100 * MEGABYTE
MOST_SWELLING = 200  # times its packed size
MOST_MEMBERS = 10_000
LONGEST_NAME = 150

PICTURES = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP})
ARCHIVES = frozenset({Kind.DOCX, Kind.XLSX, Kind.ODT})
OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES: dict[Kind, str] = {
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.WEBP: "image/webp",
    Kind.PDF: "application/pdf",
    Kind.DOCX: f"{OFFICE}wordprocessingml.document",
    Kind.XLSX: f"{OFFICE}spreadsheetml.sheet",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.TXT: "text/plain",
}
EXTENSIONS: dict[str, Kind] = {
    **{f".{kind.value}": kind for kind in Kind},
    ".jpeg": Kind.JPEG,
    ".jpe": Kind.JPEG,
    ".jfif": Kind.JPEG,
}
MAIN_PART: dict[Kind, str] = {
    Kind.DOCX: "word/document.xml",
    Kind.XLSX: "xl/workbook.xml",
    Kind.ODT: "content.xml",
}
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
OLD_OR_LOCKED = bytes.fromhex(
    "D0CF11E0A1B11AE1"
)  # what Word was before 2007, and what a password makes of a docx
MACRO_PARTS = re.compile(r"vbaproject|vbadata|macrosheets/|activex/|^basic/|^scripts/", re.IGNORECASE)
MACRO_TYPES = re.compile(rb"macroenabled|vbaproject", re.IGNORECASE)  # the part itself may be called anything
NOT_IN_A_NAME = re.compile(
    r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"<>:|?*\\/]'  # as in "gpj.exe" read backwards
)
NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Member:
    """One part of an archive, as its index describes it."""

    name: str
    size: int
    packed: int
    is_locked: bool = False


def kind_by_name(name: str) -> Kind | None:
    return EXTENSIONS.get(PurePosixPath(name.strip().lower()).suffix)


def kind_by_content(head: bytes, said: Kind | None = None) -> Kind | None:
    """What the first bytes show. An archive is taken for what it is SAID to be; its index is examined later."""
    for start, kind in ((b"\xff\xd8\xff", Kind.JPEG), (b"\x89PNG\r\n\x1a\n", Kind.PNG), (b"%PDF-", Kind.PDF)):
        if head.startswith(start):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head.startswith(b"PK\x03\x04"):
        return said if said in ARCHIVES else None
    return Kind.TXT if head and not NOT_IN_TEXT.search(head) else None


def is_heic(head: bytes, name: str) -> bool:
    """What a telephone may save instead of JPEG."""
    by_name = PurePosixPath(name.strip().lower()).suffix in {".heic", ".heif"}
    return by_name or (head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS)


def examine(head: bytes, name: str, size: int, *, most: int) -> list[Fault]:
    """What can be said from the name, the size and the first bytes; empty means look inside. MOST in bytes."""
    if size == 0:
        return [Fault.EMPTY]
    if is_heic(head, name):
        return [Fault.HEIC]
    said = kind_by_name(name)
    if said is None:
        return [Fault.UNKNOWN_KIND]
    faults = []
    if size > most:
        faults.append(Fault.PICTURE_TOO_LARGE if said in PICTURES else Fault.FILE_TOO_LARGE)
    if head.startswith(OLD_OR_LOCKED):
        faults.append(Fault.LOCKED)
    elif not agree(said, kind_by_content(head, said)):
        faults.append(Fault.LYING)
    return faults


def agree(said: Kind, found: Kind | None) -> bool:
    """Name and content are of one kind. A picture of another kind than it says does no harm: it is drawn anew."""
    return found is not None and (said == found or (said in PICTURES and found in PICTURES))


def examine_archive(kind: Kind, members: Sequence[Member], *, first: bytes) -> list[Fault]:
    """What the index of a docx, xlsx or odt tells. FIRST is the text that says what the archive is."""
    names = {member.name for member in members}
    faults = []
    if any(member.is_locked for member in members):
        faults.append(Fault.LOCKED)
    if MAIN_PART[kind] not in names or not _says(kind, first):
        faults.append(Fault.LYING)
    if MACRO_TYPES.search(first) or any(MACRO_PARTS.search(name) for name in names):
        faults.append(Fault.MACROS)
    if is_swollen(members):
        faults.append(Fault.SWOLLEN)
    return faults


def is_swollen(members: Sequence[Member]) -> bool:
    unpacked = sum(member.size for member in members)
    packed = sum(member.packed for member in members)
    return (
        len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or unpacked > MOST_SWELLING * max(packed, 1)
    )


def examine_picture(width: int, height: int) -> list[Fault]:
    too_many = width * height > MOST_MEGAPIXELS * 1_000_000
    return [Fault.TOO_MANY_PIXELS] if too_many else []


def is_text(content: bytes) -> bool:
    """Readable all through, in the alphabet of today or of older Windows."""
    return not NOT_IN_TEXT.search(content)


def clean_name(name: str, kind: Kind) -> str:
    """A name that is safe to show and to save by: no folders, no hidden signs, the right extension."""
    bare = PurePosixPath(name.replace("\\", "/")).name
    stem = bare[: -len(PurePosixPath(bare).suffix) or None] if kind_by_name(bare) else bare
    stem = " ".join(NOT_IN_A_NAME.sub(" ", stem).split()).strip(". ")[:LONGEST_NAME]
    return f"{stem or 'fil'}.{kind.value}"


def megabytes(size: int) -> int:
    """Rounded up, so that what is just too large never reads as what is allowed."""
    return math.ceil(size / MEGABYTE)


def _says(kind: Kind, first: bytes) -> bool:
    said = MEDIA_TYPES[kind].encode()
    return first.strip() == said if kind == Kind.ODT else said in first
