"""What one page hands the next in the same browser: sealed, short-lived, and in nobody's database.

A receipt code is shown once and stored nowhere, and the one who reports through a door must leave no session behind; so
neither the address nor the session can carry it.
"""

import json
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hjulet.base.identities.sealing import CannotOpen, seal, unseal

PATH = "/avvikelser/"
RECEIPT = "hjulet_kvitto"  # the code, until it has been shown
ANSWER = "hjulet_svar"  # which report a code has opened
RECEIPT_FOR = timedelta(minutes=10)
ANSWER_FOR = timedelta(minutes=15)


def carry(
    response: HttpResponse,
    name: str,
    said: dict[str, Any],
    *,
    until: datetime,
    at: datetime,
    path: str = PATH,
) -> None:
    response.set_cookie(
        name, seal(json.dumps({**said, "until": until.timestamp()})), max_age=until - at, path=path,
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Strict",
    )  # fmt: skip


def carried(request: HttpRequest, name: str, *, at: datetime) -> dict[str, Any]:
    """Empty when there is none, when it is too old, or when somebody else wrote it."""
    try:
        said = json.loads(unseal(request.COOKIES.get(name, "")) or "{}")
    except (CannotOpen, ValueError):
        return {}
    return said if isinstance(said, dict) and said.get("until", 0) >= at.timestamp() else {}


def forget(response: HttpResponse, name: str, *, path: str = PATH) -> None:
    response.delete_cookie(name, path=path, samesite="Strict")
