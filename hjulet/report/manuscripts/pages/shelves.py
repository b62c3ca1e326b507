"""Approved reports on their shelves: for those inside, for the committee, and for anybody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.models import Municipality
from hjulet.report.manuscripts.models import (
    Approved,
    ApprovedQuerySet,
    Manuscript,
    PapersCopy,
    PapersCopyQuerySet,
    SecrecyCheck,
)
from hjulet.report.manuscripts.pages.editions import address
from hjulet.report.reports.choices import Edition, Kind

LISTED = 200
Address = list[str | int]
ABOUT: dict[str, Promise] = {  # what it is, for somebody who has never seen one
    Kind.QUALITY: _(
        "Hur arbetet med kvaliteten har gått, vad som har gjorts och vilka resultat det har gett."
    ),
    Kind.RESULTS: _("Hur det har gått: mål, mått och kostnader, jämförda med åren före."),
    Kind.SAFETY: _("Vad som har gjorts för att ingen ska skadas i vården, och vad som har hänt."),
}


@dataclass(frozen=True)
class Standing:
    """An approved report, with those of its editions that the reader may see."""

    manuscript: Manuscript
    editions: tuple[Approved, ...]
    public: Approved | None
    is_signed: bool
    is_replaced: bool  # by a later edition

    @property
    def address(self) -> Address:
        """Of the published edition."""
        return [*address(self.public), self.manuscript.number] if self.public else []


@dataclass(frozen=True)
class Published:
    """A report at its open address: the newest published edition, and the earlier ones that can still be read."""

    edition: Approved
    title: str
    about: Promise
    address: Address
    earlier: tuple[Approved, ...]

    @property
    def numbered(self) -> Address:
        return [*self.address, self.edition.manuscript.number]


def shelf(found: ApprovedQuerySet) -> list[Standing]:
    """Newest year first; the facts and the text are not read for a list."""
    rows = found.select_related("manuscript__unit__municipality", "manuscript__approved_by").defer(
        "facts", "texts", "document", "proposals"
    )
    ordered = rows.order_by("-manuscript__year", "manuscript__kind", "-manuscript__number", "edition")[
        :LISTED
    ]
    editions: dict[int, list[Approved]] = {}
    for one in ordered:
        editions.setdefault(one.manuscript_id, []).append(one)
    signed = dict(
        SecrecyCheck.objects.filter(manuscript__in=editions).values_list("manuscript", "fingerprint")
    )
    newest: dict[tuple[Any, ...], int] = {}
    return [_standing(theirs, signed, newest) for theirs in editions.values()]


def _standing(
    editions: Sequence[Approved], signed: dict[int, str], newest: dict[tuple[Any, ...], int]
) -> Standing:
    """NEWEST remembers the edition that was met first, which is the newest."""
    manuscript = editions[0].manuscript
    public = next((one for one in editions if one.edition == Edition.PUBLIC), None)
    place = (manuscript.kind, manuscript.unit_id, manuscript.year)
    return Standing(
        manuscript,
        tuple(editions),
        public,
        is_signed=bool(public and signed.get(manuscript.pk) == public.fingerprint),
        is_replaced=newest.setdefault(place, manuscript.number) > manuscript.number,
    )


def published(found: Iterable[Approved]) -> list[Published]:
    """FOUND has the newest edition of each report first."""
    reports: dict[tuple[Any, ...], list[Approved]] = {}
    for one in found:
        reports.setdefault(tuple(address(one)), []).append(one)
    return [
        Published(
            newest, newest.facts["title"], ABOUT[newest.manuscript.kind], address(newest), tuple(earlier)
        )
        for newest, *earlier in reports.values()
    ]


def made(found: PapersCopyQuerySet) -> list[tuple[PapersCopy, Address]]:
    """The newest copy of each report's papers, newest first, and where anybody can read the report."""
    rows = found.select_related("papers__manuscript__unit__municipality", "file").order_by("-made_at", "-pk")
    newest: dict[int, PapersCopy] = {}
    for copy in rows[:LISTED]:
        newest.setdefault(copy.papers_id, copy)
    manuscripts = [copy.papers.manuscript_id for copy in newest.values()]
    open_ones = Approved.objects.published().filter(manuscript__in=manuscripts)
    told = open_ones.select_related("manuscript__unit__municipality").defer("facts", "texts", "document")
    addresses = {one.manuscript_id: [*address(one), one.manuscript.number] for one in told}
    return [(copy, addresses.get(copy.papers.manuscript_id, [])) for copy in newest.values()]


def who_publish() -> list[Municipality]:
    """Municipalities that have something for anybody to read."""
    published_ones = Approved.objects.published().values("manuscript__unit__municipality")
    return list(Municipality.objects.filter(pk__in=published_ones).order_by("name"))
