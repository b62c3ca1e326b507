"""Published editions by the words of their open address. Nothing else is ever found here, whoever asks."""

from dataclasses import dataclass

from hjulet.report.manuscripts.models import Approved, ApprovedQuerySet

TOLD = ("manuscript__unit__municipality", "pdf", "docx")


@dataclass(frozen=True)
class Address:
    """Which report: the same words for every edition of it."""

    municipality: str
    kind: str
    unit: str
    year: int


def newest(place: Address) -> Approved | None:
    return _at(place).order_by("-manuscript__number").first()


def every(place: Address) -> list[Approved]:
    """Its published editions, the newest first."""
    return list(_at(place).order_by("-manuscript__number").defer("facts", "texts", "document"))


def numbered(place: Address, number: int) -> Approved | None:
    return _at(place).filter(manuscript__number=number).first()


def of_municipality(slug: str) -> list[Approved]:
    """Newest year first; within a report the newest edition first."""
    found = Approved.objects.published().filter(manuscript__unit__municipality__slug=slug)
    ordered = found.order_by("-manuscript__year", "manuscript__kind", "-manuscript__number")
    return list(ordered.select_related(*TOLD).defer("texts", "document"))


def _at(place: Address) -> ApprovedQuerySet:
    return (
        Approved.objects.published()
        .select_related(*TOLD)
        .filter(
            manuscript__unit__municipality__slug=place.municipality,
            manuscript__kind=place.kind,
            manuscript__unit__slug=place.unit,
            manuscript__year=place.year,
        )
    )
