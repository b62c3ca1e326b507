"""Signing in in two steps: an app's code, a recovery code, and what may not be taken away."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.urls import reverse

from hjulet.base.log.models import Entry
from tests.base.people.conftest import PASSWORD, sign_in


def code_of(secret, place=1):
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[place]))


def add_app(client, user):
    """Add an app the way a person does; its secret."""
    sign_in(client, user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    return secret


@pytest.fixture
def app(client, manager):
    secret = add_app(client, manager)
    client.post(reverse("account_logout"))
    return secret


@pytest.mark.django_db(transaction=True)
def test_app_is_added_and_it_is_logged_and_the_person_gets_a_letter(client, manager):
    add_app(client, manager)

    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}
    what = Entry.objects.filter(event="people.second_step_changed").values_list("details__what", flat=True)
    assert set(what) == {"totp_activated"}
    assert {letter.to[0] for letter in mail.outbox} == {manager.email}
    assert "Två steg" in client.get(reverse("people:me")).content.decode()


def test_secret_of_the_app_is_not_readable_in_the_database(client, manager):
    secret = add_app(client, manager)

    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored
    assert stored.startswith("gAAAA")


def test_secrets_survive_a_change_of_the_installations_key(client, manager, app, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new key"
    sign_in(client, manager)

    client.post(reverse("mfa_authenticate"), {"code": code_of(app, place=2)})

    assert "_auth_user_id" in client.session


def test_password_alone_does_not_sign_in(client, manager, app):
    response = sign_in(client, manager)

    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert "Skriv din kod" in client.get(response.url).content.decode()


def test_code_signs_in(client, manager, app, settings):
    settings.DEMO = False
    sign_in(client, manager)

    client.post(reverse("mfa_authenticate"), {"code": code_of(app, place=2)})

    assert client.get("/konto/").status_code == 200
    assert Entry.objects.order_by("-id").first().details == {"method": "password mfa"}


def test_wrong_code_is_said_and_logged(client, manager, app):
    sign_in(client, manager)

    page = client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()

    assert "Koden stämde inte" in page
    entry = Entry.objects.order_by("-id").first()
    assert (entry.event, entry.object_id, entry.details) == (
        "people.sign_in_failed", str(manager.pk), {"why": "second step"},
    )  # fmt: skip


def test_recovery_code_signs_in_once(client, manager):
    add_app(client, manager)
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    for _time in range(2):
        client.post(reverse("account_logout"))
        sign_in(client, manager)
        client.post(reverse("mfa_authenticate"), {"code": code})
        signed_in = "_auth_user_id" in client.session
        assert signed_in is (_time == 0)


def test_last_way_cannot_be_taken_away_where_the_role_needs_it(client, manager, settings):
    settings.DEMO = False
    add_app(client, manager)

    page = client.post(reverse("mfa_deactivate_totp"))

    assert "Din role kräver".replace("role", "roll") in page.content.decode()
    assert Authenticator.objects.filter(type="totp").exists()


def test_app_can_be_taken_away_where_one_step_is_enough(client, manager):
    add_app(client, manager)

    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.exists()


def test_setting_up_a_second_step_opens_the_door_in_the_same_session(client, manager, settings):
    settings.DEMO = False
    sign_in(client, manager)
    assert client.get("/konto/").status_code == 302

    add_app(client, manager)

    assert client.get("/konto/").status_code == 200


def test_passkey_sign_in_begins_without_being_signed_in(client, db):
    response = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})

    assert response.json()["request_options"]["publicKey"]["challenge"]


def test_pages_that_change_the_second_step_ask_again_who_you_are(client, signed_in, manager):
    client = signed_in("manager")

    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(name)).url.startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize(
    "name",
    ["mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp",
     "mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate", "account_reauthenticate", "usersessions_list",
     "account_change_password", "account_logout"],
)  # fmt: skip
def test_pages_of_the_account_are_in_swedish(client, manager, name):
    add_app(client, manager)

    page = client.get(reverse(name))

    assert page.status_code == 200
    words = re.sub(r"<script.*?</script>|<[^>]+>", "", page.content.decode(), flags=re.DOTALL)
    assert not re.search(r"\b(Sign|Password|Email|your|please|Code|Current|New|Key|Name)\b", words)
