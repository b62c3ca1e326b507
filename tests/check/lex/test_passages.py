import pytest

from hjulet.check.lex.passages import masked, sentences

TEXT = "Anna föll kl. 02.10. Larmet var trasigt!\nSonen ringde  dagen efter."


def test_sentences_and_lines_are_found_where_they_stand():
    assert [TEXT[start:stop] for start, stop in sentences(TEXT)] == [
        "Anna föll kl. 02.10.",
        "Larmet var trasigt!",
        "Sonen ringde  dagen efter.",
    ]


@pytest.mark.parametrize("text", ["", "  \n ", "\n\n"])
def test_empty_text_has_no_sentences(text):
    assert sentences(text) == []


def test_masked_text_holds_nothing_of_what_was_marked():
    spans = sentences(TEXT)
    pieces = masked(TEXT, [(*spans[0], "26:1"), (*spans[2], "26:5")])

    assert pieces == [("", "26:1"), (" Larmet var trasigt!\n", ""), ("", "26:5")]


def test_marks_that_meet_become_one_so_that_not_even_their_number_is_told():
    spans = sentences(TEXT)

    assert masked(TEXT, [(*span, "26:1") for span in spans]) == [("", "26:1")]


def test_nothing_marked_is_the_whole_text():
    assert masked(TEXT, []) == [(TEXT, "")]
