"""Envelopes: what a browser sealed to us while it had no network, so that a lost telephone tells nothing (ADR 0012).

The browser wraps a fresh AES key with our public RSA key and can not open its own envelope again. WebCrypto's words:
RSA-OAEP with SHA-256, AES-GCM with 256 bits, a vector of 12 bytes and the tag last. The envelope is JSON:

    {"v": 1, "key": base64(wrapped AES key), "iv": base64(vector), "data": base64(ciphertext and tag)}

The private key is PEM; several may follow each other, the newest first. All of them open, the first one is given out.
"""

import base64
import binascii
import os
import re
import secrets
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from hjulet.base.identities.sealing import CannotOpen

VERSION = 1
BITS = 3072
AES_KEY = 32  # bytes
VECTOR = 12
_OAEP = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)
_PEM = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.+?-----END [A-Z ]*PRIVATE KEY-----", re.DOTALL)


def public_key_spki() -> str:
    """Base64 of the DER that WebCrypto takes as importKey("spki", …)."""
    return base64.b64encode(_public_der()).decode()


def key_id() -> str:
    """Which key it is, so that a browser notices that there is a newer one."""
    return _id(_public_der())


def key_ids() -> frozenset[str]:
    """Of every key that still opens, so that one who has kept an envelope for long can be told what is wrong."""
    return frozenset(_id(_der(private)) for private in private_keys())


def open_envelope(envelope: dict[str, Any]) -> bytes:
    """What was put in it; raises CannotOpen when it is damaged, is no envelope, or was sealed to a key that is gone."""
    if envelope.get("v") != VERSION:
        raise CannotOpen
    wrapped, vector, data = (_bytes(envelope.get(part)) for part in ("key", "iv", "data"))
    if len(vector) != VECTOR:
        raise CannotOpen
    try:
        return AESGCM(_unwrapped(wrapped)).decrypt(vector, data, None)
    except InvalidTag:
        raise CannotOpen from None


def private_keys() -> tuple[rsa.RSAPrivateKey, ...]:
    """Newest first; raises ImproperlyConfigured when there is none. A demonstration makes its own, the first time."""
    text = settings.ENVELOPE_KEY or _from_file(Path(settings.ENVELOPE_KEY_FILE))
    return _loaded(text)


def _bytes(said: object) -> bytes:
    if not isinstance(said, str):
        raise CannotOpen
    try:
        return base64.b64decode(said, validate=True)
    except (binascii.Error, ValueError):
        raise CannotOpen from None


def _unwrapped(wrapped: bytes) -> bytes:
    for private in private_keys():
        try:
            key = private.decrypt(wrapped, _OAEP)
        except ValueError:
            continue
        if len(key) == AES_KEY:
            return key
    raise CannotOpen


def _public_der() -> bytes:
    return _der(private_keys()[0])


def _der(private: rsa.RSAPrivateKey) -> bytes:
    public = private.public_key()
    return public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def _id(der: bytes) -> str:
    return sha256(der).hexdigest()[:16]


@lru_cache(maxsize=4)
def _loaded(text: str) -> tuple[rsa.RSAPrivateKey, ...]:
    blocks = _PEM.findall(text.replace("\\n", "\n"))  # some files for variables hold one line only
    try:
        keys = [serialization.load_pem_private_key(block.encode(), password=None) for block in blocks]
    except ValueError:
        keys = []
    found = tuple(key for key in keys if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= BITS)
    if not found or len(found) != len(blocks):
        message = (
            "Kuvertnyckeln saknas eller går inte att läsa. Sätt HJULET_ENVELOPE_KEY eller HJULET_ENVELOPE_KEY_FILE. "
            "Se docs/handbook/nycklar.md."
        )
        raise ImproperlyConfigured(message)
    return found


def _from_file(path: Path) -> str:
    if not path.exists():
        if not settings.DEMO:
            return ""
        _make(path)
    return path.read_text(encoding="ascii", errors="replace")


def _make(path: Path) -> None:
    """A key of this machine's own for a demonstration. Two that make it at once end with the same one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = rsa.generate_private_key(public_exponent=65537, key_size=BITS).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(made)
    try:
        os.link(draft, path)  # fails if somebody was faster: theirs stays
    except FileExistsError:
        pass
    finally:
        draft.unlink()
