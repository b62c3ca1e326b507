"""Signing in and out with a password, forgetting it, and what the log is told."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from hjulet.base.log.models import Entry
from hjulet.base.people.models import User
from tests.base.people.conftest import PASSWORD, sign_in


def events():
    return list(Entry.objects.order_by("id").values_list("event", flat=True))


def test_person_signs_in_and_out_and_both_are_logged(client, manager):
    assert sign_in(client, manager).url == "/konto/"
    assert client.get("/konto/").status_code == 200

    client.post(reverse("account_logout"))

    assert client.get("/konto/").status_code == 302
    assert events() == ["people.signed_in", "people.signed_out"]
    assert {entry.actor_name for entry in Entry.objects.all()} == {"Erik Chef"}


def test_address_is_the_same_in_capitals(client, manager):
    response = client.post(
        reverse("account_login"), {"login": manager.email.upper(), "password": PASSWORD, "next": "/konto/"}
    )

    assert response.url == "/konto/"


def test_wrong_password_and_unknown_address_read_alike(client, manager):
    wrong = sign_in(client, manager, password="något annat lösenord").content.decode()
    unknown = client.post(
        reverse("account_login"), {"login": "ingen@example.se", "password": "x"}
    ).content.decode()

    assert "hör inte ihop" in wrong
    assert "hör inte ihop" in unknown


def test_failed_try_is_logged_without_password_or_address(client, manager):
    sign_in(client, manager, password="hemligt fel lösenord")
    client.post(reverse("account_login"), {"login": "Hemligt1@example.se", "password": "hemligt"})

    known, unknown = Entry.objects.order_by("id")
    assert (known.event, known.object_id, known.municipality) == (
        "people.sign_in_failed",
        str(manager.pk),
        "ekvik",
    )
    assert (unknown.object_id, unknown.municipality) == ("", "")
    assert re.fullmatch(r"[0-9a-f]{16}", unknown.details["address"])
    assert "emlig" not in str([known.details, unknown.details]).lower()


def test_many_wrong_passwords_close_the_door_for_a_while(client, manager):
    for _count in range(5):
        sign_in(client, manager, password="fel")

    response = sign_in(client, manager)

    assert "För många försök" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_inactive_person_is_turned_away(client, manager):
    User.objects.filter(pk=manager.pk).update(is_active=False)

    assert sign_in(client, manager).url == reverse("account_inactive")
    assert "avstängt" in client.get(reverse("account_inactive")).content.decode()


def test_after_signing_in_nobody_is_sent_to_another_site(client, manager, settings):
    settings.LOGIN_REDIRECT_URL = "/konto/"

    assert sign_in(client, manager, then="https://evil.example/").url == "/konto/"


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "socialaccount_signup", "mfa_signup_webauthn"]
)
def test_nobody_can_make_an_account_or_change_address_alone(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["/konto/personer/", "/konto/", "/logg/"])
def test_stranger_is_sent_to_the_sign_in(client, db, path):
    assert client.get(path).url == f"{reverse('account_login')}?next={path}"


def test_forgotten_password_is_replaced_by_a_link_that_works_once(client, manager):
    client.post(reverse("account_reset_password"), {"email": manager.email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1]
    form = client.get(link).url
    new = "helt nytt långt lösenord"

    client.post(form, {"password1": new, "password2": new})

    assert sign_in(client, manager, password=new).url == "/konto/"
    assert "gäller inte längre" in Client().get(link).content.decode()
    assert events() == ["people.password_changed", "people.signed_in"]


def test_person_who_has_no_password_yet_gets_a_first_one_the_same_way(client, world):
    user = User.objects.create_user("ny@example.se", "Ny", municipality=world.municipality)

    client.post(reverse("account_reset_password"), {"email": user.email})

    assert len(mail.outbox) == 1


def test_unknown_address_reads_the_same_and_no_letter_is_sent(client, manager):
    known = client.post(reverse("account_reset_password"), {"email": manager.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "ingen@example.se"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [letter.to for letter in mail.outbox] == [[manager.email]]


@pytest.mark.parametrize("weak", ["kort", "123456789012", "manager@example.se", "erik chef erik"])
def test_weak_password_is_refused(client, manager, weak):
    sign_in(client, manager)

    page = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    )

    assert page.context["form"].errors
    manager.refresh_from_db()
    assert manager.check_password(PASSWORD)


def test_changed_password_ends_the_other_sessions(client, manager):
    other = Client()
    sign_in(other, manager)
    sign_in(client, manager)
    new = "helt nytt långt lösenord"

    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    assert client.get("/konto/").status_code == 200
    assert other.get("/konto/").status_code == 302


def test_secrets_have_no_place_in_the_address(client, manager):
    """The link in the letter is exchanged for a session before the form is shown."""
    client.post(reverse("account_reset_password"), {"email": manager.email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1]

    assert client.get(link).url.endswith("-set-password/")


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_reset_password", "account_reset_password_done", "account_inactive",
     "account_reset_password_from_key_done", "socialaccount_login_error", "socialaccount_login_cancelled"],
)  # fmt: skip
def test_pages_before_signing_in_are_in_swedish(client, db, name):
    page = client.get(reverse(name)).content.decode()

    assert 'lang="sv"' in page
    assert not re.search(r"\b(Sign|Password|Email|your|please)\b", re.sub(r"<[^>]+>", "", page))
