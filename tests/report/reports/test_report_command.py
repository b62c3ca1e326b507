"""`manage.py report`: files without a server, or one clear line."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.factories import UnitFactory, ValueFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"year": "3025"}, "3025 har inte börjat än."),
        ({"year": "i fjol"}, "”i fjol” är inget årtal."),
        ({"year": "20 25"}, "är inget årtal"),
        ({"year": "20x5"}, "är inget årtal"),
        ({"year": "1999"}, "Föreskriften gäller från 2012."),
        ({"unit": "atlantis"}, "Ingen enhet heter ”atlantis”."),
        ({"unit": "sociala-sektorn"}, "Skriv kommun/sociala-sektorn."),
        ({"kind": "sagobok"}, "Okänd rapport: ”sagobok”."),
        ({"format": "json,exe"}, "Okänd format: ”exe”."),
        ({"edition": "hemlig"}, "Okänd utgåva: ”hemlig”."),
    ],
)
def test_a_call_that_cannot_be_carried_out_gives_one_line_and_exit_code_two(world, tmp_path, options, words):
    UnitFactory(parent=world.units["granby"], slug="sociala-sektorn")
    given = {"kind": "kvalitetsberattelse", "year": "2025", "unit": "ekvik", "format": "json", **options}
    arguments = [f"--{name}={value}" for name, value in given.items() if name != "kind"]

    with pytest.raises(CommandError) as refusal:
        call_command("report", given["kind"], *arguments, "--out", str(tmp_path))

    assert words in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert refusal.value.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_each_asked_for_file(world, tmp_path):
    ValueFactory(unit=world.units["solgarden"], indicator__municipality=world.municipality, respondents=40)

    call_command(
        "report",
        "kvalitetsberattelse",
        "--year=2025",
        "--unit=ekvik",
        "--format=json,html,pdf,docx",
        "--out",
        str(tmp_path),
        verbosity=0,
    )

    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"kvalitetsberattelse-ekvik-2025.{ending}" for ending in ("docx", "html", "json", "pdf")]
    told = json.loads((tmp_path / "kvalitetsberattelse-ekvik-2025.json").read_text())
    assert [figure["n"] for figure in told["figures"] if figure["value"] == 80] == [40]


def test_a_unit_may_be_named_with_its_municipality(world, tmp_path):
    UnitFactory(parent=world.units["granby"], slug="sociala-sektorn")

    call_command(
        "report",
        "resultatrapport",
        "--year=2025",
        "--unit=ekvik/sociala-sektorn",
        "--format=json",
        "--out",
        str(tmp_path),
        verbosity=0,
    )

    assert (tmp_path / "resultatrapport-sociala-sektorn-2025.json").exists()
