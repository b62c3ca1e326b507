"""From a question to the texts: what is found, by whom, and that nothing outside one's sight is even hinted at."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hjulet.base.organisation.models import Unit
from hjulet.base.search.finding import excerpts
from hjulet.base.search.models import Passage, Posting, SearchText, Synonyms, Term
from hjulet.base.search.workflows import begin_anew, drop
from tests.base.search.texts.making import KIND, answers, found, synonyms, text


@pytest.fixture
def texts(world):
    text(
        world,
        "solgarden",
        "När någon har fallit",
        "Stanna kvar. Skriv en fallrapport.",
        heading="Direkt",
        anchor="direkt",
    )
    text(world, "bjorkgarden", "Signering av läkemedel", "Signera direkt. Delegering krävs.")
    text(world, "lonnen", "Nycklar", "Nyckelhantering sker mot kvittens. Hantering av larm.")
    text(world, "granby", "Granbys hemliga basilisk", "Basilisken bor här.")
    synonyms(world, "ramla, trilla, falla")
    return world


@pytest.mark.parametrize(
    ("asked", "unit"),
    [
        ("hur gör jag om nån ramlat", "solgarden"),
        ("tirlla", "solgarden"),
        ("fallrapporten", "solgarden"),
        ("läkemedelssignering", "bjorkgarden"),
        ("signering av läkemedel", "bjorkgarden"),
        ("läkemdel", "bjorkgarden"),
        ("lakemedel", "bjorkgarden"),
        ("nykelhantering", "lonnen"),
        ("nyckelskåp", "lonnen"),
    ],
)
def test_staff_find_it_in_their_own_words(texts, asked, unit):
    assert found(texts, asked)[0] == unit


@pytest.mark.parametrize(
    "asked",
    ["", "hur gör man", "\0", "😀", "xqzwvu", "'; DROP TABLE search_posting; --", "NEAR(", '"', "%", "_"],
)
def test_nothing_to_look_for_finds_nothing_and_breaks_nothing(texts, asked):
    assert found(texts, asked) == []


def test_only_what_the_person_may_see_is_found_ranked_and_suggested(texts):
    ours = Unit.objects.filter(slug__in=["solgarden"])

    assert found(texts, "signering", ours) == []
    assert answers(texts, "signring", ours).corrections == ()
    assert found(texts, "basilisk") == ["granby"]  # nobody has said that it may not be seen
    assert found(texts, "basilisk", ours) == []
    assert answers(texts, "basilsk", ours).corrections == ()


def test_how_rare_a_word_is_is_counted_among_what_the_person_may_see(texts):
    ours = Unit.objects.filter(slug="solgarden")
    before = answers(texts, "fallrapport", ours).hits[0].score
    text(texts, "lonnen", "Fallrapport", "Fallrapport igen.")

    assert answers(texts, "fallrapport", ours).hits[0].score == before


def test_a_correction_says_which_word_was_meant(texts):
    assert [(one.word, one.meant) for one in answers(texts, "läkemdel").corrections] == [
        ("läkemdel", ("läkemedel",))
    ]


def test_a_word_that_nothing_answers_to_is_told(texts):
    assert answers(texts, "nycklar xqzwvu").unknown == ("xqzwvu",)


def test_ended_synonyms_mean_nothing(texts):
    synonyms(texts, "grunka, nyckel", valid_to=date(2021, 1, 1))

    assert found(texts, "grunka") == []


def test_the_excerpt_tells_the_place_and_marks_the_words(texts):
    hits = answers(texts, "fallrapport")
    shown = excerpts(hits.hits, hits.roots)[hits.hits[0].text]

    assert (shown.place.heading, shown.place.anchor) == ("Direkt", "direkt")
    assert [piece.text for piece in shown.place.pieces if piece.is_hit] == ["fallrapport"]


def test_putting_again_replaces_and_dropping_forgets(texts):
    text(texts, "solgarden", "Något annat", "Helt annat.")
    assert found(texts, "fallrapport") == []
    drop(KIND, [texts.units["solgarden"].pk])

    assert found(texts, "annat") == []
    assert SearchText.objects.count() == 3


def test_beginning_anew_leaves_the_neighbour_alone(texts):
    begin_anew(texts.municipality)

    assert [one.title for one in SearchText.objects.all()] == ["Granbys hemliga basilisk"]
    assert set(Posting.objects.values_list("text__municipality", flat=True)) == {texts.neighbour.pk}
    assert set(Passage.objects.values_list("text__municipality", flat=True)) == {texts.neighbour.pk}
    assert set(Term.objects.values_list("municipality", flat=True)) == {texts.neighbour.pk}
    assert Synonyms.objects.count() == 1


def test_as_many_queries_for_one_text_as_for_three_and_for_one_word_as_for_many(texts):
    def asked(words: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            hits = answers(texts, words)
            excerpts(hits.hits, hits.roots)
        return len(caught)

    assert asked("fallrapport") == asked("fallrapport nyckel signering larm delegering") == 7
