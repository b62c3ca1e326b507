"""Words as the search knows them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.base.search.stems import STOP_WORDS, blinded, query, stems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("och det att", []),
        ("Hon låg på golvet.", ["låg", "golv"]),
        ("ÅNGEST ärter ÖVERFALL", ["ångest", "ärt", "överfall"]),
        ("A\u030angest", ["ångest"]),  # a ring of its own, as some keyboards write it
        ("kl 02.10 i rum 14b", ["kl", "02", "10", "rum", "14b"]),
        ("x_y e-post", ["post"]),  # one letter tells nothing
        ("<script>alert('x')</script>", ["script", "alert", "script"]),
    ],
)
def test_text_becomes_stems_in_its_order(text, expected):
    assert stems(text) == expected


@pytest.mark.parametrize(
    "forms",
    [
        "golv golvet golven golvets golvens",
        "fall fallet fallen fallets fallit",
        "läkemedel läkemedlet läkemedlen läkemedels",
        "dos dosen doser doserna",
        "överdos överdosen överdoser",
        "piller pillret pillren",
        "plåster plåstret plåstren",
        "fönster fönstret fönstren",
        "sår såret såren",
        "rum rummet rummen rummens",
        "hem hemmet hemmen",
        "klocka klockan klockor",
        "sjuksköterska sjuksköterskan sjuksköterskor sjuksköterskorna sjuksköterskans",
        "brukare brukaren brukarna brukarens brukares",
        "möte möten mötet mötena",
        "arbete arbetet arbeten arbetena",
        "paket paketet paketen",
        "tablett tabletten tabletter",
        "rullator rullatorn rullatorer",
        "kateter katetern katetrar",
        "nyckel nyckeln nycklar nycklarna",
        "larm larmet larmade larmat larmar",
        "halka halkar halkade halkat",
        "syrgas syrgasen",
        "barn barnet barnen barns",
        "vän vännen vänner",
        "höft höften höfter",
    ],
)
def test_forms_of_a_word_have_one_stem(forms):
    assert len(set(stems(forms))) == 1


@pytest.mark.parametrize(
    "words",
    ["fall golv hot slag", "dos dosett", "dörr dör", "läkare läkemedel", "medicin medium", "brukare brott"],
)
def test_different_words_have_different_stems(words):
    assert len(set(stems(words))) == len(words.split())


def test_stop_words_are_lower_case_and_of_letters():
    assert all(re.fullmatch("[a-zåäö]+", word) for word in STOP_WORDS)


def test_blinded_text_holds_each_stem_once_in_an_order_that_tells_nothing():
    marks = blinded("Golvet var halt. Golven är halare.", purpose="a")

    assert re.fullmatch(r"[0-9a-f]{12}( [0-9a-f]{12})*", marks)
    assert marks.split() == sorted(set(marks.split()))
    assert blinded("halt, halare golv", purpose="a") == marks


def test_no_word_can_be_read_in_its_marks():
    text = "Rullstolen välte och Karlsson slog i huvudet mot elementet på rum 14b"

    assert [stem for stem in stems(text) if stem in blinded(text, purpose="a")] == []


@given(text=st.text())
def test_a_text_is_found_by_each_of_its_own_words(text):
    marks = set(blinded(text, purpose="a").split())

    assert all(set(query(word, purpose="a")) <= marks for word in text.split())


def test_two_purposes_or_two_keys_share_no_mark(settings):
    one = blinded("golv", purpose="a")
    other = blinded("golv", purpose="b")
    settings.BLIND_KEY = "another"

    assert len({one, other, blinded("golv", purpose="a")}) == 3
