"""With four thousand cases behind them the pages ask no more than they do with three, and answer in a moment."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hjulet.act.actions.models import Action
from hjulet.base.people.models import User
from hjulet.check.deviations.models import Deviation

MOST = 20
MOST_AT_START = 31  # my page asks every feature, once each
MOST_OF_A_REPORT = 55  # a report tells of everything: a fixed number of questions for each chapter
PEOPLE = (
    "staff", "nurse", "manager", "home-manager", "department-head", "director", "sas", "mas", "mar", "developer",
    "case-officer", "registrar", "lex-investigator", "lex-sarah", "lex-maria", "politician", "auditor", "provider",
    "administrator", "privacy-officer",
)  # fmt: skip
REPORT = {"unit": "lingonfors", "year": 2026}


def asked(who: str, url: str) -> int:
    client = Client()
    client.force_login(User.objects.get(email=f"{who}@lingonfors.example"))
    with CaptureQueriesContext(connection) as found:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(found)


@pytest.mark.parametrize("who", PEOPLE)
def test_the_start_page_of_every_role(demonstration, who):
    assert asked(who, reverse("desk:start")) <= MOST_AT_START


@pytest.mark.parametrize("who", ["home-manager", "mas", "sas"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("deviations:list", ""),
        ("deviations:list", "?visa=alla&tid=365"),
        ("deviations:week", ""),
        ("deviations:figures", ""),
        ("actions:list", ""),
    ],
)
def test_pages_with_many_events(demonstration, who, name, words):
    assert asked(who, reverse(name) + words) <= MOST


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("sas", "manuscripts:list"),
        ("director", "manuscripts:list"),
        ("sas", "manuscripts:approved"),
        ("registrar", "manuscripts:approved"),
        ("politician", "manuscripts:papers_list"),
    ],
)
def test_lists_of_reports(demonstration, who, name):
    assert asked(who, reverse(name)) <= MOST


@pytest.mark.parametrize("kind", ["kvalitetsberattelse", "resultatrapport", "patientsakerhetsberattelse"])
@pytest.mark.parametrize("who", ["sas", "politician"])
def test_reports_with_many_events(demonstration, who, kind):
    assert asked(who, reverse("reports:show", kwargs={"kind": kind, **REPORT})) <= MOST_OF_A_REPORT


def test_the_red_thread(demonstration):
    action = Action.objects.get(slug="kvallsrutin")
    deviation = Deviation.objects.filter(decided__action=action).first()

    assert asked("home-manager", reverse("desk:thread", args=["atgard", action.pk])) <= MOST
    assert asked("home-manager", reverse("desk:thread", args=["avvikelse", deviation.pk])) <= MOST
