"""Invented people sign in to demonstrations and nowhere else."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as project
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.urls import reverse

from hjulet.base.log.models import Entry
from hjulet.base.people.checks import demonstration_users, refuse_demonstration_users
from hjulet.base.people.models import User
from tests.base.people.conftest import PASSWORD, sign_in
from tests.production import production_secrets

URL = reverse("people:demo_sign_in")


@pytest.fixture
def demo(world):
    User.objects.exclude(pk=world.people["sas"].pk).update(is_demo=True)
    return world


def test_login_page_lists_one_sign_in_per_person_and_municipality(demo, client):
    page = client.get(reverse("account_login")).content.decode()

    assert "Enhetschef, Solgården" in page
    assert "Granby" in page
    assert "Stina Sas" not in page
    assert "Frida Före" not in page


def test_login_page_asks_the_same_questions_however_many(demo, client, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get(reverse("account_login"))


def test_pressing_a_name_signs_in_as_that_person_and_it_is_logged(demo, client):
    response = client.post(URL, {"user": demo.people["mas"].pk, "next": "/konto/"})

    assert response.status_code == 302
    assert client.get(reverse("people:me")).context["request"].user == demo.people["mas"]
    assert Entry.objects.get().details == {"method": "demonstration"}


@pytest.mark.parametrize("number", ["", "x", "0", "99999999"])
def test_other_numbers_give_nothing(demo, client, number):
    assert client.post(URL, {"user": number}).status_code == 404


def test_real_person_cannot_be_tried(demo, client):
    assert client.post(URL, {"user": demo.people["sas"].pk}).status_code == 404


def test_looking_at_the_address_does_nothing(demo, client):
    assert client.get(URL).status_code == 405


def test_outside_demonstrations_nobody_signs_in_by_pressing_a_name(demo, client, settings):
    settings.DEMO = False

    assert client.post(URL, {"user": demo.people["mas"].pk}).status_code == 404
    assert "Prova som någon annan" not in client.get(reverse("account_login")).content.decode()


def test_outside_demonstrations_an_invented_person_is_refused_even_with_the_password(demo, client, settings):
    settings.DEMO = False
    demo.people["mas"].set_password(PASSWORD)
    demo.people["mas"].save()
    User.objects.update(is_demo=True)

    response = sign_in(client, demo.people["mas"])

    assert response.url == reverse("account_inactive")
    assert "_auth_user_id" not in client.session
    assert [(entry.event, entry.details) for entry in Entry.objects.all()] == [
        ("people.sign_in_refused", {"why": "demonstration"})
    ]


def test_check_is_silent_in_demonstrations_and_without_invented_people(demo, settings):
    assert demonstration_users(None) == []
    settings.DEMO = False
    User.objects.update(is_demo=False)
    assert demonstration_users(None) == []
    refuse_demonstration_users()


def test_deploy_check_and_server_start_refuse_invented_people(demo, settings):
    settings.DEMO = False

    assert "people.E001" in [error.id for error in run_checks(include_deployment_checks=True)]
    with pytest.raises(CommandError, match="demonstrationsanvändare"):
        call_command("check", "--deploy")
    with pytest.raises(ImproperlyConfigured, match="demonstrationsanvändare"):
        refuse_demonstration_users()


@pytest.mark.slow
def test_wsgi_refuses_to_start_on_a_database_with_invented_people(tmp_path):
    run_in(tmp_path, "manage.py", "migrate", "--verbosity", "0", demo="1")
    make = (
        "from hjulet.base.people.workflows import found_municipality;"
        "from hjulet.base.people.models import User;"
        "User.objects.create_user('a@b.se', 'A', municipality=found_municipality('a', 'A'), is_demo=True)"
    )
    run_in(tmp_path, "manage.py", "shell", "-v", "0", "-c", make, demo="1")

    assert run_in(tmp_path, "-c", "import config.wsgi", demo="1").returncode == 0
    refused = run_in(tmp_path, "-c", "import config.wsgi", demo="0", check=False)
    assert refused.returncode != 0
    assert "demonstrationsanvändare" in refused.stderr


def run_in(folder, *arguments, demo, check=True):
    variables = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    variables |= {
        "HJULET_DATA": str(folder),
        "HJULET_DEMO": demo,
        **production_secrets(),
        "HJULET_HOSTS": "localhost",
    }
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=project.BASE_DIR, env=variables, capture_output=True, text=True, check=check
    )
