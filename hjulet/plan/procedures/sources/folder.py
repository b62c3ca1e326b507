"""A folder of documents with a table of what they are → rows and faults. Pure: bytes in, nothing saved."""

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from hjulet.base.organisation.choices import LawArea
from hjulet.base.organisation.sources.reading import WHOLE_FILE, Fault, Line
from hjulet.base.organisation.sources.tables import read_table
from hjulet.base.people.choices import Role
from hjulet.plan.procedures.choices import RoutineKind

COLUMNS = (
    "fil", "titel", "slag", "enhet", "ansvarig", "fastställd av", "fastställd", "gås igenom", "vem svarar för vad",
    "lagområden", "roller", "öppen", "andra ord",
)  # fmt: skip
TABLES = {".csv", ".xlsx"}
MOST_FILES = 300
MOST_BYTES = 200_000_000  # unpacked, all together
MOST_OF_ONE = 20_000_000
SEPARATOR = ","


@dataclass(frozen=True)
class DocumentRow:
    """A document and what its row says of it. Unit and owner are as they were written."""

    number: int
    file: str
    title: str
    kind: RoutineKind
    unit: str
    owner: str
    approved_by: str
    approved_on: date | None
    review_by: date | None
    who: str
    law_codes: str
    role_codes: str
    is_public: bool
    keywords: str


@dataclass(frozen=True)
class Folder:
    """What was in the folder: its rows, its files by name, and every fault."""

    rows: tuple[DocumentRow, ...]
    files: Mapping[str, bytes]
    faults: tuple[Fault, ...]
    unnamed: tuple[str, ...] = ()  # files that no row names: they are left out
    table_name: str = ""
    table: bytes = b""


def read_zip(content: bytes) -> Folder:
    """A zip with one table and the files it names. Nothing is unpacked that claims to be too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [one for one in archive.infolist() if _is_document(one.filename)]
            if len(members) > MOST_FILES or sum(one.file_size for one in members) > MOST_BYTES:
                return _refused(_("Mappen är för stor: högst 300 filer och 200 MB. Dela den i flera."))
            files = {_name(one.filename): _limited(archive, one) for one in members}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError):
        return _refused(_("Filen går inte att öppna som zip. Packa mappen igen, utan lösenord."))
    except ValueError as error:
        return _refused(str(error))
    return read_files(files)


def read_files(files: Mapping[str, bytes]) -> Folder:
    """Many files, one of them the table (index.csv, or the only CSV or XLSX at the top)."""
    tables = [name for name in files if PurePosixPath(name).suffix.lower() in TABLES]
    chosen = next((name for name in tables if PurePosixPath(name).stem.lower() == "index"), None)
    chosen = chosen or next((name for name in tables if name.lower().endswith(".csv")), None)
    if chosen is None:
        return _refused(_("Det saknas en lista. Lägg en index.csv i mappen, en rad för varje dokument."))
    documents = {name: content for name, content in files.items() if name != chosen}
    table = read_table(files[chosen], chosen, COLUMNS)
    rows, faults = [], list(table.faults)
    for line in table.lines:
        row, wrong = _row(line, documents)
        faults += wrong
        rows += [row] if row else []
    faults += _twice(rows)
    named = {row.file for row in rows} | {line["fil"] for line in table.lines}
    left_out = tuple(sorted(set(documents) - named))
    return Folder(tuple(rows), documents, tuple(sorted(set(faults))), left_out, chosen, files[chosen])


def _row(line: Line, files: Mapping[str, bytes]) -> tuple[DocumentRow | None, list[Fault]]:
    faults: list[Fault] = []

    def read(column: str, how: Callable[[str], object]) -> object:
        try:
            return how(line[column])
        except ValueError as error:
            faults.append(Fault(line.number, column, str(error)))
            return None

    said = {
        "title": read("titel", _needed),
        "unit": read("enhet", _needed),
        "kind": read("slag", _kind),
        "approved_on": read("fastställd", _day),
        "review_by": read("gås igenom", _day),
        "law_codes": read("lagområden", _laws),
        "role_codes": read("roller", _roles),
        "is_public": read("öppen", _yes),
    }
    if line["fil"] not in files:
        faults.append(Fault(line.number, "fil", _("Filen finns inte i mappen.")))
    if faults:
        return None, faults
    named = {
        "owner": line["ansvarig"],
        "approved_by": line["fastställd av"],
        "who": line["vem svarar för vad"],
    }
    return DocumentRow(line.number, line["fil"], keywords=line["andra ord"][:300], **named, **said), []  # type: ignore[arg-type]  # each is read by its own function


def _needed(said: str) -> str:
    if not said:
        raise ValueError(_("Cellen är tom."))
    if len(said) > 200:
        raise ValueError(_("Texten är längre än 200 tecken."))
    return said


def _kind(said: str) -> RoutineKind:
    by_label = {str(kind.label): kind for kind in RoutineKind}
    found = by_label.get(said.lower() or "rutin")
    if found is None:
        raise ValueError(_("Välj ett av: %(kinds)s.") % {"kinds": ", ".join(by_label)})
    return found


def _day(said: str) -> date | None:
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise ValueError(_("Skriv dagen som ÅÅÅÅ-MM-DD.")) from None


def _laws(said: str) -> str:
    known = {code.lower(): code for code in LawArea.values}
    return " ".join(_known(said, known, _("Välj bland: %(words)s.")))


def _roles(said: str) -> str:
    known = {str(role.label).lower(): role.value for role in Role}
    return " ".join(_known(said, known, _("Välj bland: %(words)s.")))


def _known(said: str, known: Mapping[str, str], otherwise: str) -> Iterable[str]:
    words = [word.strip().lower() for word in said.replace(";", SEPARATOR).split(SEPARATOR) if word.strip()]
    if any(word not in known for word in words):
        raise ValueError(otherwise % {"words": ", ".join(known)})
    return [known[word] for word in words]


def _yes(said: str) -> bool:
    if said.lower() not in {"", "ja", "nej"}:
        raise ValueError(_("Skriv ja eller nej."))
    return said.lower() == "ja"


def _twice(rows: Iterable[DocumentRow]) -> list[Fault]:
    """The same file or the same title at the same unit in two rows."""
    found = list(rows)
    files = Counter(row.file for row in found)
    titles = Counter((row.unit, row.title) for row in found)
    faults = [Fault(row.number, "fil", _("Filen står på två rader.")) for row in found if files[row.file] > 1]
    return faults + [
        Fault(row.number, "titel", _("Titeln står på två rader för samma enhet."))
        for row in found
        if titles[row.unit, row.title] > 1
    ]


def _is_document(name: str) -> bool:
    """Not a folder, and not what a Mac or Windows puts beside."""
    parts = PurePosixPath(name).parts
    return (
        bool(parts)
        and not name.endswith("/")
        and not any(part.startswith((".", "__", "~$")) for part in parts)
    )


def _name(name: str) -> str:
    """As the table names it: the file's own name, whatever folders it lies in."""
    return PurePosixPath(name.replace("\\", "/")).name


def _limited(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Read no more than it says: a file that lies of its size is refused."""
    with archive.open(member) as file:
        content = file.read(MOST_OF_ONE + 1)
    if len(content) > MOST_OF_ONE:
        raise ValueError(_("En fil i mappen är större än 20 MB. Ta bort den eller dela den."))
    return content


def _refused(reason: str) -> Folder:
    return Folder((), {}, (Fault(WHOLE_FILE, "", reason),))
