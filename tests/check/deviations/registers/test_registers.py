"""Types over time: nothing that has been judged loses its word, and old years can be laid beside new ones."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from hjulet.base.log.models import Entry
from hjulet.base.sources.rewriting import SomebodyWasFaster, fingerprint
from hjulet.check.deviations.choices import Law, RegisterObstacle, Tile
from hjulet.check.deviations.models import Deadlines, DeviationType, StandardAnswer, deadlines_of
from hjulet.check.deviations.ready_made import ABUSE, ANSWERS, HSL, OLD, SOL, TILES, TYPES
from hjulet.check.deviations.rules import Times
from hjulet.check.deviations.workflows.registers import (
    DEADLINES_SEEN,
    TYPE_SEEN,
    CannotRegister,
    TypeText,
    add_examples,
    add_type,
    correct_type,
    end_type,
    is_used,
    map_type,
    renew_type,
    set_deadlines,
)
from tests.factories import DeviationFactory

AT = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
NEW_YEAR = date(2027, 1, 1)
LAST_DAY = date(2026, 12, 31)


@pytest.fixture
def sas(world):
    add_examples(world.municipality, by=None, at=AT)
    return world.people["sas"]


def kind_of(code: str, day: date = date(2026, 6, 1)) -> DeviationType:
    return DeviationType.objects.valid_on(day).get(code=code)


def seen(kind: DeviationType) -> str:
    return fingerprint(kind, TYPE_SEEN)


def refused(verb) -> list[RegisterObstacle]:
    with pytest.raises(CannotRegister) as error, transaction.atomic():
        verb()
    return error.value.obstacles


def test_the_example_lists_are_the_eight_the_twelve_and_the_ten_before_them():
    assert (len(HSL), len(SOL), len(OLD), len(ANSWERS)) == (8, 12, 10, 6)
    assert [one.code for one in TYPES if one.asks_lex] == ["SOL_NEGLECT", "SOL_LEGAL_CERTAINTY", *ABUSE]
    assert len({name for one in TYPES for _code, name in one.subtypes}) == sum(
        len(one.subtypes) for one in TYPES
    )
    assert {code for one in OLD for code in one.became} <= {one.code for one in TYPES}
    assert set(TILES) <= {one.code for one in (*TYPES, *OLD)}
    assert {TILES[code] for code in ABUSE[:3]} == {Tile.VIOLENCE}


def test_the_examples_are_added_once_and_say_that_they_are_examples(world):
    first = add_examples(world.municipality, by=None, at=AT)
    second = add_examples(world.municipality, by=None, at=AT)

    assert (first, second) == (36, 0)
    assert set(DeviationType.objects.values_list("is_example", flat=True)) == {True}
    assert StandardAnswer.objects.count() == 6


def test_what_a_municipality_has_made_its_own_is_left_when_the_examples_come_again(sas):
    kind = kind_of("HSL_FALL")
    correct_type(kind, TypeText("Fallolycka", Law.HSL), seen(kind), by=sas, at=AT)
    StandardAnswer.objects.first().delete()

    assert add_examples(sas.municipality, by=sas, at=AT) == 1
    assert kind_of("HSL_FALL").name == "Fallolycka"


@pytest.mark.parametrize(
    ("code", "then", "now"),
    [
        ("HSL_FALL", "Fall", ["Fall"]),
        ("HSL_DEVICE", "Medicintekniska produkter", ["Medicinteknisk produkt eller hjälpmedel"]),
        ("OLD_TRANSFER", "Brist i vårdkedjan", ["Vårdkedja, information och dokumentation"]),
        ("OLD_NURSING_SPECIFIC", "Specifik omvårdnad", ["Omvårdnad"]),
        ("OLD_EXTERNAL", "Externa avvikelser", []),
    ],
)
def test_the_list_of_2022_says_what_each_type_became(sas, code, then, now):
    old = kind_of(code, date(2022, 6, 1))

    assert old.name == then
    assert [one.name for one in old.became.all()] == now


def test_abuse_became_four_types(sas):
    assert sorted(one.code for one in kind_of("OLD_ABUSE", date(2022, 6, 1)).became.all()) == sorted(ABUSE)


def test_no_day_has_two_lists(sas):
    for day in (date(2024, 12, 31), date(2025, 1, 1)):
        codes = list(DeviationType.objects.valid_on(day).values_list("code", flat=True))
        assert len(codes) == len(set(codes))


def test_a_word_put_right_is_read_in_old_years_too(sas):
    kind = kind_of("SOL_TREATMENT")
    DeviationFactory(unit__municipality=sas.municipality, part={"type": kind})

    correct_type(kind, TypeText("Bemötande och respekt", Law.SOL), seen(kind), by=sas, at=AT)

    assert kind_of("SOL_TREATMENT").name == "Bemötande och respekt"
    assert (
        DeviationType.objects.filter(code="SOL_TREATMENT").count() == 2
    )  # this one, and that of the old list


def test_a_new_meaning_starts_on_its_day_and_leaves_the_old_to_its_years(sas):
    kind = kind_of("SOL_TREATMENT")
    case = DeviationFactory(unit__municipality=sas.municipality, part={"type": kind})

    new = renew_type(kind, TypeText("Bemötande och språk", Law.SOL), NEW_YEAR, seen(kind), by=sas, at=AT)

    kind.refresh_from_db()
    assert (kind.name, kind.valid_to, list(kind.became.all())) == ("Bemötande", LAST_DAY, [new])
    assert (new.code, new.valid_from, new.valid_to) == (kind.code, NEW_YEAR, None)
    assert case.parts.get().type == kind
    assert (kind_of(kind.code, LAST_DAY), kind_of(kind.code, NEW_YEAR)) == (kind, new)


def test_subtypes_follow_their_type_on_both_sides_of_the_day(sas):
    kind = kind_of("HSL_FALL")

    new = renew_type(kind, TypeText("Fallhändelse", Law.HSL), NEW_YEAR, seen(kind), by=sas, at=AT)

    for day, top in ((LAST_DAY, kind), (NEW_YEAR, new)):
        valid = DeviationType.objects.valid_on(day).filter(parent=top)
        assert sorted(valid.values_list("code", flat=True)) == sorted(code for code, _name in HSL[0].subtypes)


def test_a_type_that_ends_is_kept_and_takes_its_subtypes_with_it(sas):
    kind = kind_of("HSL_REHAB")
    became = [kind_of("HSL_NURSING")]

    end_type(kind, LAST_DAY, became, seen(kind), by=sas, at=AT)

    assert set(kind.subtypes.values_list("valid_to", flat=True)) == {LAST_DAY}
    assert list(kind.became.all()) == became
    assert not DeviationType.objects.valid_on(NEW_YEAR).filter(code__startswith="HSL_REHAB").exists()


def test_the_mapping_can_be_changed_afterwards(sas):
    old = kind_of("OLD_EXTERNAL", date(2022, 6, 1))

    map_type(old, [kind_of("HSL_TRANSFER")], by=sas, at=AT)

    assert [one.code for one in old.became.all()] == ["HSL_TRANSFER"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 12, 31), [RegisterObstacle.BEFORE_START, RegisterObstacle.USED_LATER]),
        (date(2026, 3, 3), [RegisterObstacle.USED_LATER]),
        (date(2026, 3, 4), []),
    ],
)
def test_a_type_never_ends_before_a_case_that_has_it(sas, day, expected):
    kind = kind_of("SOL_TREATMENT")
    DeviationFactory(unit__municipality=sas.municipality, happened_on=date(2026, 3, 4), part={"type": kind})

    def end() -> None:
        end_type(kind, day, [], seen(kind), by=sas, at=AT)

    assert (refused(end) if expected else end() or []) == expected


def test_a_type_that_has_ended_does_not_end_again_later(sas):
    old = kind_of("OLD_ABUSE", date(2022, 6, 1))

    assert refused(lambda: end_type(old, LAST_DAY, [], seen(old), by=sas, at=AT)) == [
        RegisterObstacle.IS_ENDED
    ]


@pytest.mark.parametrize(("law", "expected"), [(Law.SOL, [RegisterObstacle.NAME_TAKEN]), (Law.HSL, [])])
def test_one_law_has_one_type_of_a_name_on_a_day(sas, law, expected):
    def add() -> None:
        add_type(sas.municipality, TypeText("Bemötande", law), NEW_YEAR, by=sas, at=AT)

    assert (refused(add) if expected else add() or []) == expected


def test_a_type_gets_a_code_that_nobody_has(sas):
    said = TypeText("Väntan på larm", Law.SOL)
    first = add_type(sas.municipality, said, None, by=sas, at=AT)
    end_type(first, LAST_DAY, [], seen(first), by=sas, at=AT)

    second = add_type(sas.municipality, said, NEW_YEAR, by=sas, at=AT)

    assert (first.code, second.code) == ("SOL_VANTAN_PA_LARM", "SOL_VANTAN_PA_LARM_2")


def test_two_who_change_a_type_at_once_do_not_undo_each_other(sas):
    kind = kind_of("SOL_TREATMENT")
    before = seen(kind)
    correct_type(kind, TypeText("Ett", Law.SOL), before, by=sas, at=AT)

    with pytest.raises(SomebodyWasFaster):
        correct_type(kind, TypeText("Två", Law.SOL), before, by=sas, at=AT)


def test_a_type_is_used_when_a_case_has_it(sas):
    kind = kind_of("SOL_TREATMENT")
    assert not is_used(kind)

    DeviationFactory(unit__municipality=sas.municipality, part={"type": kind})

    assert is_used(kind)


def test_deadlines_are_the_municipalitys_own_and_leave_promised_days(sas):
    case = DeviationFactory(unit__municipality=sas.municipality)
    row = deadlines_of(sas.municipality)
    said = {
        "judge_workdays": 2,
        "investigate_days": 30,
        "remind_days_before": 1,
        "escalate_workdays_after": 5,
    }

    set_deadlines(sas.municipality, said, fingerprint(row, DEADLINES_SEEN), by=sas, at=AT)

    assert deadlines_of(sas.municipality).times == Times(2, 30, 1, 5)
    judge_by = case.judge_by
    case.refresh_from_db()
    assert case.judge_by == judge_by
    assert Entry.objects.filter(event="deadlines.changed").get().details["now"]["judge_workdays"] == 2


def test_two_who_change_the_deadlines_at_once_do_not_undo_each_other(sas):
    before = fingerprint(deadlines_of(sas.municipality), DEADLINES_SEEN)
    set_deadlines(sas.municipality, {"judge_workdays": 2}, before, by=sas, at=AT)

    with pytest.raises(SomebodyWasFaster):
        set_deadlines(sas.municipality, {"judge_workdays": 3}, before, by=sas, at=AT)


@pytest.mark.parametrize(
    "column", ["judge_workdays", "investigate_days", "remind_days_before", "escalate_workdays_after"]
)
def test_the_database_refuses_deadlines_out_of_bounds(world, column):
    with pytest.raises(IntegrityError), transaction.atomic():
        Deadlines.objects.create(municipality=world.municipality, **{column: 500})


def test_the_command_adds_the_examples_and_knows_its_municipality(world):
    said = StringIO()

    call_command("add_example_types", municipality="ekvik", stdout=said)

    assert said.getvalue() == "36 nya\n"
    with pytest.raises(CommandError, match="kortnamnet"):
        call_command("add_example_types", municipality="okänd")


def test_ends_meet_without_a_gap(sas):
    old, new = (kind_of("HSL_FALL", day) for day in (date(2024, 6, 1), date(2026, 6, 1)))

    assert old.valid_to + timedelta(days=1) == new.valid_from
