"""The text of a file, read by a process of its own with little memory and time: a hostile file takes only that one down."""

import logging
import subprocess
import sys
from pathlib import Path

from hjulet.base.files.choices import Kind
from hjulet.base.files.models import StoredFile
from hjulet.base.files.rules import MEDIA_TYPES

READER = Path(__file__).with_name("text_reader.py")
SECONDS = 30
KINDS = {media_type: kind for kind, media_type in MEDIA_TYPES.items()}
READABLE = frozenset({Kind.PDF, Kind.DOCX, Kind.XLSX, Kind.ODT, Kind.TXT})

logger = logging.getLogger(__name__)


def text_of(file: StoredFile) -> str:
    """What can be read out of it; empty where there is nothing, or it is a picture of a text. Raises CannotRead."""
    kind = KINDS.get(file.media_type)
    return text_in(file.content(), kind) if kind in READABLE else ""


def text_in(content: bytes, kind: Kind) -> str:
    try:
        reader = subprocess.run(  # noqa: S603 - our own program; the kind is one of ours
            [sys.executable, "-I", str(READER), kind.value],
            input=content, capture_output=True, timeout=SECONDS, check=False, env={},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        logger.warning("A file of kind %s took too long to read", kind.value)
        return ""
    if reader.returncode != 0:
        logger.warning("A file of kind %s could not be read", kind.value)
        return ""
    return reader.stdout.decode("utf-8", errors="ignore")
