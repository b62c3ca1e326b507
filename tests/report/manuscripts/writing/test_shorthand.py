"""A live figure in the box has a short sign; what is stored has its whole identity."""

import pytest

from hjulet.report.manuscripts.rules import REFERENCE, faults_in, letters_in, reference, tidied
from hjulet.report.manuscripts.shorthand import shortened, sign_of, whole

ID = "kkik-lss-boende-trygg/leksand/2025"
OTHER = "hemtjanst/leksand/2025"
STORED = f"Andelen var {{{{siffra:{ID}|94 %}}}} i år."
SHOWN = f"Andelen var {{{{94 % #{sign_of(ID)}}}}} i år."


def test_figure_is_shown_by_what_it_says_and_a_sign():
    assert shortened(STORED, [ID, OTHER]) == SHOWN
    assert len(sign_of(ID)) == 5


def test_box_becomes_what_was_stored_again():
    assert whole(SHOWN, [ID, OTHER]) == STORED


@pytest.mark.parametrize(
    "stored",
    [
        f"{{{{siffra:{ID}}}}}",
        f"{{{{siffra:{ID}|}}}}",
        f"**{{{{siffra:{ID}|1 928}}}}**, {{{{siffra:{OTHER}|Färre än 5 svar}}}}",
        "Inga siffror {{alls}} och #abcde.",
    ],
)
def test_there_and_back_means_the_same(stored):
    again = whole(shortened(stored, [ID, OTHER]), [ID, OTHER])

    assert REFERENCE.sub(lambda found: f"<{found[1]}>", again) == REFERENCE.sub(
        lambda found: f"<{found[1]}>", stored
    )


def test_figure_that_the_report_has_lost_keeps_its_identity_in_the_box():
    assert shortened(STORED, [OTHER]) == STORED


def test_sign_of_a_figure_that_was_lost_while_one_wrote_is_read_from_the_stored_text():
    assert whole(SHOWN, [OTHER], STORED) == STORED


def test_two_figures_with_one_sign_keep_their_identities(monkeypatch):
    monkeypatch.setattr("hjulet.report.manuscripts.shorthand.sign_of", lambda _id: "aaaaa")

    assert shortened(STORED, [ID, OTHER]) == STORED
    assert whole("{{94 % #aaaaa}}", [ID, OTHER]) == "{{94 % #aaaaa}}"


def test_sign_that_nobody_knows_stays_and_stops_the_report():
    text = whole("Det var {{94 % #zzzzz}}.", [ID])

    assert text == "Det var {{94 % #zzzzz}}."
    assert [found.about for found in faults_in("processer", text, {ID})] == ["{{94 % #zzzzz}}"]


def test_identity_of_a_figure_is_not_counted_as_letters():
    assert letters_in(f"x {reference(ID, '94 %')}") == len("x 94 %")


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("•\tFörst\n•\tSedan", "- Först\n- Sedan"),
        ("·\tFörst", "- Först"),
        ("o\tUnder", "- Under"),
        ("1.\tFörst\n2.\tSedan", "1. Först\n2. Sedan"),
        ("av\u00addel\u200bning", "avdelning"),
        ("\u202eomvänt\u202c", "omvänt"),
        ("a\x00b\x07c", "abc"),
        ("rad\r\nrad\rrad", "rad\nrad\nrad"),
        ("“Citat” – 1\u00a0928 👩‍⚕️", "“Citat” – 1\u00a0928 👩‍⚕️"),
        ("<b>fet</b>", "<b>fet</b>"),
        ("– Ja, sa hon.", "– Ja, sa hon."),
        ("ord\tord", "ord\tord"),
        ("o, vad bra", "o, vad bra"),
    ],
)
def test_what_is_pasted_becomes_text_that_can_be_read(pasted, kept):
    assert tidied(pasted) == kept
