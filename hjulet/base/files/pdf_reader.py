"""Run as a program: read a PDF from standard input and print the faults it has (the values of choices.Fault).

It imports nothing of ours, because it is run apart from Django; contents.py starts it.
"""

import contextlib
import sys
from io import BytesIO

import pikepdf

MEMORY = 1024 * 1024 * 1024
LARGEST_STREAM = 100 * 1024 * 1024  # unpacked
SECONDS = 15
TOO_LARGE = "memory limit exceeded"
UNOPENED = (
    "error decoding stream data"  # a part that holds objects could not be opened: anything may hide there
)
PROGRAMS = frozenset(
    {"/JS", "/JavaScript", "/Launch", "/EmbeddedFiles", "/EmbeddedFile", "/RichMedia", "/XFA", "/EF"}
)
PROGRAM_KINDS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/EmbeddedFile", "/RichMedia", "/GoToE"})


def faults_of(content: bytes) -> list[str]:
    try:
        with pikepdf.open(BytesIO(content)) as document:
            if any(_does_more(thing) for thing in document.objects):
                return ["pdf_with_more"]
            unopened = [said for said in document.get_warnings() if UNOPENED in said]
            if unopened:
                return ["swollen" if any(TOO_LARGE in said for said in unopened) else "broken"]
            return [] if len(document.pages) else ["broken"]
    except pikepdf.PasswordError:
        return ["locked"]
    except (pikepdf.PdfError, ValueError, MemoryError, RecursionError):
        return ["broken"]


def _does_more(thing: pikepdf.Object) -> bool:
    """A dictionary, at any depth, that runs a program or carries a file."""
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(part for part in one if _is_inside(part))
        elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            if PROGRAMS & set(one.keys()) or _kinds(one) & PROGRAM_KINDS:
                return True
            waiting.extend(part for _, part in one.items() if _is_inside(part))
    return False


def _is_inside(part: object) -> bool:
    """Written in the same place; what stands elsewhere is met there."""
    return isinstance(part, pikepdf.Array | pikepdf.Dictionary) and not part.is_indirect


def _kinds(one: pikepdf.Object) -> set[str]:
    return {str(one[name]) for name in ("/S", "/Type", "/Subtype") if name in one}


def _live_modestly() -> None:
    pikepdf.settings.set_qpdf_limits(flate_max_memory=LARGEST_STREAM, run_length_max_memory=LARGEST_STREAM)
    with contextlib.suppress(ImportError):  # only Unix can be told
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no dump of somebody's text on disk


if __name__ == "__main__":
    _live_modestly()
    sys.stdout.write(" ".join(faults_of(sys.stdin.buffer.read())))
