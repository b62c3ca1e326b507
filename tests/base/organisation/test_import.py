"""What a file would change, and changing it: all of it or nothing, and the same file twice changes nothing."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from hjulet.base.log.models import Entry
from hjulet.base.organisation.models import Exposure, Lineage, Unit, units_to_sum
from hjulet.base.organisation.sources.exposure import read_exposure
from hjulet.base.organisation.sources.lineage import read_lineage
from hjulet.base.organisation.sources.units import COLUMNS, read_units
from hjulet.base.organisation.workflows import (
    CannotImport,
    carry_out,
    carry_out_lineage,
    import_exposure,
    import_lineage,
    import_units,
    plan_import,
    plan_lineage,
    state_exposure,
)
from tests.factories import MunicipalityFactory, ValueFactory

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
STORED = (
    "ekvik,Ekvik,,kommun,,,,,,",
    "sociala-sektorn,Sociala sektorn,ekvik,sektor,,,,,,",
    "aldreomsorg,Äldreomsorg,sociala-sektorn,avdelning,SoL HSL,,,,,",
    "lss,LSS,sociala-sektorn,avdelning,LSS,,,,,",
    "solgarden,Solgården,aldreomsorg,enhet,SoL HSL,,,,,",
    "bjorkgarden,Björkgården,aldreomsorg,enhet,SoL HSL,,,,,",
    "lonnen,Lönnen,lss,enhet,LSS,,,,,",
)  # what tests.world has, as a file


def rows(*lines: str):
    reading = read_units("\n".join([",".join(COLUMNS), *lines]).encode(), "enheter.csv")
    assert reading.faults == ()
    return reading.rows


def tree(world) -> dict[str, str]:
    units = {unit.path: unit.slug for unit in Unit.objects.of(world.municipality)}
    return {slug: units.get(path[: -Unit.steplen], "") for path, slug in units.items()}


def take_in(world, *lines: str):
    return import_units(world.municipality, rows(*lines), by=world.people["administrator"], at=AT)


def test_a_file_that_says_what_is_stored_changes_nothing(world):
    plan = take_in(world, *STORED)

    assert (plan.is_empty, plan.changes.unchanged) == (True, 7)
    assert Entry.objects.count() == 0


def test_new_units_are_made_under_their_parents_whatever_the_order_of_rows(world):
    take_in(world, "b,B,a,enhet,,,,,,", "a,A,lss,avdelning,LSS,egen,,2022-09,,ny")

    assert (tree(world)["a"], tree(world)["b"]) == ("lss", "a")
    made = Unit.objects.get(slug="a")
    assert (made.valid_from, made.valid_from_said, made.regime, made.note) == (
        date(2022, 9, 1),
        "2022-09",
        "own",
        "ny",
    )
    assert Unit.objects.find_problems() == ([], [], [], [], [])


def test_changes_are_told_field_by_field_before_they_are_made(world):
    plan = plan_import(
        world.municipality, rows("solgarden,Solgläntan,aldreomsorg,enhet,SoL,LOV,Byn,2020,2025,")
    )

    (change,) = plan.changes.changed
    assert [str(field) for field in change.fields] == [
        "namn: Solgården → Solgläntan",
        "lagområden: SoL HSL → SoL",
        "regi: båda → valfrihetssystem (LOV)",
        "plats: tomt → Byn",
        "gäller från: tomt → 2020",
        "gäller till: tomt → 2025",
    ]
    assert (plan.changes.ended, plan.changes.moved) == ((change,), ())
    assert Unit.objects.get(slug="solgarden").name == "Solgården"


def test_a_move_keeps_the_unit_its_values_and_everything_below(world):
    solgarden = world.units["solgarden"]
    value = ValueFactory(unit=solgarden)

    take_in(world, "aldreomsorg,Äldreomsorg,lss,avdelning,SoL HSL,,,,,")

    value.refresh_from_db()
    assert value.unit.pk == solgarden.pk
    assert (tree(world)["aldreomsorg"], tree(world)["solgarden"]) == ("lss", "aldreomsorg")
    assert Unit.objects.get(pk=solgarden.pk).path.startswith(Unit.objects.get(slug="lss").path)
    assert Unit.objects.find_problems() == ([], [], [], [], [])


def test_two_units_may_change_places_in_one_file(world):
    take_in(
        world,
        "solgarden,Solgården,sociala-sektorn,enhet,SoL HSL,,,,,",
        "aldreomsorg,Äldreomsorg,solgarden,avdelning,SoL HSL,,,,,",
    )

    assert (tree(world)["solgarden"], tree(world)["aldreomsorg"]) == ("sociala-sektorn", "solgarden")
    assert tree(world)["bjorkgarden"] == "aldreomsorg"
    assert Unit.objects.find_problems() == ([], [], [], [], [])


def test_units_the_file_does_not_mention_stay_and_are_named(world):
    plan = take_in(world, "ekvik,Ekvik,,kommun,,,,,,")

    assert len(plan.changes.untouched) == 6
    assert Unit.objects.of(world.municipality).count() == 7


@pytest.mark.parametrize(
    ("lines", "row", "column", "reason"),
    [
        (["a,A,finns-inte,enhet,,,,,,"], 2, "parent_id", "ingen enhet med id ”finns-inte”"),
        (["a,A,granby,enhet,,,,,,"], 2, "parent_id", "ingen enhet med id ”granby”"),
        (["a,A,,enhet,,,,,,"], 2, "parent_id", "Bara kommunen står överst"),
        (["a,A,a,enhet,,,,,,"], 2, "parent_id", "under sig själv"),
        (["a,A,b,enhet,,,,,,", "b,B,a,enhet,,,,,,"], 2, "parent_id", "under sig själv"),
        (["aldreomsorg,Äldreomsorg,solgarden,avdelning,,,,,,"], 2, "parent_id", "under sig själv"),
        (["by,Byn,,kommun,,,,,,"], 2, "id", "finns redan med id ”ekvik”"),
        (["a,A,ekvik,kommun,,,,,,"], 2, "parent_id", "En kommun kan inte ligga under"),
        (["lss,LSS,,kommun,,,,,,"], 2, "parent_id", "kan inte bli kommunen själv"),
        (
            [f"e{n},E,{f'e{n - 1}' if n else 'lss'},enhet,,,,,," for n in range(25)],
            20,
            "parent_id",
            "mer än 20 nivåer",
        ),
    ],
)
def test_a_tree_that_cannot_be_is_refused_and_nothing_is_saved(world, lines, row, column, reason):
    before = tree(world)

    with pytest.raises(CannotImport) as refused:
        take_in(world, *lines)

    fault = refused.value.faults[0]
    assert (fault.row, fault.column) == (row, column)
    assert reason in fault.reason
    assert tree(world) == before


def test_a_municipality_without_a_root_is_refused(db):
    plan = plan_import(MunicipalityFactory(), rows("a,A,b,enhet,,,,,,", "b,B,a,enhet,,,,,,"))

    assert [fault.column for fault in plan.faults] == ["parent_id", "parent_id"]


def test_one_entry_in_the_log_says_every_unit(world):
    take_in(world, "a,A,lss,enhet,,,,,,", "lonnen,Lönnen,aldreomsorg,enhet,SFB,,,,,")

    (entry,) = Entry.objects.all()
    assert (entry.event, entry.actor_name) == ("organisation.imported", "Adam Förvaltare")
    assert entry.details["new"] == ["a"]
    assert entry.details["moved"] == {"lonnen": ["lss", "aldreomsorg"]}
    assert entry.details["changed"] == {"lonnen": ["lagområden: LSS → SFB"]}


def test_a_plan_made_before_the_tree_changed_is_not_carried_out(world):
    plan = plan_import(world.municipality, rows("a,A,lss,enhet,,,,,,"))
    take_in(world, "a,Annan,lss,enhet,,,,,,")

    with pytest.raises(CannotImport):
        carry_out(plan, by=None, at=AT)

    assert Unit.objects.get(slug="a").name == "Annan"


def test_a_fault_in_the_middle_undoes_everything(world, monkeypatch):
    plan = plan_import(
        world.municipality, rows("a,A,lss,enhet,,,,,,", "lonnen,Lönnen,aldreomsorg,enhet,LSS,,,,,")
    )
    before = tree(world)
    monkeypatch.setattr(Unit.objects.__class__, "move", lambda *args: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        carry_out(plan, by=None, at=AT)

    assert tree(world) == before


def steps(*lines: str):
    return read_lineage(
        "\n".join(["kind,from_unit,to_unit,from_period,note", *lines]).encode(), "arv.csv"
    ).rows


def test_lineage_is_stored_once_and_rewritten_when_it_says_something_else(world):
    import_lineage(world.municipality, steps("split,solgarden,bjorkgarden,2022,"), by=None, at=AT)
    import_lineage(world.municipality, steps("split,solgarden,bjorkgarden,2022,"), by=None, at=AT)
    import_lineage(world.municipality, steps("renamed,solgarden,bjorkgarden,2023-05,rättat"), by=None, at=AT)

    (step,) = Lineage.objects.all()
    assert (step.kind, step.happened_on, step.note) == ("renamed", date(2023, 5, 1), "rättat")
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    ("lines", "row", "column"),
    [
        (["split,solgarden,finns-inte,2022,"], 2, "to_unit"),
        (["split,granby,solgarden,2022,"], 2, "from_unit"),
        (["split,solgarden,bjorkgarden,2022,", "split,bjorkgarden,solgarden,2023,"], 2, "to_unit"),
    ],
)
def test_lineage_that_cannot_be_is_refused(world, lines, row, column):
    plan = plan_lineage(world.municipality, steps(*lines))

    assert (plan.changes.faults[0].row, plan.changes.faults[0].column) == (row, column)
    with pytest.raises(CannotImport):
        carry_out_lineage(plan, by=None, at=AT)
    assert Lineage.objects.count() == 0


def amounts(*lines: str):
    return read_exposure("\n".join(["unit;month;kind;amount", *lines]).encode(), "exponering.csv").rows


def test_exposure_is_new_changed_or_the_same(world):
    import_exposure(
        world.municipality,
        amounts("solgarden;2025-01;boendedygn;900", "lonnen;2025-01;brukare;6"),
        by=None,
        at=AT,
    )

    again = import_exposure(
        world.municipality,
        amounts("solgarden;2025-01;boendedygn;930,5", "lonnen;2025-01;brukare;6"),
        by=None,
        at=AT,
    )

    assert (len(again.changes.new), len(again.changes.changed), again.changes.unchanged) == (0, 1, 1)
    assert Exposure.objects.get(unit__slug="solgarden").amount == Decimal("930.50")


def test_exposure_of_an_unknown_unit_is_refused(world):
    with pytest.raises(CannotImport) as refused:
        import_exposure(world.municipality, amounts("granby;2025-01;doser;1"), by=None, at=AT)

    assert refused.value.faults[0].column == "unit"


def test_stating_a_month_writes_changes_and_takes_away(world):
    unit, month = world.units["solgarden"], date(2026, 10, 1)
    state_exposure(unit, month, {"users": Decimal(20), "doses": Decimal(5)}, by=None, at=AT)
    state_exposure(unit, month, {"users": Decimal(21), "doses": None}, by=None, at=AT)
    state_exposure(unit, month, {"users": Decimal(21), "doses": None}, by=None, at=AT)

    assert list(Exposure.objects.values_list("kind", "amount")) == [("users", Decimal(21))]
    assert [entry.event for entry in Entry.objects.all()] == ["exposure.stated"] * 2


def test_sums_follow_tree_lineage_and_validity(world, django_assert_num_queries):
    take_in(
        world,
        "solgarden,Solgården,aldreomsorg,enhet,SoL HSL,,,,2022,",
        "sol-1,Sol 1,aldreomsorg,enhet,,,,2022,,",
        "sol-2,Sol 2,aldreomsorg,enhet,,,,2022,,",
    )
    import_lineage(
        world.municipality,
        steps("split,solgarden,sol-1,2022,", "split,solgarden,sol-2,2022,"),
        by=None,
        at=AT,
    )
    units = list(Unit.objects.filter(slug__in=["solgarden", "sol-1", "sol-2", "bjorkgarden"]))

    def summed(year: int, chosen: list[Unit]) -> set[str]:
        found = units_to_sum(world.municipality, chosen, date(year, 1, 1), date(year, 12, 31))
        return {unit.slug for unit in found}

    assert summed(2021, units) == {"solgarden", "bjorkgarden"}
    assert summed(2023, units) == {"sol-1", "sol-2", "bjorkgarden"}
    assert summed(2023, [*units, world.units["aldreomsorg"]]) == {"aldreomsorg"}
    with django_assert_num_queries(2):
        summed(2023, units)


def test_the_command_shows_first_and_saves_then(world, tmp_path):
    file = tmp_path / "enheter.csv"
    file.write_text(",".join(COLUMNS) + "\na,Alen,lss,enhet,,,,,,\n", encoding="utf-8")
    dry, wet = StringIO(), StringIO()

    call_command("import_units", str(file), municipality="ekvik", dry_run=True, stdout=dry)
    assert not Unit.objects.filter(slug="a").exists()
    call_command("import_units", str(file), municipality="ekvik", stdout=wet)

    assert Unit.objects.filter(slug="a").exists()
    assert dry.getvalue() == "Nya: Alen under LSS\n0 oförändrade. Inget är sparat.\n"
    assert wet.getvalue() == "Nya: Alen under LSS\n0 oförändrade. Klart.\n"


@pytest.mark.parametrize(
    ("content", "municipality", "reason"),
    [
        (None, "ekvik", "går inte att öppna"),
        ("id", "ekvik", "Filen har 9 fel. Inget har sparats."),
        (",".join(COLUMNS) + "\na,A,x,enhet,,,,,,", "ekvik", "Filen har 1 fel"),
        (",".join(COLUMNS) + "\na,A,x,enhet,,,,,,", "lund", "ingen kommun med kortnamnet ”lund”"),
    ],
)
def test_the_command_refuses_with_one_line_and_code_2(world, tmp_path, content, municipality, reason):
    file = tmp_path / "enheter.csv"
    if content is not None:
        file.write_text(content, encoding="utf-8")

    with pytest.raises(CommandError, match=reason) as refused:
        call_command("import_units", str(file), municipality=municipality, stderr=StringIO())

    assert refused.value.returncode == 2
