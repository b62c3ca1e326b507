"""What the pages of cooperation show, and what their forms may choose among."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from hjulet.act.actions.pages import units_for as _units_with
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import RoleHolding, User
from hjulet.base.people.request import Request
from hjulet.base.people.roles import TABLE
from hjulet.base.ui import swedish
from hjulet.plan.cooperation import rules
from hjulet.plan.cooperation.choices import Shown, Standing
from hjulet.plan.cooperation.forms import FilterForm
from hjulet.plan.cooperation.models import Cooperation, CooperationQuerySet
from hjulet.plan.procedures.models import Process

TAGS = {
    Standing.PLANNED: "info",
    Standing.IN_FORCE: "good",
    Standing.EXPIRES: "middle",
    Standing.EXPIRED: "bad",
    Standing.RENEWED: "neutral",
    Standing.ENDED: "neutral",
}


@dataclass(frozen=True)
class Row:
    """A cooperation in a list."""

    cooperation: Cooperation
    standing: Standing
    tag: str
    partners: str
    end: date | None
    notice: date | None  # the last day to give notice, while it lies ahead


@dataclass(frozen=True)
class Needing:
    """A process that needs cooperation, with what supports it today."""

    process: Process
    rows: tuple[Row, ...]
    has_agreement: bool


@dataclass(frozen=True)
class Watched:
    """What somebody must look at, before it is too late or because it is."""

    expired: tuple[Row, ...]
    expiring: tuple[Row, ...]
    without_owner: tuple[Row, ...]
    without_agreement: tuple[Needing, ...]

    @property
    def is_quiet(self) -> bool:
        return not (self.expired or self.expiring or self.without_owner or self.without_agreement)


def with_all(found: CooperationQuerySet) -> QuerySet[Cooperation]:
    """Everything that a row shows, in a fixed number of questions."""
    return found.select_related("unit", "owner", "followed_by").prefetch_related("partners")


def rows(found: Iterable[Cooperation], today: date) -> tuple[Row, ...]:
    return tuple(_row(one, today) for one in found)


def _row(one: Cooperation, today: date) -> Row:
    standing, end, notice = one.standing(today), one.end_on(today), one.last_notice_day(today)
    is_watched = standing in {Standing.IN_FORCE, Standing.EXPIRES} and notice is not None and notice >= today
    named = ", ".join(partner.name for partner in one.partners.all())
    return Row(one, standing, TAGS[standing], named, end, notice if is_watched else None)


def asked_for(request: Request, form: FilterForm) -> CooperationQuerySet:
    """The cooperation that the sentence describes."""
    asked = form.asked()
    found = Cooperation.objects.visible_to(request.user, request.today)
    found = found.shown_as(Shown(asked["status"] or Shown.CURRENT), request.today)
    if asked["form"]:
        found = found.filter(form=asked["form"])
    if asked["part"]:
        found = found.filter(Exists(_partners().filter(partner__kind=asked["part"])))
    if asked["lag"]:
        found = found.filter(law_codes__contains=asked["lag"])
    if asked["enhet"]:
        found = found.below(Unit.objects.of(request.municipality).get(slug=asked["enhet"]))
    return found


def _partners() -> QuerySet[Any]:
    """The rows that tie partners to the cooperation asked about."""
    return Cooperation.partners.through.objects.filter(cooperation=OuterRef("pk"))


def sums(request: Request) -> dict[str, int]:
    """How many there are of what the list can show, whoever asks."""
    seen, today = Cooperation.objects.visible_to(request.user, request.today), request.today
    return {shown.name.lower(): seen.shown_as(shown, today).count() for shown in (Shown.CURRENT, Shown.EXPIRES, Shown.EXPIRED, Shown.NO_OWNER)}  # fmt: skip


def watched(user: User, today: date) -> Watched:
    """What expires within a year, what has expired, what lacks an owner, and which processes lack an agreement."""
    seen = Cooperation.objects.visible_to(user, today)
    ahead = rows(with_all(seen.shown_as(Shown.EXPIRES, today)), today)
    past = rows(with_all(seen.expired(today)).order_by("valid_to", "pk"), today)
    return Watched(
        expired=past,
        expiring=tuple(
            sorted(ahead, key=lambda row: (row.notice or row.end or date.max, row.cooperation.pk))
        ),
        without_owner=rows(with_all(seen.without_owner()), today),
        without_agreement=tuple(one for one in needing(user, today) if not one.has_agreement),
    )


def needing(user: User, today: date) -> tuple[Needing, ...]:
    """The processes that say that they need cooperation, with what is in force for them. SOSFS 2011:9 4 kap. 5–6 §§."""
    asked = list(
        Process.objects.visible_to(user, today)
        .filter(Q(ended_on=None) | Q(ended_on__gt=today), needs_cooperation=True)
        .select_related("unit", "owner")
    )
    seen = Cooperation.objects.visible_to(user, today).in_force().filter(processes__in=asked).distinct()
    supporting: dict[int, list[Row]] = {}
    for one in with_all(seen).prefetch_related(Prefetch("processes", Process.objects.only("pk"))):
        row = _row(one, today)
        if row.standing != Standing.EXPIRED:
            for process in one.processes.all():
                supporting.setdefault(process.pk, []).append(row)
    return tuple(_needing(process, tuple(supporting.get(process.pk, ()))) for process in asked)


def _needing(process: Process, found: tuple[Row, ...]) -> Needing:
    return Needing(process, found, any(row.cooperation.form in rules.WRITTEN for row in found))


def history(one: Cooperation) -> list[Cooperation]:
    """The agreements this one follows, newest first. Each step is a question; chains are short."""
    found, seen = [], {one.pk}
    while one.follows_id and one.follows_id not in seen:
        seen.add(one.follows_id)
        one = one.follows  # type: ignore[assignment]  # there is one: its number says so
        found.append(one)
    return found


def form_choices(request: Request, one: Cooperation | None = None) -> dict[str, Any]:
    """What the form may choose among; what it has today can always stay."""
    user, today = request.user, request.today
    own = Q(pk=one.unit_id) if one else Q(pk=None)
    lasting = Q(valid_to=None) | Q(valid_to__gte=today)
    here = Unit.objects.of(request.municipality)
    chosen = Q(pk__in=one.units.values("pk")) if one else Q(pk=None)
    return {
        "units": here.filter(Q(pk__in=_units_with(user, today, Verb.CHANGE_COOPERATION).values("pk")) | own),
        "all_units": here.filter(lasting | chosen),
        "processes": processes(user, today, one),
        "owners": owners(user, today, one),
        "today": today,
    }  # fmt: skip


def processes(user: User, today: date, one: Cooperation | None = None) -> QuerySet[Process]:
    seen = Process.objects.visible_to(user, today).filter(Q(ended_on=None) | Q(ended_on__gt=today))
    chosen = one.processes.values("pk") if one else []
    return Process.objects.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=chosen)).select_related("unit")


def owners(user: User, today: date, one: Cooperation | None = None) -> QuerySet[User]:
    """Those of the municipality who can see cooperation somewhere today; and its own."""
    held = RoleHolding.objects.filter(role__in=TABLE[Verb.SEE_COOPERATION]).held_on(today)
    own = Q(pk=one.owner_id) if one and one.owner_id else Q(pk=None)
    here: QuerySet[User] = User.objects.filter(municipality=user.municipality_id)
    return here.filter(Q(pk__in=held.values("user"), is_active=True) | own).order_by("name", "pk")


def units_seen(request: Request) -> UnitQuerySet:
    found: UnitQuerySet = _units_with(request.user, request.today, Verb.SEE_COOPERATION)
    return found


def initial(one: Cooperation) -> dict[str, Any]:
    names = (
        "title", "form", "purpose", "practice", "signed_on", "valid_from", "lasting", "valid_to", "notice_months",
        "prolongs_by", "unit", "owner", "contact", "registry_number", "revision",
    )  # fmt: skip
    return {name: getattr(one, name) for name in names} | {
        "partners": "\n".join(partner.name for partner in one.partners.all()),
        "processes": list(one.processes.all()),
        "units": list(one.units.all()),
        "laws": one.law_codes.split(),
    }


def to_renew(one: Cooperation) -> dict[str, Any]:
    """What the next one begins as: the same, from the day after the last."""
    start = initial(one)
    del start["revision"]
    begins = rules.add_days(one.valid_to, 1) if one.valid_to else None
    length = _months(one.valid_from, one.valid_to)
    until = rules.add_days(rules.add_months(begins, length), -1) if begins and length else None
    return start | {"signed_on": None, "valid_from": begins, "valid_to": until}


def _months(first: date | None, last: date | None) -> int:
    """How many whole months it held, so that the next can hold as long."""
    if not first or not last:
        return 0
    after = rules.add_days(last, 1)
    return (after.year - first.year) * 12 + after.month - first.month


def as_it_stands(one: Cooperation) -> list[tuple[str, str]]:
    """Everything it says today, by the words of its form; for the one who must compare."""
    said = [
        (_("Rubrik"), one.title),
        (_("Form"), str(one.get_form_display())),
        (_("Parter"), ", ".join(partner.name for partner in one.partners.all())),
        (_("Vad"), one.purpose),
        (_("Hur"), one.practice),
        (_("Processer"), ", ".join(process.name for process in one.processes.all())),
        (_("Undertecknat"), _day(one.signed_on)),
        (_("Gäller från"), _day(one.valid_from)),
        (_("Gäller till och med"), _day(one.valid_to) or str(one.get_lasting_display())),
        (_("Uppsägningstid, månader"), str(one.notice_months or "")),
        (_("Förlängs med, månader"), str(one.prolongs_by or "")),
        (_("Hör till"), one.unit.name),
        (_("Ansvarig"), one.owner.name if one.owner else ""),
        (_("Kontakt"), one.contact),
        (_("Diarienummer"), one.registry_number),
    ]
    return [(word, value or "–") for word, value in said]


def _day(value: date | None) -> str:
    return swedish.day(value) if value else ""
