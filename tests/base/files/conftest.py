"""A disk of the test's own, and a quick way to receive."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hjulet.base.files.models import StoredFile
from hjulet.base.files.workflows import Received, receive
from tests.base.files import made
from tests.world import World

AT = datetime(2026, 11, 21, 1, 10, tzinfo=UTC)


@pytest.fixture
def disk(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def take(world: World, disk: Path) -> Callable[..., Received]:
    """take(("bild.jpg", b"…"), …) → what `receive` says of them."""

    def received(*files: tuple[str, bytes], by: str | None = "staff") -> Received:
        uploads = [made.upload(name, content) for name, content in files]
        person = world.people[by] if by else None
        return receive(uploads, municipality=world.municipality, by=person, at=AT)

    return received


@pytest.fixture
def stored(take: Callable[..., Received]) -> StoredFile:
    return take(("Anna Svensson.txt", b"Plantan i fonstret")).files[0]
