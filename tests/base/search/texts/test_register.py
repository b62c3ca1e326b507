"""The register of synonyms: begun, added to, changed by one at a time, ended; by whom, and logged."""

import pytest
from django.urls import reverse

from hjulet.base.log.models import Entry
from hjulet.base.search.keeping import examples
from hjulet.base.search.models import Synonyms
from tests.base.search.texts.making import synonyms

LIST = reverse("search:synonyms")


def test_the_list_to_begin_with_has_no_word_alone_and_fits():
    assert all(len(row.split(",")) >= 2 and len(row) <= 400 for row in examples())
    assert len(examples()) > 80


def test_a_municipality_begins_with_the_list_once(world, signed_in):
    for _ in range(2):
        signed_in("sas").post(reverse("search:begin"))

    assert Synonyms.objects.count() == len(examples())
    assert Entry.objects.filter(event="synonyms.begun").count() == 1


def test_words_are_added_tidied_once_and_logged(world, signed_in):
    for _ in range(2):
        signed_in("developer").post(LIST, {"words": " ramla ,trilla,, ramla"})

    assert [row.words for row in Synonyms.objects.all()] == ["ramla, trilla"]
    assert [entry.event for entry in Entry.objects.all()] == ["synonyms.added"]


@pytest.mark.parametrize("words", ["", "ensam", ",,,", "ensam, ensam", "x" * 401, "\0, \0"])
def test_one_word_alone_is_refused_with_words(world, signed_in, words):
    answer = signed_in("sas").post(LIST, {"words": words})

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert Synonyms.objects.count() == 0


def test_two_who_change_at_once_do_not_undo_each_other(world, signed_in):
    row = synonyms(world, "ramla, trilla")
    address = reverse("search:synonyms_edit", args=[row.pk])
    signed_in("sas").post(address, {"words": "ramla, falla", "seen": "ramla, trilla"})
    answer = signed_in("mas").post(address, {"words": "ramla, snubbla", "seen": "ramla, trilla"})

    row.refresh_from_db()
    assert row.words == "ramla, falla"
    assert "Någon annan har ändrat" in answer.content.decode()
    assert "ramla, snubbla" in answer.content.decode()


def test_an_ended_row_is_kept_but_shown_no_more(world, signed_in):
    row = synonyms(world, "grunka, mojäng")
    signed_in("sas").post(reverse("search:synonyms_end", args=[row.pk]))

    row.refresh_from_db()
    assert row.valid_to is not None
    assert "grunka, mojäng" not in signed_in("sas").get(LIST).content.decode()
