"""The pure parts: words, compounds, spelling, ranking, and what is shown."""

import pytest

from hjulet.base.search.compounds import ends_known, holding, one_part_known, parts, trace
from hjulet.base.search.ranking import Alternative, Group, Posting, ranked, weight, worth_showing
from hjulet.base.search.showing import Passage, best_place, pieces
from hjulet.base.search.spelling import Known, meant, most_wrong
from hjulet.base.search.synonyms import row, same_as
from hjulet.base.search.words import LONGEST_QUESTION, MOST_WORDS, question, root

KNOWN = {
    root(word) for word in ("läkemedel", "signering", "nyckel", "hantering", "fall", "rapport", "mat", "låda")
}


@pytest.mark.parametrize(
    "forms",
    [
        ("signera", "signering", "signeringen", "signeras", "signerat"),
        ("delegera", "delegering", "delegeringar"),
        ("ramla", "ramlat", "ramlar"),
        ("nyckel", "nycklar", "nycklarna"),
        ("läkemedel", "läkemedlet", "läkemedels"),
        ("fall", "fallet", "fallit"),
    ],
)
def test_forms_of_a_word_share_their_root(forms):
    assert len({root(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("hur gör jag om nån ramlat", ("ramlat",)),
        ("Vad gäller för NYCKLAR, och nyckeln?", ("nycklar",)),
        ("hur gör man", ()),
        ("", ()),
        ('\0 " OR 1=1 -- * (NEAR', ("or", "near")),
        ("👩‍⚕️ 🙂", ()),
    ],
)
def test_a_question_is_about_its_telling_words_each_once(said, words):
    assert question(said).words == words


def test_a_very_long_question_is_cut():
    asked = question(" ".join(f"ord{n}" for n in range(500)))

    assert len(asked.words) == MOST_WORDS
    assert len(asked.said) <= LONGEST_QUESTION


@pytest.mark.parametrize(
    ("word", "halves"),
    [
        ("läkemedelssignering", ("läkemedel", "signering")),
        ("nyckelhantering", ("nyckel", "hantering")),
        ("fallrapport", ("fall", "rapport")),
        ("matlåda", ("mat", "låda")),
        ("hantering", ()),
        ("rapporten", ()),
        ("underhantering", ()),
    ],
)
def test_a_compound_is_taken_apart_by_the_words_that_are_known(word, halves):
    assert parts(word, KNOWN) == tuple(map(root, halves))


def test_compounds_that_hold_a_word_are_found_and_words_that_only_look_like_it_are_not():
    words = ["matlåda", "material", "schemat", "fallrapporten"]

    assert holding(root("mat"), words, KNOWN) == {root("matlåda")}
    assert holding(root("rapport"), words, KNOWN) == {root("fallrapporten")}


def test_the_known_ends_of_a_compound_with_something_unknown_between():
    assert ends_known("läkemedelsgrunkrapport", KNOWN) == (root("läkemedel"), root("rapport"))


def test_one_part_of_a_compound_may_be_misspelt():
    assert list(one_part_known("nykelhantering", KNOWN)) == [("nykel", root("hantering"), True)]


def test_the_trace_of_a_word_is_in_its_compounds_too():
    assert trace("nycklar") in "nyckelhantering"


@pytest.mark.parametrize(("word", "wrong"), [("sip", 0), ("larm", 1), ("nyckel", 2), ("delegering", 3)])
def test_a_long_word_may_be_more_wrong_than_a_short_one(word, wrong):
    assert most_wrong(word) == wrong


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("läkemdel", "läkemedel"), ("delegring", "delegering"), ("nykel", "nyckel"), ("lakemedel", "läkemedel"),
        ("värmeböljja", "värmebölja"), ("tystnadsplickt", "tystnadsplikt"), ("sip", None), ("xqzwvu", None),
    ],
)  # fmt: skip
def test_the_nearest_word_is_what_was_meant(written, word):
    known = [
        Known(root(one), one)
        for one in ("läkemedel", "delegering", "nyckel", "värmebölja", "tystnadsplikt", "läkare", "sipp")
    ]

    assert [one.word for one in meant(written, known, root=root(written))][:1] == ([word] if word else [])


