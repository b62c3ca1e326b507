"""What counts as one sitting when a text is saved again."""

from datetime import UTC, datetime, timedelta

import pytest

from hjulet.base.texts.sittings import is_same_sitting, joined

NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("was", "now", "minutes", "is_same"),
    [
        ("Vi har", "Vi har mätt.", 1, True),
        ("Vi har mätt.", "Vi har inte mätt.", 9, True),
        ("Vi har", "Vi har mätt.", 11, False),  # another sitting
        ("x" * 100, "", 1, False),  # too much would be lost
        ("Ett fel ord", "Ett rätt ord", 1, True),
    ],
)
def test_sitting_is_one_version_while_hardly_anything_is_taken_away(was, now, minutes, is_same):
    at = NOON + timedelta(minutes=minutes)

    assert is_same_sitting(was, now, started_at=NOON, at=at) is is_same


def test_joined_texts_are_paragraphs_of_their_own():
    assert joined("Ett.\n", " Två.") == "Ett.\n\nTvå."
    assert joined("", "Två.") == "Två."
