"""The list: what the sentence finds, whose rows it holds, its pages and sums, what is searched, saved and taken out."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hjulet.base.log.models import Entry
from hjulet.check.deviations.models import Deviation, Part, SavedView
from hjulet.check.deviations.pages import lists as pages
from tests.check.deviations.lists.helping import event, kind, numbers

LIST = reverse("deviations:list")


@pytest.fixture
def many(world):
    """One of each kind, told by its number's end."""
    yesterday = timezone.localdate() - timedelta(days=1)
    fall = kind(world, "hsl", "fall")
    return {
        "new": event(world),
        "late": event(world, days=5, judge_by=yesterday),
        "old": event(world, days=100, state="judged", investigate_by=yesterday, judged_at=timezone.now(),
                     judged_by=world.people["manager"]),
        "closed": event(world, days=40, state="closed"),
        "other": event(world, days=3, state="not_a_deviation"),
        "hsl": event(world, days=2, law="hsl", part={"type": fall, "severity": 3, "probability": 2}),
        "elsewhere": event(world, "bjorkgarden", days=2),
        "next door": event(world, "granby", days=2),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("who", "asked", "found"),
    [
        ("manager", "", {"new", "late", "old", "hsl"}),
        ("manager", "status=alla", {"new", "late", "old", "hsl", "closed", "other"}),
        ("manager", "status=nya", {"new", "late", "hsl"}),
        ("manager", "status=sena", {"late", "old"}),
        ("manager", "status=avslutade", {"closed"}),
        ("manager", "status=ovriga", {"other"}),
        ("manager", "status=mina", {"new", "late", "old", "hsl"}),
        ("manager", "status=alla&tid=30", {"new", "late", "other", "hsl"}),
        ("manager", "status=alla&tid=90", {"new", "late", "other", "hsl", "closed"}),
        ("manager", "lag=hsl", {"hsl"}),
        ("manager", "typ=fall", {"hsl"}),
        ("manager", "allvarlighet=3", {"hsl"}),
        ("manager", "allvarlighet=4", set()),
        ("manager", "enhet=solgarden&tid=30", {"new", "late", "hsl"}),
        (
            "manager",
            "enhet=bjorkgarden",
            {"new", "late", "old", "hsl"},
        ),  # not one of theirs: the word is not read
        ("manager", "status=hittepa&tid=x&allvarlighet=9", {"new", "late", "old", "hsl"}),
        ("sas", "", {"new", "late", "old", "elsewhere"}),
        ("sas", "enhet=bjorkgarden", {"elsewhere"}),
        ("sas", "enhet=aldreomsorg&tid=30", {"new", "late", "elsewhere"}),
        ("sas", "typ=fall", set()),
        ("sas", "status=mina", set()),
        ("mas", "", {"hsl"}),
        ("mas", "status=mina", {"hsl"}),
        ("other_manager", "status=alla", {"elsewhere"}),
        ("department_head", "status=alla", set()),
        ("neighbour", "status=alla", {"next door"}),
    ],
)
def test_sentence_finds(signed_in, many, who, asked, found):
    response = signed_in(who).get(f"{LIST}?{asked}")

    assert set(numbers(response)) == {many[key].number for key in found}
    assert response.context["sums"].total == len(found)


def test_sums_say_what_the_list_holds(signed_in, world, many):
    yesterday = timezone.localdate() - timedelta(days=1)
    event(
        world, state="judged", investigate_by=yesterday, is_in_lex=True
    )  # late for nobody who sees the list
    sums = signed_in("manager").get(f"{LIST}?status=alla").context["sums"]

    assert (sums.total, sums.open, sums.new, sums.late) == (7, 5, 3, 2)


def test_sums_stop_at_many(signed_in, world, monkeypatch):
    for days in range(4):
        event(world, days=days)
    monkeypatch.setattr(pages, "MANY", 3)

    response = signed_in("manager").get(LIST)

    assert "Fler än 3 avvikelser" in response.content.decode()


def test_about_the_manager_goes_past_the_manager(signed_in, world):
    made = event(world, concerns_manager=True)

    assert numbers(signed_in("manager").get(LIST)) == []
    assert numbers(signed_in("department_head").get(f"{LIST}?status=mina")) == [made.number]
    assert numbers(signed_in("sas").get(f"{LIST}?status=mina")) == [made.number]


def test_pages_hold_each_row_once_though_all_came_at_the_same_moment(signed_in, world, monkeypatch):
    monkeypatch.setattr(pages, "PAGE", 2)
    moment = timezone.now() - timedelta(days=1)
    made = [event(world, reported_at=moment).number for _ in range(5)]
    client, found, address = signed_in("manager"), [], LIST

    for _ in range(3):
        response = client.get(address)
        found += numbers(response)
        address = f"{LIST}?efter={response.context['following']}"

    assert found == made[::-1]
    assert response.context["following"] == ""


@pytest.mark.parametrize("place", ["x", "1.", "9" * 30, "1.2.3", "-1.5", "99999999999999999.1", "0.1"])
def test_place_that_cannot_be_read_is_no_fault(signed_in, many, place):
    assert signed_in("manager").get(f"{LIST}?efter={place}").status_code == 200


