"""An own table at the place, for the truth table."""

from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.report.reports.choices import Kind
from hjulet.report.reports.models import OwnTable
from tests.world import World

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
WRITER = {"own": "sas", "other": "sas", "elsewhere": "neighbour"}


def own_table(unit: Unit, by: User, **said: Any) -> OwnTable:
    told = {
        "title": "Sökande", "chapter": "infor", "columns": ["Enhet", "2024", "2025"], "slug": "sokande", "year": 2025,
        "rows": [["Tallen", "12", "15"], ["Granen", "3", "8"]], "source": "Skolan, 1 mars 2026", "kind": Kind.QUALITY,
    } | said  # fmt: skip
    token = uuid5(NAMESPACE_URL, f"{unit.pk}-{told['slug']}-{told['year']}-{told['kind']}")
    found, _made = OwnTable.objects.get_or_create(
        form_token=token, defaults={"unit": unit, "changed_by": by, "changed_at": AT, **told}
    )
    return found


def _own_table(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    return {"pk": own_table(world.units[places[place]], world.people[WRITER[place]]).pk}


FRAME_MAKERS = {"own table": _own_table, "kind of report": lambda *_where: {"kind": "kvalitetsberattelse"}}
