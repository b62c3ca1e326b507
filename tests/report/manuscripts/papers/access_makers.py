"""A copy of the committee's papers at the place, stored straight."""

from typing import Any

from hjulet.report.manuscripts.models import CommitteePapers, PapersCopy
from tests.report.manuscripts.approving.access_makers import APPROVER, AT, stored
from tests.world import World


def _copy(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    by = world.people[APPROVER[place]]
    edition = stored(world.units[places[place]], by, published=False)
    papers, _new = CommitteePapers.objects.get_or_create(
        manuscript=edition.manuscript, defaults={"changed_by": by, "changed_at": AT}
    )
    copy = PapersCopy.objects.filter(papers=papers).first() or PapersCopy.objects.create(
        papers=papers, file=edition.pdf, content={"recipient": "Socialnämnden"}, fingerprint=edition.fingerprint,
        made_by=by, made_at=AT,
    )  # fmt: skip
    return {"pk": copy.pk}


PAPERS_MAKERS = {"copy of the papers": _copy}
