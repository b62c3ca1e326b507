"""What Kolada's page shows, a fixed number of questions to the database."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.http import urlencode

from hjulet.base.organisation.models import Unit
from hjulet.base.people.request import Request
from hjulet.base.ui.swedish import number
from hjulet.check.indicators.kolada import rules
from hjulet.check.indicators.kolada.copying import subject_of
from hjulet.check.indicators.kolada.forms import CodeForm, SearchForm, TiesForm, sets_form, sets_in
from hjulet.check.indicators.kolada.local import OWN
from hjulet.check.indicators.models import (
    Indicator,
    KoladaChoice,
    KoladaKpi,
    KoladaRevision,
    KoladaSync,
    KoladaUnit,
)
from hjulet.check.indicators.sources.kolada.ready_made import BY_ID, SETS

PER_PAGE = 25
MOST_CHANGES = 40


@dataclass(frozen=True)
class Followed:
    """A chosen indicator: our name for it, when it was fetched and what is awaited."""

    kpi: KoladaKpi
    name: str
    subject: str
    choice: KoladaChoice
    slug: str  # of the measure; empty until it is fetched
    local: Indicator | None  # an own measure of the same thing
    next_on: date | None  # the next publication, where Kolada says


@dataclass(frozen=True)
class Ready:
    """A ready-made set and how much of it is chosen."""

    key: str
    title: str
    about: str
    amount: int
    chosen: int
    is_chosen: bool


@dataclass(frozen=True)
class Changed:
    """A value of ours that Kolada changed in the last fetch."""

    name: str
    year: int
    was: str
    now: str


def kolada_page(request: Request) -> dict[str, Any]:
    """Sets, search, what is chosen, the last fetch and what it changed."""
    municipality = request.municipality
    followed = _followed(request)
    chosen = {one.kpi.pk for one in followed}
    search = SearchForm(request.GET)
    words = search.words()
    found = KoladaKpi.objects.matching(words) if words else KoladaKpi.objects.none()
    run = KoladaSync.objects.of(municipality).first()
    done = KoladaSync.objects.of(municipality).finished().first()
    return {
        "is_generated": rules.country_of(municipality.code) == rules.GENERATED,
        "sets": _sets(chosen),
        "sets_form": sets_form(None, chosen),
        "code_form": CodeForm(initial={"code": municipality.code}),
        "search": search,
        "words": words,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "chosen": chosen,
        "followed": followed,
        "ended": [one for one in followed if one.kpi.is_discontinued],
        "has_catalogue": KoladaKpi.objects.exclude(operating_area="").exists(),
        "run": run,
        "done": done,
        "changes": _changes(request, done),
        "units": KoladaUnit.objects.filter(municipality=municipality).aggregate(
            amount=Count("pk"), untied=Count("pk", filter=Q(unit=None))
        ),
    }


def ties_form(request: Request) -> TiesForm:
    """A row a unit of Kolada's, those that no unit of ours is tied to first."""
    theirs = KoladaUnit.objects.filter(municipality=request.municipality)
    in_order = theirs.order_by(F("unit").asc(nulls_first=True), "title")
    root = Unit.objects.of(request.municipality).filter(depth__gt=1)  # the municipality has values of its own
    posted = request.POST if request.method == "POST" else None
    return TiesForm(posted, theirs=list(in_order), ours=list(root))


def chosen_ids(request: Request) -> set[str]:
    return set(KoladaChoice.objects.of(request.municipality).values_list("kpi_id", flat=True))


def _sets(chosen: set[str]) -> list[Ready]:
    whole = sets_in(chosen)
    return [
        Ready(
            one.key, one.title, one.about, len(one.ids), len(chosen.intersection(one.ids)), one.key in whole
        )
        for one in SETS
    ]


def _followed(request: Request) -> list[Followed]:
    choices = KoladaChoice.objects.of(request.municipality).select_related("kpi").order_by("kpi")
    ids = [choice.kpi_id for choice in choices]
    ours: dict[str, Indicator] = {}
    local: dict[str, Indicator] = {}
    register = rules.country_of(request.municipality.code).register
    visible = Indicator.objects.of(request.municipality).visible_to(request.user, request.today)
    for one in visible.filter(kolada_id__in=ids).order_by("-pk"):
        if one.source_register == register:
            ours[one.kolada_id] = one
        elif one.source_register.startswith(OWN):
            local[one.kolada_id] = one
    found = [
        Followed(
            choice.kpi,
            name_of(choice.kpi),
            subject_of(choice.kpi),
            choice,
            ours[choice.kpi_id].slug if choice.kpi_id in ours else "",
            local.get(choice.kpi_id),
            rules.awaited(choice.kpi.preliminary_on, choice.kpi.published_on, request.today),
        )
        for choice in choices
    ]
    return sorted(found, key=lambda one: (one.subject, one.name))


def name_of(kpi: KoladaKpi) -> str:
    return BY_ID[kpi.pk].name if kpi.pk in BY_ID else rules.without_end(kpi.title)


def _changes(request: Request, run: KoladaSync | None) -> list[Changed]:
    """Our own values, all genders together, that were something else before."""
    if run is None:
        return []
    own = KoladaRevision.objects.filter(
        sync=run, of__area=request.municipality.code, of__unit_code="", of__gender="T"
    )
    listed = own.select_related("of__kpi").order_by("of__kpi", "-of__year")[:MOST_CHANGES]
    return [
        Changed(
            name_of(one.of.kpi), one.of.year, _said(one.was, one.was_status), _said(one.now, one.now_status)
        )
        for one in listed
    ]


def _said(value: Any, status: str) -> str:
    """Any: a Decimal or nothing, as the database gives it."""
    if value is None:
        return rules.why_missing(status)[1]
    shown, places = rules.shown(value)
    return number(shown, places)


def back_to(request: Request) -> str:
    """The page again, with the search that was open."""
    words = request.POST.get("sok", "")[:80]
    url = reverse("indicators:kolada")
    return f"{url}?{urlencode({'sok': words})}#katalog" if words else url
