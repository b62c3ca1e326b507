"""Our answers to allauth's questions: who may sign in, and what the log is told. Hooks of a library, hence classes."""

import base64
import hashlib
from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from hjulet.base.log.chain import record
from hjulet.base.people.models import User
from hjulet.base.people.second_step import KINDS, must_keep_second_step


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Signing in and out, and passwords."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-postadressen och lösenordet hör inte ihop. Försök igen."),
        "too_many_login_attempts": _("För många försök. Vänta fem minuter och försök igen."),
        "incorrect_password": _("Lösenordet stämde inte. Försök igen."),
        "incorrect_code": _("Koden stämde inte. Vänta på nästa kod i appen och försök igen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("people:me")

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Every way in passes here: password, passkey and the municipality's own sign-in."""
        if user.is_demo and not settings.DEMO:
            record("people.sign_in_refused", user, by=None, at=_now(), why="demonstration")
            return self.respond_user_inactive(request, user)  # type: ignore[no-any-return]
        return super().pre_login(request, user, **kwargs)  # type: ignore[no-any-return]

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        record("people.signed_in", user, by=user, at=_now(), method=_method(request))
        return super().post_login(request, user, **kwargs)  # type: ignore[no-any-return]

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            record("people.signed_out", request.user, by=request.user, at=_now())
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """The log learns which known person, else only a keyed hash: a password typed as address must not stay."""
        email = str(credentials.get("email", "")).lower()
        known = User.objects.filter(email=email).select_related("municipality").first()
        digest = salted_hmac("people.sign_in_failed", email, algorithm="sha256").hexdigest()[:16]
        record("people.sign_in_failed", known, by=None, at=_now(), address=digest)

    def set_password(self, user: User, password: str) -> None:
        user.set_password(password)
        user.save(update_fields=["password"])
        record("people.password_changed", user, by=user, at=_now())

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        """Allauth tells the person of every change to the second step; the log is told at the same place."""
        area, _slash, what = template_prefix.partition("/email/")
        if area == "mfa":
            record("people.second_step_changed", user, by=user, at=_now(), what=what)
        super().send_notification_mail(template_prefix, user, *args, **kwargs)


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Apps, keys and recovery codes. Their secrets are encrypted with the installation's key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": _(
            "Din roll kräver inloggning i två steg. Lägg till ett annat sätt först."
        ),
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user, type__in=KINDS)
        is_last = not others.exclude(pk=authenticator.pk).exists()
        return not (is_last and must_keep_second_step(authenticator.user))


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The second step at sign-in: a wrong code is a failed try like a wrong password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Kod")
        self.fields["code"].widget.attrs.update(placeholder="", inputmode="numeric")

    def clean_code(self) -> str:
        try:
            return super().clean_code()  # type: ignore[no-any-return]
        except ValidationError:
            record("people.sign_in_failed", self.user, by=None, at=_now(), why="second step")
            raise


class SessionsAdapter(DefaultUserSessionsAdapter):  # type: ignore[misc]
    """Ending one's own other sessions."""

    def end_sessions(self, sessions: Any) -> None:
        for session in sessions:
            record("people.sessions_ended", session.user, by=session.user, at=_now())
            session.end()


class MunicipalSignInAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The municipality's own sign-in: only for people who are already here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie a first sign-in to the one person whom the configured claim points at; anyone else is a stranger."""
        if sociallogin.is_existing:
            return
        claims = sociallogin.account.extra_data.get("id_token") or {}
        user = _person_of({**claims, **(sociallogin.account.extra_data.get("userinfo") or {})})
        if user is None:
            record("people.sign_in_refused", None, by=None, at=_now(), why="stranger")
            raise ImmediateHttpResponse(render(request, "people/stranger.html", status=403))
        sociallogin.connect(request, user)
        record("people.linked", user, by=user, at=_now())

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No letter about being tied to one's own employer's sign-in."""


def _person_of(claims: dict[str, Any]) -> User | None:
    """Exactly one person with the claimed number (or address, where that is configured), else nobody."""
    value = str(claims.get(settings.OIDC_MATCH_CLAIM) or "").strip()
    found = User.objects.filter(**{f"{settings.OIDC_MATCH_FIELD}__iexact": value}, is_active=True)
    if settings.OIDC_MUNICIPALITY:
        found = found.filter(municipality__slug=settings.OIDC_MUNICIPALITY)
    people = list(found.select_related("municipality")[:2])
    return people[0] if value and len(people) == 1 else None


def _method(request: HttpRequest) -> str:
    """How the person proved who they are: 'password', 'password mfa', 'socialaccount'."""
    records = request.session.get("account_authentication_methods") or [{"method": "demonstration"}]
    return " ".join(dict.fromkeys(str(entry["method"]) for entry in records))


def _box() -> MultiFernet:
    """Keys made from the secret key and those before it, so that it can be changed."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"second step:{secret!s}".encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def _now() -> datetime:
    """These hooks are the edge, as views are: nobody hands them the time."""
    return timezone.now()  # noqa: TID251 - see above