@pytest.mark.parametrize(
    ("who", "words", "found"),
    [
        ("manager", "larmet", ["sol"]),
        ("manager", "larm", ["sol"]),  # another form of it
        ("manager", "dosett", ["hsl"]),
        ("manager", "larm dosett", []),
        ("manager", "och", []),  # a stop word is no word
        ("sas", "larm", ["sol"]),
        ("sas", "dosett", []),
        ("mas", "dosett", ["hsl"]),
        ("mas", "larm", []),
        ("other_manager", "larm", []),
    ],
)
def test_search_finds_words_in_what_one_may_read(signed_in, world, who, words, found):
    made = {
        "sol": event(world, text="Larmet hördes inte."), "hsl": event(world, law="hsl", text="Dosetten var fel delad."),
    }  # fmt: skip

    response = signed_in(who).post(LIST, {"ord": words})

    assert numbers(response) == [made[key].number for key in found]


def test_search_tells_a_reader_of_one_law_nothing_of_the_other_part(signed_in, world):
    made = event(world, text="Larmet hördes inte.")
    Part.objects.create(
        deviation=made, law="hsl", words=event(world, law="hsl", text="Dosett").parts.get().words
    )
    Deviation.objects.filter(pk=made.pk).update(has_hsl=True)

    assert made.number not in numbers(signed_in("sas").post(LIST, {"ord": "dosett"}))
    assert made.number in numbers(signed_in("manager").post(LIST, {"ord": "dosett"}))


def test_search_finds_nothing_once_it_is_a_lex_case(signed_in, world):
    made = event(world, text="Larmet hördes inte.")
    made.parts.update(moved_to_lex_at=timezone.now(), words="")

    assert numbers(signed_in("manager").post(LIST, {"ord": "larm"})) == []


def test_lex_stub_tells_neither_what_it_was_about_nor_how_it_was_judged(signed_in, world):
    stub = event(
        world, tile="violence", state="judged", judged_at=timezone.now(), judged_by=world.people["manager"]
    )
    Deviation.objects.filter(pk=stub.pk).update(is_in_lex=True)
    Part.objects.update(moved_to_lex_at=timezone.now(), words="")
    client = signed_in("manager")

    rows = client.get(LIST, {"visa": "alla"}).content.decode().split('<ul class="rows">')[1].split("</ul>")[0]
    file = b"".join(client.post(reverse("deviations:download"), {"form": "csv"}).streaming_content).decode()

    assert "utreds enligt lex" in rows
    assert "utreds enligt lex" in file
    assert [word for word in ("Våld", "bedömd") if word in rows or word in file.split(stub.number)[1]] == []


def test_words_in_an_address_are_not_read(signed_in, many):
    response = signed_in("manager").get(f"{LIST}?ord=agda")

    assert len(numbers(response)) == 4
    assert b"agda" not in response.content.split(b"<main")[1].split(b"</main>")[0]


def test_type_and_severity_show_only_of_parts_one_reads(signed_in, world):
    made = event(world, part={"type": kind(world, "sol", "stold"), "severity": 3, "probability": 1})
    Part.objects.create(deviation=made, law="hsl", type=kind(world, "hsl", "fall"), severity=2, probability=1)
    Deviation.objects.filter(pk=made.pk).update(has_hsl=True)

    row = signed_in("mas").get(LIST).context["rows"][0]

    assert (row.types, row.severity) == ("Typ fall", "måttlig")


@pytest.mark.parametrize("asked", ["", "?status=alla&typ=fall&allvarlighet=1&enhet=solgarden"])
def test_three_rows_ask_no_more_than_one(signed_in, world, asked):
    fall = kind(world, "hsl", "fall")
    client = signed_in("manager")

    def queries() -> int:
        event(world, law="hsl", part={"type": fall, "severity": 2, "probability": 1})
        with CaptureQueriesContext(connection) as found:
            client.get(f"{LIST}{asked}")
        return len(found)

    assert queries() == [queries(), queries()][1]


def test_list_shows_no_text_and_logs_no_reading(signed_in, many):
    before = Entry.objects.count()

    response = signed_in("manager").get(LIST)

    assert b"Larmet" not in response.content
    assert Entry.objects.count() == before


def test_empty_list_teaches(signed_in):
    assert "SOSFS 2011:9 5 kap. 5 §" in signed_in("manager").get(LIST).content.decode()


def test_saved_view_keeps_the_sentence_and_never_the_words(signed_in, world):
    client = signed_in("manager")

    client.post(
        reverse("deviations:save_view"),
        {"namn": " Våra  sena ", "status": "sena", "tid": "90", "ord": "agda"},
    )

    view = SavedView.objects.get()
    assert (view.name, view.query) == ("Våra sena", "status=sena&tid=90")
    assert "agda" not in str(Entry.objects.values_list("details", flat=True))
    assert "Våra sena" in client.get(LIST).content.decode()


def test_view_saved_again_is_the_same_view(signed_in, world):
    for status in ("sena", "nya"):
        signed_in("manager").post(reverse("deviations:save_view"), {"namn": "Min", "status": status})

    assert [view.query for view in SavedView.objects.all()] == ["status=nya&tid=alla"]


def test_only_the_own_view_can_be_forgotten(signed_in, world):
    signed_in("manager").post(reverse("deviations:save_view"), {"namn": "Min"})
    address = reverse("deviations:forget_view", args=[SavedView.objects.get().pk])

    assert signed_in("sas").post(address).status_code == 404
    assert signed_in("manager").post(address).status_code == 302
    assert not SavedView.objects.exists()


def test_type_that_was_renewed_stands_once_under_its_newest_name(world, signed_in):
    today = timezone.localdate()
    kind(world, "hsl", "lyft", name="Lyft och sele", valid_from=today)
    kind(world, "hsl", "lyft", name="Teknik", valid_to=today - timedelta(days=1))

    asked = signed_in("manager").get(LIST).context["form"].types

    assert [name for code, name in asked if code == "lyft"] == ["Lyft och sele"]
