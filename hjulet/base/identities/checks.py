"""The keys are looked at before anything starts: a wrong one found on a night in March is found too late."""

from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from hjulet.base.identities.envelopes import private_keys

SHORTEST = 32  # characters of the blind key
HINT = "Se docs/handbook/nycklar.md."


def keys(**kwargs: Any) -> list[CheckMessage]:
    """Every key that is missing, unreadable or too weak. A demonstration makes its own and is not asked."""
    if settings.DEMO:
        return []
    faults: list[CheckMessage] = []
    if not settings.SEALING_KEYS or not all(_is_fernet(key) for key in settings.SEALING_KEYS):
        faults.append(Error("HJULET_SEALING_KEYS går inte att läsa.", hint=HINT, id="identities.E001"))
    if len(settings.BLIND_KEY) < SHORTEST or settings.BLIND_KEY == settings.SECRET_KEY:
        faults.append(
            Error(
                f"HJULET_BLIND_KEY ska vara minst {SHORTEST} tecken och en annan än HJULET_SECRET_KEY.",
                hint=HINT,
                id="identities.E002",
            )
        )
    try:
        private_keys()
    except ImproperlyConfigured as error:
        faults.append(Error(str(error), id="identities.E003"))
    return faults


def _is_fernet(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True
