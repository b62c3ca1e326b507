"""Demonstration users belong in demonstrations: an installation that holds real work refuses to start with them."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.utils.translation import gettext as _

from hjulet.base.people.models import User


def demonstration_users(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """`check --deploy`: an error when somebody could sign in as an invented person."""
    if settings.DEMO or not _exist():
        return []
    message = _("Databasen har demonstrationsanvändare, men HJULET_DEMO är inte satt.")
    hint = _("Börja om med en ny databas, eller sätt HJULET_DEMO=1 om det här är en demonstration.")
    return [Error(message, hint=hint, id="people.E001")]


def refuse_demonstration_users() -> None:
    """Called where a server starts (config/wsgi.py, manage.py serve): better no service than an open door."""
    for error in demonstration_users(None):
        message = f"{error.msg} {error.hint}"
        raise ImproperlyConfigured(message)


def _exist() -> bool:
    try:
        return bool(User.objects.filter(is_demo=True).exists())
    except DatabaseError:  # before the first migrate there is no table, hence nobody
        return False
