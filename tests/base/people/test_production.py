"""The settings as a real installation has them."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.production import production_secrets


def run_in_production(folder, *arguments, **extra):
    variables = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    variables |= {
        "HJULET_DATA": str(folder),
        **production_secrets(),
        "HJULET_HOSTS": "kvalitet.ekvik.se",
        **extra,
    }
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=variables, capture_output=True, text=True, check=False
    )


def value_of(folder, expression, **extra):
    code = f"from config import settings; print({expression})"
    return run_in_production(folder, "-c", code, **extra).stdout.strip()


@pytest.mark.slow
def test_deploy_check_has_nothing_to_say(tmp_path):
    done = run_in_production(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("missing", ["HJULET_SECRET_KEY", "HJULET_SEALING_KEYS", "HJULET_BLIND_KEY"])
def test_missing_secret_stops_the_start_and_says_which(tmp_path, missing):
    done = run_in_production(tmp_path, "manage.py", "check", **{missing: ""})

    assert done.returncode != 0
    assert missing in done.stderr


def test_cookies_and_transport_are_strict(tmp_path):
    asked = "settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_HSTS_SECONDS > 3e7"

    assert value_of(tmp_path, asked) == "True True True"


def test_browser_may_send_forms_to_the_municipal_sign_in_only_where_there_is_one(tmp_path):
    asked = "settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'][1:]"
    server = {
        "HJULET_OIDC_SERVER": "https://login.ekvik.se/tenant/v2.0",
        "HJULET_OIDC_CLIENT_ID": "a",
        "HJULET_OIDC_SECRET": "b",
    }

    assert value_of(tmp_path, asked) in {"[]", "['']"}
    assert value_of(tmp_path, asked, **server) == "['https://login.ekvik.se']"


def test_municipal_sign_in_needs_its_secret(tmp_path):
    done = run_in_production(tmp_path, "manage.py", "check", HJULET_OIDC_SERVER="https://login.ekvik.se")

    assert "HJULET_OIDC_CLIENT_ID" in done.stderr
