"""Any page asks the database at most twenty times, whatever the rows: measured on the whole demonstration."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from hjulet.act.actions.models import Action, Need
from hjulet.base.people.models import User
from hjulet.check.indicators.models import Value
from hjulet.plan.steering.models import Goal, Vision
from tests.demo.loading import the_demonstration

MOST = 20
PAGES = {  # name of the address → who asks, and with what words (? is what stands after the question mark)
    "desk:start": ["sas", "politician", "administrator"],
    "desk:sources": ["sas"],
    "desk:accessibility": ["sas"],
    "steering:overview": ["sas"],
    "steering:rate": [("sas", {"unit": "sociala-sektorn", "area": "processer", "year": 2025})],
    "steering:create_goal": ["sas"],
    "steering:edit_goal": [("sas", {"pk": "a goal"})],
    "steering:create_vision": ["sas"],
    "steering:edit_vision": [("sas", {"pk": "a vision"})],
    "organisation:tree": ["sas", ("sas", {"?": "avslutade=1"})],
    "organisation:unit": [("sas", {"slug": "sociala-sektorn"}), ("sas", {"slug": "sabo-edshult"})],
    "organisation:exposure": [("administrator", {"slug": "sabo-edshult"})],
    "organisation:import": ["administrator"],
    "indicators:list": ["sas", ("sas", {"?": "page=2"}), ("sas", {"?": "sok=lss"}), ("sas", {"?": "enhet=leksand"})],
    "indicators:detail": [
        ("sas", {"slug": "hemtjanstindex-placering"}),
        ("sas", {"slug": "lss-gruppbostad-kontakta"}),
        ("sas", {"slug": "mal2-kop-av-vard-missbruk"}),
    ],
    "indicators:value": [("sas", {"pk": "a value"}), ("sas", {"pk": "a contradiction"})],
    "indicators:revise": [("developer", {"pk": "a survey"})],
    "indicators:create_value": [("developer", {"slug": "hemtjanstindex-placering"})],
    "indicators:target": [("developer", {"slug": "lss-gruppbostad-kontakta"})],
    "indicators:create": ["developer"],
    "indicators:edit": [("developer", {"slug": "lss-gruppbostad-kontakta"})],
    "indicators:changes": ["sas"],
    "indicators:kolada": ["developer"],
    "costs:list": ["sas"],
    "costs:import": ["sas"],
    "costs:table": [("sas", {"slug": "sabo", "year": 2022})],
    "actions:list": ["sas", ("sas", {"?": "status=oppna"}), ("sas", {"?": "status=utan-ansvarig&enhet=sociala-sektorn"})],
    "actions:detail": [("sas", {"pk": "an action"})],
    "actions:create": ["sas"],
    "actions:edit": [("sas", {"pk": "an action"})],
    "actions:needs": ["sas"],
    "actions:need": [("sas", {"pk": "a need"})],
    "actions:raise": ["sas"],
    "reports:list": ["sas", "politician"],
    "reports:show": [
        ("sas", {"kind": "kvalitetsberattelse", "unit": "leksand", "year": 2025}),
        ("sas", {"kind": "resultatrapport", "unit": "leksand", "year": 2022}),
        ("politician", {"kind": "kvalitetsberattelse", "unit": "leksand", "year": 2025}),
        ("politician", {"kind": "resultatrapport", "unit": "leksand", "year": 2022}),
    ],
    "people:me": ["sas", "administrator"],
    "people:absence": ["sas"],
    "people:list": ["administrator"],
    "people:detail": [("administrator", {"pk": "a person"})],
    "people:import": ["administrator"],
    "people:access_table": ["sas"],
    "log:list": ["administrator"],
}  # fmt: skip
NOT_PAGES = {  # they answer a POST, lead on, or give a file
    "organisation:preview", "organisation:cancel", "costs:preview", "costs:cancel", "actions:move",
    "people:cancel_absence", "people:end_sessions",
    "people:demo_sign_in", "indicators:kolada_code", "indicators:kolada_fetch", "indicators:kolada_local",
    "reports:download",
}  # fmt: skip
ASKED = [
    pytest.param(name, *(asked if isinstance(asked, tuple) else (asked, {})), id=f"{name}-{number}")
    for name, asks in PAGES.items()
    for number, asked in enumerate(asks)
]


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with the_demonstration(django_db_blocker):
        yield


@pytest.fixture
def rows(_loaded: None, db: None) -> dict[str, int]:
    """The words of the table above → numbers."""
    contradiction = {"indicator__slug": "mal2-kop-av-vard-missbruk", "unit__slug": "ifo-vuxengrupp"}
    return {
        "a value": Value.objects.get(indicator__slug="hemtjanstindex-placering", period_end__year=2025).pk,
        "a survey": Value.objects.filter(indicator__slug="lss-gruppbostad-kontakta").latest("period_end").pk,
        "a contradiction": Value.objects.filter(**contradiction).first().pk,
        "a goal": Goal.objects.filter(municipality__slug="leksand").first().pk,
        "a vision": Vision.objects.filter(municipality__slug="leksand").first().pk,
        "an action": Action.objects.exclude(needs=None).filter(unit__municipality__slug="leksand").first().pk,
        "a need": Need.objects.exclude(actions=None).filter(unit__municipality__slug="leksand").first().pk,
        "a person": User.objects.get(email="sas@leksand.example").pk,
    }


@pytest.mark.parametrize(("name", "who", "given"), ASKED)
def test_page_asks_the_database_at_most_twenty_times(rows, name, who, given):
    client = Client()
    client.force_login(User.objects.get(email=f"{who}@leksand.example"))
    words = {key: rows.get(said, said) for key, said in given.items()}
    asked = words.pop("?", "")

    with CaptureQueriesContext(connection) as found:
        answer = client.get(f"{reverse(name, kwargs=words)}?{asked}")

    assert answer.status_code == 200
    assert len(found) <= MOST, Counter(_table(query["sql"]) for query in found)


def test_every_page_of_ours_stands_in_the_table():
    named = {name for name in _names(get_resolver()) if ":" in name}

    assert named == set(PAGES) | NOT_PAGES


def _table(sql: str) -> str:
    """What a query is about, so that a failure says at once what is read twice."""
    said = re.search(r'(?:FROM|INTO|UPDATE) "(\w+)"', sql)
    return said[1] if said else sql[:40]


def _names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern) and entry.name:
            yield f"{space}{entry.name}"
        elif isinstance(entry, URLResolver):
            yield from _names(entry, f"{entry.namespace}:" if entry.namespace else space)
