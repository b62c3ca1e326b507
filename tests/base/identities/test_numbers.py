"""Personal numbers: read in every way people write them, and noticed in running text."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.base.identities.choices import NumberKind, Obstacle
from hjulet.base.identities.rules import (
    Named,
    Number,
    Unreadable,
    named_in,
    numbers_in,
    parse_number,
    phones_in,
    same_name,
)

TODAY = date(2026, 11, 22)
BIRTHDAYS = st.dates(date(1890, 1, 1), TODAY)


def control_digit(nine):
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(nine))
    return str(-sum(sum(divmod(number, 10)) for number in doubled) % 10)


@st.composite
def numbers(draw):
    """A right number in twelve digits, and its birthday."""
    birthday, serial = draw(BIRTHDAYS), f"{draw(st.integers(1, 999)):03}"
    day = birthday.day + (60 if draw(st.booleans()) else 0)
    first = f"{birthday:%Y%m}{day:02}"
    return f"{first}{serial}{control_digit(first[2:] + serial)}", birthday


@pytest.mark.parametrize(
    ("said", "kind", "value"),
    [
        ("", NumberKind.NONE, ""),
        ("   ", NumberKind.NONE, ""),
        ("19121212-1212", NumberKind.PERSONAL, "19121212-1212"),
        ("191212121212", NumberKind.PERSONAL, "19121212-1212"),
        (" 1912 12 12 - 1212 ", NumberKind.PERSONAL, "19121212-1212"),
        ("19121212–1212", NumberKind.PERSONAL, "19121212-1212"),  # a dash from a word processor
        ("121212+1212", NumberKind.PERSONAL, "19121212-1212"),  # over a hundred
        ("121212-1212", NumberKind.PERSONAL, "20121212-1212"),  # the same digits, a child
        ("1212121212", NumberKind.PERSONAL, "20121212-1212"),
        ("900118+9811", NumberKind.PERSONAL, "18900118-9811"),
        ("900118-9811", NumberKind.PERSONAL, "19900118-9811"),
        ("701063-2391", NumberKind.COORDINATION, "19701063-2391"),
        ("19701063-2391", NumberKind.COORDINATION, "19701063-2391"),
        ("19430512-T123", NumberKind.RESERVE, "19430512-T123"),
        ("430512-t123", NumberKind.RESERVE, "19430512-T123"),
        ("430512-TF12", NumberKind.RESERVE, "19430512-TF12"),
        ("200512-TF12", NumberKind.RESERVE, "20200512-TF12"),
        ("991912123456", NumberKind.RESERVE, "991912123456"),  # a region's own
        ("19121212K123", NumberKind.RESERVE, "19121212K123"),
    ],
)
def test_number_is_read_as_people_write_it(said, kind, value):
    assert parse_number(said, TODAY) == Number(kind, value)


@pytest.mark.parametrize(
    ("said", "obstacle"),
    [
        ("19121212-1213", Obstacle.CHECK_DIGIT),
        ("19121212-0005", Obstacle.CHECK_DIGIT),  # no serial is 000
        ("19121312-1212", Obstacle.NO_SUCH_DAY),
        ("19230229-1212", Obstacle.NO_SUCH_DAY),
        ("20990101-1212", Obstacle.NO_SUCH_DAY),  # not born yet
        ("431312-T123", Obstacle.NO_SUCH_DAY),
        ("12345", Obstacle.NOT_A_NUMBER),
        ("Karin", Obstacle.NOT_A_NUMBER),
        ("rum 4, säng 1234", Obstacle.NOT_A_NUMBER),
        ("19121212-12123", Obstacle.NOT_A_NUMBER),
        ("١٩١٢١٢١٢-١٢١٢", Obstacle.NOT_A_NUMBER),
    ],
)
def test_what_is_no_number_says_why(said, obstacle):
    with pytest.raises(Unreadable) as error:
        parse_number(said, TODAY)

    assert error.value.obstacle == obstacle
    assert said not in str(error.value)


@given(made=numbers())
def test_every_right_number_is_read_the_same_in_every_writing(made):
    twelve, birthday = made
    sign = "+" if TODAY.year - birthday.year >= 100 else "-"
    kind = NumberKind.COORDINATION if int(twelve[6:8]) > 60 else NumberKind.PERSONAL
    expected = Number(kind, f"{twelve[:8]}-{twelve[8:]}")

    assert parse_number(twelve, TODAY) == expected
    assert parse_number(f"{twelve[:8]}-{twelve[8:]}", TODAY) == expected
    if TODAY.year - birthday.year < 200:
        assert parse_number(f"{twelve[2:8]}{sign}{twelve[8:]}", TODAY) == expected


@given(made=numbers(), place=st.integers(0, 9), step=st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(made, place, step):
    ten = made[0][2:]
    wrong = ten[:place] + str((int(ten[place]) + step) % 10) + ten[place + 1 :]

    with pytest.raises(Unreadable):
        parse_number(made[0][:2] + wrong, TODAY)
    assert numbers_in(wrong) == []


@given(said=st.text())
def test_anything_written_is_a_number_or_a_reason(said):
    try:
        parse_number(said, TODAY)
    except Unreadable as error:
        reason = error.obstacle
    else:
        reason = None

    assert reason is None or reason in Obstacle


@given(
    made=numbers(),
    before=st.sampled_from(["", "pnr ", "(", "boende:"]),
    after=st.sampled_from(["", ".", ")", " m"]),
)
def test_every_right_number_is_noticed_in_running_text(made, before, after):
    twelve = made[0]
    for said in (
        twelve,
        f"{twelve[:8]}-{twelve[8:]}",
        f"{twelve[2:8]}-{twelve[8:]}",
        f"{twelve[2:8]} {twelve[8:]}",
        twelve[2:],
    ):
        assert numbers_in(f"{before}{said}{after}") == [said]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Föll kl 02.10 den 2026-05-12, rum 14.", []),
        ("Ärende 2026-00123 och 2026-00124", []),
        ("Batch 1212121213", []),  # the wrong control digit
        ("Faktura 9912129999991212121212", []),  # a part of a longer number
        ("19121212-1212 och 121212+1212", ["19121212-1212", "121212+1212"]),
        ("samordningsnummer 701063-2391", ["701063-2391"]),
        (
            "121212\u00a01212, 121212 - 1212 och 1912-12-12-1212",
            ["121212\u00a01212", "121212 - 1212", "1912-12-12-1212"],
        ),
        ("reservnummer 19121212-T123 eller 121212TF12", ["19121212-T123", "121212TF12"]),
        ("999999-T123 och 121212-T1234", []),  # no such day, and too long
    ],
)
def test_only_likely_numbers_are_noticed(text, expected):
    assert numbers_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring 070-123 45 67 eller 0247-123 45.", ["070-123 45 67", "0247-123 45"]),
        ("0701234567", ["0701234567"]),
        ("+46 70 123 45 67", ["+46 70 123 45 67"]),
        ("+46(0)70-1234567", ["+46(0)70-1234567"]),
        ("0046701234567", ["0046701234567"]),
        ("08-123 456 78", ["08-123 456 78"]),
        ("0247/12345", ["0247/12345"]),
        ("Larmade 112 kl 02.10", []),
        ("2026-05-12 08:30", []),
        ("05 12 2025", []),
        ("dos 0,125 mg", []),
        ("070-123 45 6", []),  # a digit short
        ("070105-1237", []),  # a personal number, noticed as that
        ("artikel 1070123456789", []),
    ],
)
def test_phone_numbers_are_noticed(text, expected):
    assert phones_in(text) == expected


@given(text=st.text(st.sampled_from("0123456789 -+/()T"), max_size=60))
def test_noticing_only_ever_gives_pieces_of_the_text(text):
    assert all(piece in text for piece in numbers_in(text) + phones_in(text))


def test_long_text_is_read_at_once():
    text = "070-1 " * 20_000 + "0" * 20_000

    assert numbers_in(text) == phones_in(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brukaren Anna var nöjd.", ["Brukaren Anna"]),
        ("Vi talade med sonen Per-Olof om det.", ["sonen Per-Olof"]),
        ("Fru Svensson och herr Berg", ["Fru Svensson", "herr Berg"]),
        ("Utredningen gjordes av Karin Andersson.", ["Karin Andersson"]),
        ("Enligt lex Maria och lex Sarah anmäldes två.", []),
        ("Särskilt boende Solgården och boende Norra.", []),
        ("Brukarna i Leksand och patienterna på Tallen", []),
        ("Lex Maria-ansvarig svarar, och Sara svarar.", []),
        ("Region Dalarna och Norra Sundgren", []),
    ],
)
def test_names_of_persons_are_noticed_and_those_of_places_are_not(text, expected):
    assert named_in(text, places=["Solgården", "Tallens äldreboende"]) == expected


def test_two_ways_to_write_a_name_are_one():
    assert same_name("  Karin  KARLSSON ") == same_name("karin karlsson")
    assert same_name("Karin") != same_name("Carin")


def test_error_report_does_not_tell_who_it_was():
    assert "Karin" not in repr(Named("Karin", "19121212-1212"))


def test_day_after_tomorrow_is_nobodys_birthday():
    born = TODAY + timedelta(days=2)
    first = f"{born:%Y%m%d}"

    with pytest.raises(Unreadable):
        parse_number(f"{first}001{control_digit(first[2:] + '001')}", TODAY)
