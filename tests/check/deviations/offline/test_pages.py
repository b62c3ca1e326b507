"""The page that telephones keep says nothing about anybody, and the worker keeps nothing else."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

pytestmark = pytest.mark.django_db
SHELL = "/avvikelser/rapportera/utan-nat/"


def without_number(answer):
    return re.sub(r'value="[0-9a-f-]{36}"', "", answer.content.decode())


def test_kept_page_is_the_same_for_everybody_and_asks_nobody(world, signed_in):
    with CaptureQueriesContext(connection) as asked:
        for_stranger = Client().get(SHELL)
    pages = {without_number(signed_in(key).get(SHELL)) for key in ("staff", "sas", "neighbour")}

    assert pages == {without_number(for_stranger)}
    assert list(asked) == []
    said = for_stranger.content.decode()
    assert not any(word in said for word in ("Ekvik", "Solgården", "Sara", "csrfmiddlewaretoken"))
    assert "sessionid" not in for_stranger.cookies


def test_worker_is_fetched_anew_and_keeps_the_empty_page_and_files_only():
    answer = Client().get("/sw.js")
    said = answer.content.decode()
    needed = re.search(r"NEEDED = (\[.*?\]);", said)[1]

    assert (answer["Cache-Control"], answer["Content-Type"]) == ("no-cache", "text/javascript")
    assert all(path.startswith("/static/") for path in re.findall(r'"([^"]+)"', needed))
    assert {"report.js", "offline.js", "queue.js", "inter.woff2"} <= set(
        re.findall(r"[\w.]+(?=\")", needed.replace("/", " "))
    )
    assert f'SHELL = "{SHELL}"' in said
    assert Client().get("/sw.js").content == answer.content


def test_worker_is_registered_where_one_reports_and_nowhere_else(world, signed_in, door):
    client = signed_in("manager")
    pages = {
        name: "offline.js" in client.get(url).content.decode()
        for name, url in {
            "report": reverse("deviations:report"),
            "door": reverse("deviations:door", args=[door.token]),
            "mine": reverse("deviations:mine"),
            "start": reverse("desk:start"),
        }.items()
    }

    assert pages == {"report": True, "door": True, "mine": False, "start": False}
