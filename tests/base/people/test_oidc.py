"""The municipality's own sign-in, against a real OpenID Connect provider (oidc-provider from npm) on loopback."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from hjulet.base.log.models import Entry
from hjulet.base.people.models import User

HERE = Path(__file__).parents[2] / "oidc"
CALLBACK = "http://testserver/konto/kommunen/kommun/svar/"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The provider's address; started for these tests and stopped after them."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("OIDC TESTS SKIPPED: node and npm are needed (apt-get install nodejs npm)")
    if not (HERE / "node_modules" / "oidc-provider").exists():
        done = subprocess.run(
            [npm, "ci", "--no-audit", "--no-fund"], cwd=HERE, capture_output=True, check=False
        )
        if done.returncode:
            pytest.skip("OIDC TESTS SKIPPED: npm ci could not fetch oidc-provider")
    process = subprocess.Popen(
        [node, "provider.mjs", CALLBACK],
        cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    port = process.stdout.readline().strip()
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=10)
    process.stdout.close()


@pytest.fixture
def configured(provider, settings, world):
    app = {
        "provider_id": "kommun",
        "name": "Ekviks inloggning",
        "client_id": "kvalitetshjulet",
        "secret": "only-for-tests",
        "settings": {"server_url": provider, "uid_field": "oid", "fetch_userinfo": False},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    User.objects.filter(pk=world.people["staff"].pk).update(staff_number="1017")
    return world


def begin(client: Client) -> str:
    """Press the button; the provider's address that the browser is sent to."""
    response = client.post(reverse("openid_connect_login", args=["kommun"]), {"next": "/konto/"})
    assert response.status_code == 302
    return response.url


def consent_as(number: str, address: str) -> str:
    """Sign in at the provider the way a person does, and give the address that it sends the browser back to."""
    with requests.Session() as browser:
        response = browser.get(address, allow_redirects=False)
        for _step in range(12):
            if location := response.headers.get("Location"):
                if location.startswith(CALLBACK):
                    return location
                response = browser.get(requests.compat.urljoin(address, location), allow_redirects=False)
            else:
                action = re.search(r'action="([^"]+)"', response.text)[1]
                prompt = re.search(r'name="prompt" value="([^"]+)"', response.text)[1]
                answers = {"prompt": prompt, "login": number, "password": "x"}
                response = browser.post(action, answers, allow_redirects=False)
    return pytest.fail("the provider never came back")


def sign_in(client: Client, number: str):
    back = consent_as(number, begin(client))
    return client.get(back.removeprefix("http://testserver"))


def test_login_page_offers_the_municipal_sign_in(configured, client):
    assert "Logga in med Ekviks inloggning" in client.get(reverse("account_login")).content.decode()


def test_the_way_there_carries_state_and_a_pkce_challenge(configured, client):
    asked = parse_qs(urlsplit(begin(client)).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert asked["code_challenge"]
    assert asked["state"]
    assert asked["redirect_uri"] == [CALLBACK]


def test_imported_person_signs_in(configured, client):
    response = sign_in(client, "1017")

    assert response.url == "/konto/"
    assert client.get("/konto/").context["request"].user == configured.people["staff"]
    assert SocialAccount.objects.get().uid == "oid-1017"
    assert list(Entry.objects.order_by("id").values_list("event", flat=True)) == [
        "people.linked",
        "people.signed_in",
    ]


def test_second_sign_in_finds_the_same_person_by_the_uid_alone(configured, client):
    sign_in(client, "1017")
    User.objects.filter(pk=configured.people["staff"].pk).update(staff_number="other")

    assert sign_in(Client(), "1017").url == "/konto/"


def test_stranger_gets_a_clear_page_and_no_account(configured, client):
    users = User.objects.count()

    response = sign_in(client, "9999")

    assert response.status_code == 403
    assert "Vi hittar dig inte här" in response.content.decode()
    assert "_auth_user_id" not in client.session
    assert (User.objects.count(), SocialAccount.objects.count()) == (users, 0)
    assert Entry.objects.get().event == "people.sign_in_refused"


def test_same_address_is_not_enough(configured, client):
    """E-mail claims are not trusted: who controls an address elsewhere must not become the person here."""
    User.objects.filter(pk=configured.people["manager"].pk).update(email="person.9999@kommunen.example")

    assert sign_in(client, "9999").status_code == 403


def test_address_is_enough_where_the_municipality_has_decided_so(configured, client, settings):
    settings.OIDC_MATCH_CLAIM, settings.OIDC_MATCH_FIELD = "email", "email"
    User.objects.filter(pk=configured.people["manager"].pk).update(email="person.9999@kommunen.example")

    assert sign_in(client, "9999").url == "/konto/"


def test_number_that_two_municipalities_share_lets_nobody_in_until_one_is_named(configured, client, settings):
    User.objects.filter(pk=configured.people["neighbour"].pk).update(staff_number="1017")

    assert sign_in(client, "1017").status_code == 403
    settings.OIDC_MUNICIPALITY = "ekvik"
    assert sign_in(Client(), "1017").url == "/konto/"


def test_inactive_person_is_refused(configured, client):
    User.objects.filter(pk=configured.people["staff"].pk).update(is_active=False)

    assert sign_in(client, "1017").status_code == 403


def test_answer_with_another_state_is_refused(configured, client):
    back = consent_as("1017", begin(client)).removeprefix("http://testserver")

    response = client.get(re.sub(r"state=[^&]+", "state=forged", back))

    assert "Inloggningen gick inte hela vägen" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_answer_meant_for_another_browser_is_refused(configured, client):
    back = consent_as("1017", begin(client)).removeprefix("http://testserver")

    stolen = Client()
    stolen.get(back)

    assert "_auth_user_id" not in stolen.session


def test_code_cannot_be_used_twice(configured, client):
    back = consent_as("1017", begin(client)).removeprefix("http://testserver")
    client.get(back)
    client.logout()

    client.get(back)

    assert "_auth_user_id" not in client.session


def test_municipal_sign_in_counts_as_two_steps_unless_switched_off(configured, client, settings):
    settings.DEMO = False
    sign_in(client, "1017")

    assert client.get("/konto/").status_code == 200
    settings.OIDC_HAS_SECOND_STEP = False
    assert client.get("/konto/").url == reverse("mfa_index")
