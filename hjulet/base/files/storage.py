"""Sealed contents on disk: MEDIA_ROOT/ab/<uuid>. A name is in place only when the whole content is."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings

from hjulet.base.identities.sealing import is_newest, open_bytes, reseal_bytes, seal_bytes

HALF_WRITTEN = ".half-"


def path_of(key: UUID) -> Path:
    return Path(settings.MEDIA_ROOT) / key.hex[:2] / str(key)


def write(key: UUID, plain: bytes) -> None:
    _put(path_of(key), seal_bytes(plain))


def read(key: UUID) -> bytes:
    """The plain content; raises FileNotFoundError, or CannotOpen of the sealing."""
    return open_bytes(path_of(key).read_bytes())


def delete(key: UUID) -> None:
    path_of(key).unlink(missing_ok=True)


def renew_seal(key: UUID) -> bool:
    """Seal with the newest key; False when it already is. The old content stands until the new is whole.

    Raises FileNotFoundError, or CannotOpen of the sealing.
    """
    path = path_of(key)
    sealed = path.read_bytes()
    if is_newest(sealed):
        return False
    _put(path, reseal_bytes(sealed))
    return True


def everything() -> Iterator[Path]:
    """Every file on disk, half-written ones too."""
    root = Path(settings.MEDIA_ROOT)
    return (path for path in root.glob("[0-9a-f][0-9a-f]/*") if path.is_file())


def key_of(path: Path) -> UUID | None:
    """The key that the file's name is; None for what we did not finish, or did not put there."""
    try:
        key = UUID(path.name)
    except ValueError:
        return None
    return key if path == path_of(key) else None


def is_half_written(path: Path) -> bool:
    return path.name.startswith(HALF_WRITTEN)


def _put(path: Path, content: bytes) -> None:
    """Write beside, make sure of the disk, rename: a reader meets the old content or the new, never a half."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=HALF_WRITTEN, dir=path.parent)  # readable by us alone
    beside = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _make_sure_of(path.parent)
    _make_sure_of(path.parent.parent)


def _make_sure_of(folder: Path) -> None:
    """A new name is on disk only when its folder is."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
