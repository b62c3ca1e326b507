"""The secrets that a real installation has: made anew for each run, so that none is ever committed."""

from functools import lru_cache

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa


@lru_cache(maxsize=1)
def production_secrets() -> dict[str, str]:
    """Environment variables with every key that production asks for."""
    letter_key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    return {
        "HJULET_SECRET_KEY": "".join(map(chr, range(48, 122))),
        "HJULET_SEALING_KEYS": Fernet.generate_key().decode(),
        "HJULET_BLIND_KEY": "".join(map(chr, range(122, 48, -1))),
        "HJULET_ENVELOPE_KEY": letter_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode(),
    }
