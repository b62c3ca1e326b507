"""The form on its own: plain data in, a report or words out."""

from datetime import date, time
from uuid import UUID

import pytest
from django.http import QueryDict

from hjulet.base.organisation.models import Unit
from hjulet.check.deviations.choices import HowBad, Tile
from hjulet.check.deviations.forms.reporting import DoorForm, OnBehalfForm, ReportForm
from tests.check.deviations.reporting.conftest import NIGHT

TODAY = NIGHT.date()


def form_of(data, kind=ReportForm):
    asked = QueryDict(mutable=True)
    asked.update(data)
    return kind(asked, None, units=Unit.objects.all(), today=TODAY, now=NIGHT)


def test_whole_form_says_a_report(world, told):
    form = form_of(told())

    assert form.is_valid(), form.errors
    said = form.said()
    assert (said.unit, said.tile, said.how_bad) == (
        world.units["solgarden"], Tile.MEDICATION, HowBad.LITTLE,
    )  # fmt: skip
    assert (said.what_happened, said.done_at_once) == (
        "Kvällsdosen gavs två gånger.",
        "Ringde sjuksköterskan.",
    )
    assert (said.happened_on, said.happened_time) == (TODAY, time(2, 14))


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"when": "now"}, (TODAY, time(2, 14))),
        ({"when": "now", "day": "2026-11-01", "at_time": "01:00"}, (TODAY, time(2, 14))),
        ({"when": "today", "at_time": "01.30"}, (TODAY, time(1, 30))),
        ({"when": "today"}, (TODAY, None)),
        ({"when": "yesterday", "at_time": "2330"}, (date(2026, 11, 20), time(23, 30))),
        ({"when": "another_day", "day": "2026-11-03"}, (date(2026, 11, 3), None)),
    ],
)
def test_when_is_counted_from_the_day_of_writing(world, told, chosen, expected):
    form = form_of(told(**chosen))

    assert form.is_valid(), form.errors
    assert (form.said().happened_on, form.said().happened_time) == expected


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"tile": None}, "tile", "Välj det som ligger närmast."),
        ({"tile": "<script>"}, "tile", "Välj ett av alternativen."),
        ({"what_happened": "  "}, "what_happened", "En mening räcker."),
        (
            {"what_happened": "x" * 20_000},
            "what_happened",
            "20000 tecken, och högst 10000 får plats. Den finns kvar.",
        ),
        ({"when": None}, "when", "Det går bra att gissa."),
        ({"when": "another_day"}, "day", "Välj vilken dag det hände."),
        ({"when": "another_day", "day": "i tisdags"}, "day", "Skriv den så här: 2026-11-20."),
        ({"when": "another_day", "day": "2026-11-22"}, "day", "Dagen har inte varit än."),
        ({"when": "today", "at_time": "23:00"}, "at_time", "Klockslaget har inte varit än."),
        ({"when": "today", "at_time": "kvart över"}, "at_time", "Skriv det så här: 02.10."),
        ({"unit": ""}, "unit", "Välj vilken enhet det hände i."),
        ({"unit": "99999999999999999999"}, "unit", "Enheten finns inte längre att välja."),
        ({"unit": "1\x00"}, "unit", "Enheten finns inte längre att välja."),
        ({"how_bad": None}, "how_bad", "som du uppfattade det"),
        ({"about_number": "19121212-1213"}, "about_number", "Sista siffran stämmer inte"),
    ],
)
def test_what_is_wrong_is_said_in_words_at_its_field(world, told, wrong, field, words):
    form = form_of(told(**wrong))

    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert words in str(form.errors[field][0])


@pytest.mark.parametrize("text", ["Ont i magen 😷\nDagen efter 👍", "räksmörgås ÅÄÖ ﷽ \u202e", "a\x00b"])
def test_text_of_any_kind_is_kept_and_only_nul_is_left_out(world, told, text):
    form = form_of(told(what_happened=text))

    assert form.is_valid(), form.errors
    assert form.said().what_happened == text.replace("\x00", "")


def test_clock_a_few_minutes_ahead_stops_nobody(world, told):
    assert form_of(told(when="today", at_time="02:18")).is_valid()


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("Hon som bor i 4:an, 19121212-1212, föll", ["19121212-1212"]),
        ("Ring 070-123 45 67 till dottern", ["070-123 45 67"]),
        ("Rum 12, dosen 2026-11-20 kl 08", []),
    ],
)
def test_numbers_in_text_are_doubted_until_sent_anyway(world, told, text, doubts):
    assert form_of(told(what_happened=text)).doubts == doubts
    assert form_of(told(what_happened=text, send_anyway="1")).doubts == []


def test_token_that_cannot_be_read_never_stops_a_report(world, told):
    form = form_of(told(client_id="nonsense"))

    assert form.is_valid()
    assert isinstance(form.sent_as, UUID)


def test_files_of_somebody_else_cannot_be_named_in_the_form(world, told):
    form = form_of(told(kept_files="[1, 2, 3]"))

    assert form.is_valid()
    assert form.cleaned_data["kept_files"] == []


def test_whom_it_is_about_goes_apart_and_never_prints(world, told):
    form = form_of(told(about_name="Astrid Ek", about_number="19121212-1212"))
    assert form.is_valid()
    said = form.said()

    assert (said.about.name, said.about.number) == ("Astrid Ek", "19121212-1212")
    assert "Astrid" not in repr(said) + repr(said.about)


def test_report_for_somebody_else_says_who_told_and_how(world, told):
    without = form_of(told(), OnBehalfForm)
    form = form_of(told(channel="phone", reporter_name="dottern"), OnBehalfForm)

    assert list(without.errors) == ["channel"]
    assert form.is_valid()
    said = form.said()
    assert (said.channel, said.reporter_name) == ("phone", "dottern")


def test_door_asks_for_no_other_name_than_ones_own(world):
    form = DoorForm(None, None, unit=world.units["solgarden"], today=TODAY, now=NIGHT)

    assert not {"about_name", "about_number", "about_is_protected", "unit"} & set(form.fields)
    assert not form.fields["reporter_name"].required
