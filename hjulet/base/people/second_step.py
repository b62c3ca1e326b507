"""Signing in in two steps: who must, and who has."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from hjulet.base.people.models import User
from hjulet.base.people.rules import STRONG_SIGN_INS, reaches_cases

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def needs_second_step(request: HttpRequest, user: User) -> bool:
    """Whether the user must set up a second step before anything else. Never in the demonstration."""
    roles = {holding.role for holding in user.roles_on(request.today)}  # type: ignore[attr-defined]
    if settings.DEMO or not reaches_cases(roles, settings.SECOND_STEP_EXEMPT_ROLES):
        return False
    return not (_signed_in_strongly(request, user) or has_second_step(user))


def must_keep_second_step(user: User) -> bool:
    """Whether the last app or key may not be taken away."""
    roles = set(user.roles.values_list("role", flat=True))
    return not settings.DEMO and reaches_cases(roles, settings.SECOND_STEP_EXEMPT_ROLES)


def has_second_step(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=KINDS).exists())


def with_second_step(users: QuerySet[User]) -> QuerySet[User]:
    """The same users, each with `has_second_step`."""
    keys = Authenticator.objects.filter(user=OuterRef("pk"), type__in=KINDS)
    return users.annotate(has_second_step=Exists(keys))


def _signed_in_strongly(request: HttpRequest, user: User) -> bool:
    methods = {record["method"] for record in get_authentication_records(request, user)}
    by_municipality = settings.OIDC_HAS_SECOND_STEP and "socialaccount" in methods
    return by_municipality or not methods.isdisjoint(STRONG_SIGN_INS)
