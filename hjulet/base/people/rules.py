"""What must hold for people. No database, no clock, no request."""

from collections.abc import Collection
from datetime import date, timedelta

from hjulet.base.people.choices import Role

STRONG_SIGN_INS = frozenset({"mfa"})  # allauth's name for a code, a security key or a passkey


def reaches_cases(roles: Collection[str], exempt: Collection[str]) -> bool:
    """Whether somebody with these roles must sign in in two steps. HSLF-FS 2016:40.

    The exemption is the municipality's own, but never for the administrator.
    """
    return any(role == Role.ADMINISTRATOR or role not in exempt for role in roles)


def last_day_when_ended(starts_on: date, today: date) -> date:
    """A role that ends at once had yesterday as its last day, or its first day if it began today."""
    return max(starts_on, today - timedelta(days=1))
