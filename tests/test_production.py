"""A real installation: production settings on a real server, without a demonstration."""

import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest

from tests.journeys.serving import Served, is_running, manage, prepared, start
from tests.production import production_secrets

pytestmark = pytest.mark.slow
HOST = "kvalitet.ekvik.se"
PRODUCTION = {"HJULET_DEMO": "", "HJULET_HOSTS": HOST, **production_secrets()}
THROUGH_PROXY = {"Host": HOST, "X_Forwarded_Proto": "https", "Referer": f"https://{HOST}/"}
PERSON = {"login": "per@ekvik.se", "password": "en-lang-fras-att-minnas"}
MAKE_PERSON = f"""
from datetime import date
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import RoleHolding, User
from hjulet.base.people.workflows import found_municipality
place = found_municipality("ekvik", "Ekvik")
user = User.objects.create_user("{PERSON["login"]}", "Per Politiker", "{PERSON["password"]}", municipality=place)
RoleHolding.objects.create(user=user, unit=Unit.objects.get(), role="politician", starts_on=date(2020, 1, 1))
"""


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("production")
    served = start(folder, **PRODUCTION)
    made = manage(folder, "shell", "-v", "0", "-c", MAKE_PERSON, **PRODUCTION)
    assert (made.returncode, made.stderr) == (0, "")
    yield served
    assert served.stop() == []


def test_check_for_deployment_has_nothing_to_say(production):
    done = manage(production.folder, "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", ["check", "migrate", "serve", "verify_log"])
def test_without_a_secret_key_nothing_starts_and_one_line_says_why(tmp_path, command):
    done = manage(tmp_path, command, **PRODUCTION | {"HJULET_SECRET_KEY": ""})

    assert done.returncode != 0
    assert "HJULET_SECRET_KEY" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_server_refuses_to_start_on_a_database_with_demonstration_users(tmp_path_factory):
    folder = prepared(tmp_path_factory.getbasetemp() / "demonstration")

    done = manage(folder, "serve", "--port", "1", **PRODUCTION)

    assert done.returncode != 0
    assert "demonstrationsanvändare" in done.stderr
    assert "Traceback" not in done.stderr


def test_stranger_is_asked_to_sign_in_and_told_nothing_of_demonstrations(production):
    status, headers, _ = production.ask("/", **THROUGH_PROXY)
    assert (status, headers["location"]) == (302, "/konto/logga-in/?next=/")

    status, _, page = production.ask("/konto/logga-in/", **THROUGH_PROXY)
    assert status == 200
    assert "emonstration" not in page
    assert production.ask("/konto/demonstration/", "POST", **THROUGH_PROXY)[0] == 404


def test_what_comes_unencrypted_is_sent_to_https(production):
    status, headers, _ = production.ask("/konto/logga-in/", Host=HOST)

    assert (status, headers["location"]) == (301, f"https://{HOST}/konto/logga-in/")


def test_other_host_names_are_refused(production):
    assert production.ask("/", Host="nagon.annan.se", X_Forwarded_Proto="https")[0] == 400


def test_every_answer_has_its_security_headers(production):
    for path in ("/konto/logga-in/", "/finns-inte/"):
        _, headers, _ = production.ask(path, **THROUGH_PROXY)

        policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
        assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
        assert "unsafe" not in headers["content-security-policy"]
        assert re.fullmatch(
            r"max-age=31536000; includeSubDomains; preload", headers["strict-transport-security"]
        )
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-frame-options"] == "DENY"
        assert headers["cross-origin-opener-policy"] == "same-origin"


def test_cookies_are_for_us_alone(production):
    token, cookies = _sign_in(production)

    assert cookies["sessionid"]["secure"]
    assert cookies["sessionid"]["httponly"]
    assert cookies["sessionid"]["samesite"] == "Lax"
    assert not cookies["sessionid"]["max-age"], "gone when the browser is closed"
    assert token["secure"]
    assert token["samesite"] == "Lax"


def test_pages_of_those_who_are_signed_in_are_kept_by_no_cache(production):
    _, cookies = _sign_in(production)
    cookie = f"sessionid={cookies['sessionid'].value}"

    status, headers, _ = production.ask("/", Cookie=cookie, **THROUGH_PROXY)

    assert status == 200
    assert "private" in headers.get("cache-control", "") or "no-store" in headers.get("cache-control", "")


def test_missing_page_tells_no_details(production):
    status, _, page = production.ask("/finns-inte/", **THROUGH_PROXY)

    assert status == 404
    assert "Sidan finns inte här" in page
    assert not _details(page)


def test_failing_page_says_so_in_our_words_and_tells_no_details(tmp_path):
    asked = (
        "from django.test import Client; client = Client(raise_request_exception=False);"
        f"client.cookies['sessionid'] = 'a' * 32; answer = client.get('/', secure=True, headers={{'host': '{HOST}'}});"
        "print(answer.status_code, answer.content.decode())"
    )

    done = manage(tmp_path, "shell", "-v", "0", "-c", asked, **PRODUCTION)  # a database without tables

    assert done.stdout.startswith("500 ")
    assert "Något gick fel hos oss" in done.stdout
    assert not _details(done.stdout)
    assert "OperationalError" in done.stderr, "those who run it are told everything"


def test_mere_static_files_are_kept_for_ever_and_come_compressed(production):
    _, _, page = production.ask("/konto/logga-in/", **THROUGH_PROXY)
    style = re.search(r'href="(/static/ui/app\.[0-9a-f]{12}\.css)"', page)[1]

    status, headers, _ = production.ask(style, Accept_Encoding="gzip", **THROUGH_PROXY)

    assert status == 200
    assert headers["content-encoding"] == "gzip"
    assert "immutable" in headers["cache-control"]


def test_everybody_who_serves_belongs_to_the_family(production):
    """Else the tests that ask whether somebody is left behind would ask about nobody."""
    assert len(production.family) >= 4
    assert all(is_running(number) for number in production.family)


def _sign_in(served):
    _, headers, page = served.ask("/konto/logga-in/", **THROUGH_PROXY)
    token = SimpleCookie(headers["set-cookie"])["csrftoken"]
    hidden = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    form = urlencode({"csrfmiddlewaretoken": hidden, **PERSON})
    sent = {"Cookie": f"csrftoken={token.value}", "Content_Type": "application/x-www-form-urlencoded"}
    status, headers, _ = served.ask("/konto/logga-in/", "POST", form, **sent, **THROUGH_PROXY)
    assert (status, headers["location"]) == (302, "/")
    cookies = SimpleCookie()
    for said in headers.get_all("set-cookie"):
        cookies.load(said)
    return token, cookies


def _details(page):
    return re.findall(r"Traceback|OperationalError|DEBUG|urlpatterns|hjulet\.\w+\.\w+|site-packages", page)
