"""A first text of what is new, from what a routine said and what it says."""

import pytest

from hjulet.do.participation.whatsnew import drafted

WAS = "Ge läkemedlet klockan åtta. Signera på listan. Lås skåpet."


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (WAS, ""),
        ("Lås skåpet. Ge läkemedlet klockan åtta. Signera på listan.", ""),  # only moved
        (f"{WAS} Ring sjuksköterskan om du tvekar.", "Nytt: Ring sjuksköterskan om du tvekar."),
        ("Ge läkemedlet klockan åtta. Lås skåpet.", "Borttaget: Signera på listan."),
        (
            "Ge läkemedlet klockan nio. Signera på listan. Lås skåpet.",
            "Ändrat: Ge läkemedlet klockan nio.",
        ),
        ("# Rubrik\n- Ge läkemedlet klockan åtta.\n- Signera på listan.\n- **Lås skåpet.**", "Nytt: Rubrik"),
    ],
)
def test_only_what_changed_is_told(now, expected):
    assert drafted(WAS, now) == expected


def test_a_first_version_is_read_whole():
    assert drafted("", WAS) == "Rutinen är ny. Läs hela."
    assert drafted("", " ") == ""


def test_no_more_than_five_lines():
    now = " ".join(f"Ny mening nummer {number} om något helt annat." for number in range(9))

    assert len(drafted(WAS, now).splitlines()) == 5
