"""Sealed text: readable only with the keys, which stand outside the database and the code (ADR 0012).

A key is a Fernet key. The first seals; all of them open, so that a new key can be put first and old text resealed at
leisure (`manage.py reseal`). A blind mark (HMAC) says that two things are the same without saying what they are.
"""

import hmac
import json
from functools import lru_cache
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotOpen(Exception):
    """No key that we hold opens the text: it was sealed with a key that is gone, or is damaged."""


@lru_cache(maxsize=4)
def _keyring(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def _keys() -> MultiFernet:
    return _keyring(tuple(settings.SEALING_KEYS))


def seal_bytes(plain: bytes) -> bytes:
    return _keys().encrypt(plain)


def open_bytes(sealed: bytes) -> bytes:
    """The plain bytes; raises CannotOpen."""
    try:
        return _keys().decrypt(sealed)
    except InvalidToken as error:
        raise CannotOpen from error


def reseal_bytes(sealed: bytes) -> bytes:
    """The same bytes under the newest key; raises CannotOpen."""
    try:
        return _keys().rotate(sealed)
    except InvalidToken as error:
        raise CannotOpen from error


def seal(plain: str) -> str:
    """Empty stays empty, so that "nothing was written" needs no key."""
    return seal_bytes(plain.encode()).decode() if plain else ""


def unseal(sealed: str) -> str:
    """The plain text; raises CannotOpen."""
    return open_bytes(sealed.encode()).decode() if sealed else ""


def reseal(sealed: str) -> str:
    """The same text under the newest key; raises CannotOpen."""
    return reseal_bytes(sealed.encode()).decode() if sealed else ""


def is_newest(sealed: bytes) -> bool:
    """Nothing to reseal: the newest key opens it."""
    try:
        Fernet(settings.SEALING_KEYS[0]).decrypt(sealed)
    except InvalidToken:
        return False
    return True


def blind(purpose: str, *parts: str) -> str:
    """A mark of 64 hexadecimal characters: equal for equal parts and purpose, and telling nothing else."""
    said = json.dumps([purpose, *parts]).encode()  # so that no two lists of parts are written alike
    return hmac.new(settings.BLIND_KEY.encode(), said, sha256).hexdigest()
