"""Look inside a file: what rules.py cannot tell from its first bytes."""

import subprocess
import sys
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from hjulet.base.files import pictures, rules
from hjulet.base.files.choices import Fault, Kind
from hjulet.base.files.rules import Member

PDF_READER = Path(__file__).with_name("pdf_reader.py")
PDF_SECONDS = 20
MOST_TYPES = rules.MEGABYTE  # of the text that says what an archive is


@dataclass(frozen=True)
class Kept:
    """What is saved of a file that passed."""

    content: bytes
    kind: Kind
    width: int | None = None
    height: int | None = None


class CannotKeep(Exception):
    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__(", ".join(faults))


def look_inside(content: bytes, said: Kind) -> Kept:
    """What to save of a file whose name and first bytes agree on SAID. Raises CannotKeep."""
    if said in rules.PICTURES:
        return _picture(content)
    if said in rules.ARCHIVES:
        faults = _archive_faults(content, said)
    elif said == Kind.PDF:
        faults = _pdf_faults(content)
    else:
        faults = [] if rules.is_text(content) else [Fault.LYING]
    if faults:
        raise CannotKeep(faults)
    return Kept(content, said)


def _picture(content: bytes) -> Kept:
    try:
        drawn = pictures.redraw(content)
    except pictures.CannotDraw as error:
        raise CannotKeep(error.faults) from error
    return Kept(drawn.content, drawn.kind, drawn.width, drawn.height)


def _archive_faults(content: bytes, kind: Kind) -> list[Fault]:
    """The index is enough: nothing is unpacked but the short text that says what the archive is."""
    says_what = "mimetype" if kind == Kind.ODT else "[Content_Types].xml"
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = [
                Member(info.filename, info.file_size, info.compress_size, bool(info.flag_bits & 1))
                for info in archive.infolist()
            ]
            if rules.is_swollen(members):
                return [Fault.SWOLLEN]
            with archive.open(says_what) as part:
                first = part.read(MOST_TYPES + 1)
            if len(first) > MOST_TYPES:  # what we have not read might say anything
                return [Fault.SWOLLEN]
    except KeyError:
        return [Fault.LYING]
    except Exception:  # a broken archive may make zipfile and zlib raise almost anything
        return [Fault.BROKEN]
    return rules.examine_archive(kind, members, first=first)


def _pdf_faults(content: bytes) -> list[Fault]:
    """Read by a process of its own with little memory and time: a hostile PDF takes only that one down."""
    try:
        reader = subprocess.run(  # noqa: S603 - our own program, no words from outside in the command
            [sys.executable, "-I", str(PDF_READER)],
            input=content, capture_output=True, timeout=PDF_SECONDS, check=False, env={},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return [Fault.BROKEN]
    if reader.returncode != 0:
        return [Fault.BROKEN]
    return [Fault(word) for word in reader.stdout.decode().split()]
