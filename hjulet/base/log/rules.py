"""What an entry's fingerprint is made of. No database, no clock."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

BEGINNING = "0" * 64  # what the very first entry has before it


def plain(value: Any) -> Any:
    """The same value in types that both databases give back exactly: text, whole numbers, yes/no, lists, tables."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(part) for part in (sorted(value) if isinstance(value, set | frozenset) else value)]
    return str(value)


def canonical(entry: Mapping[str, Any]) -> bytes:
    """One way only to write an entry down: sorted keys, no spaces, times in UTC to the microsecond."""
    at: datetime = entry["at"]
    written = {**entry, "at": at.astimezone(UTC).isoformat(timespec="microseconds")}
    return json.dumps(written, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def fingerprint(previous: str, entry: Mapping[str, Any]) -> str:
    """SHA-256 over the fingerprint before and the entry itself, so that no row can change alone."""
    return sha256(previous.encode() + b"\n" + canonical(entry)).hexdigest()