def test_the_title_weighs_more_than_a_heading_and_a_heading_more_than_the_body():
    assert weight(1, 0, 0, 200) > weight(0, 1, 0, 200) > weight(0, 0, 1, 200)
    assert weight(0, 0, 3, 200) > weight(0, 0, 1, 200)
    assert weight(0, 0, 1, 100) > weight(0, 0, 1, 900)


def test_a_rare_word_counts_more_than_a_common_one():
    groups = [Group("fall", (Alternative(("fall",)),)), Group("rutin", (Alternative(("rutin",)),))]
    postings = [Posting(n, "rutin", 1000) for n in range(1, 50)] + [Posting(99, "fall", 1000)]

    assert ranked(groups, postings, 50)[0].text == 99


def test_a_synonym_counts_less_than_the_word_and_never_twice():
    group = Group("ramla", (Alternative(("raml",)), Alternative(("fall",), 0.65)))
    postings = [
        Posting(1, "raml", 1000),
        Posting(2, "fall", 1000),
        Posting(3, "fall", 1000),
        Posting(3, "raml", 1000),
    ]

    found = {one.text: one.score for one in ranked([group], postings, 50)}

    assert found[1] == found[3] > found[2]


def test_all_parts_of_an_alternative_must_be_there():
    group = Group("läkemedelssignering", (Alternative(("läkemedl", "sign"), 0.9),))

    assert [
        one.text
        for one in ranked(
            [group], [Posting(1, "sign", 9), Posting(2, "sign", 9), Posting(2, "läkemedl", 9)], 9
        )
    ] == [2]


def test_equal_scores_stand_in_the_order_of_their_numbers():
    group = Group("fall", (Alternative(("fall",)),))

    assert [one.text for one in ranked([group], [Posting(n, "fall", 500) for n in (3, 1, 2)], 9)] == [1, 2, 3]


def test_what_answers_far_worse_than_the_best_is_left_out():
    group = Group("fall", (Alternative(("fall",)), Alternative(("olyck",), 0.1)))
    found = ranked([group], [Posting(1, "fall", 2000), Posting(2, "olyck", 1000)], 50)

    assert [one.text for one in worth_showing(found)] == [1]
    assert worth_showing([]) == []


def test_a_phrase_counts_only_where_it_stands_whole():
    rows = [row(["ta livet av sig", "suicid"]), row(["vill inte", "vägra"])]
    asked = [root(word) for word in ("han", "vill", "ta", "livet", "av", "sig")]

    assert same_as(root("livet"), asked, rows) == [(root("suicid"),)]
    assert same_as(root("livet"), [root("livet"), root("slut")], rows) == []
    assert same_as(root("vägra"), [root("vägra")], rows) == []  # "vill" alone would find everything


def test_the_words_looked_for_are_marked_in_any_form():
    assert [(one.text, one.is_hit) for one in pieces("När någon har fallit, vänta.", {root("fall")})] == [
        ("När någon har ", False), ("fallit", True), (", vänta.", False),
    ]  # fmt: skip


def test_the_place_is_the_passage_that_holds_most_of_the_question():
    passages = [
        Passage("Först", "forst", "Ring."),
        Passage("Efter", "efter", "Skriv en fallrapport om fall."),
    ]

    place = best_place(passages, {root("fall"): 1.0, root("rapport"): 0.5})

    assert (place.heading, place.anchor) == ("Efter", "efter")
    assert best_place(passages, {}).heading == "Först"
    assert best_place([], {}) is None


def test_a_long_passage_is_cut_round_the_answer():
    body = "Inledande ord. " * 60 + "Här står om fallet. " + "Mer ord. " * 60

    shown = "".join(one.text for one in best_place([Passage("", "", body)], {root("fall"): 1.0}).pieces)

    assert "fallet" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 260
