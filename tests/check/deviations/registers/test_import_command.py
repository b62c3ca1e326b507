"""Reading a file in from the command line: shows, refuses, and asks who it is."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from hjulet.check.deviations.models import Deviation, DeviationImport
from hjulet.check.deviations.workflows.registers import add_examples
from tests.check.deviations.registers.files import as_csv, row


@pytest.fixture
def mas(world):
    add_examples(world.municipality, by=None, at=datetime(2026, 11, 21, 8, 0, tzinfo=UTC))
    return world.people["mas"]


def test_the_command_shows_reads_in_and_refuses(mas, tmp_path):
    file = tmp_path / "fil.csv"
    file.write_bytes(as_csv([row("A"), row("B", Händelsedatum="?")]))
    said, wrong = StringIO(), StringIO()
    options = {"system": "Lifecare", "by": mas.email, "stdout": said, "stderr": wrong}

    call_command("import_deviations", file, dry_run=True, **options)
    assert "1 nya" in said.getvalue()
    assert "rad 3, Händelsedatum" in wrong.getvalue()
    assert (Deviation.objects.count(), DeviationImport.objects.count()) == (0, 0)
    with pytest.raises(CommandError, match="hoppa över"):
        call_command("import_deviations", file, **options)
    call_command("import_deviations", file, skip_faulty=True, **options)
    assert Deviation.objects.count() == 1


@pytest.mark.parametrize("key", ["manager", "administrator", "former"])
def test_the_command_reads_in_for_nobody_else_than_sas_and_mas(mas, world, key, tmp_path):
    with pytest.raises(CommandError, match="SAS och MAS"):
        call_command("import_deviations", tmp_path / "x.csv", system="Lifecare", by=world.people[key].email)
