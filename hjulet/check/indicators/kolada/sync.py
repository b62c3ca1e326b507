"""Fetch from Kolada: batch by batch, each stored with how far we have come, so that a crash costs one batch."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.models import User
from hjulet.check.indicators.kolada import rules
from hjulet.check.indicators.kolada.choosing import also_choose, keep_catalogue
from hjulet.check.indicators.kolada.copying import copy_into_measures
from hjulet.check.indicators.kolada.storing import store
from hjulet.check.indicators.models import KoladaChoice, KoladaGroup, KoladaKpi, KoladaSync, KoladaUnit
from hjulet.check.indicators.sources.kolada import Client, Datum, Fault, Group, Kpi, Place, Unavailable


class CannotSync(Exception):
    """Says in Swedish what must be done first."""


@dataclass(frozen=True)
class Asked:
    """What somebody wants: which indicators, which years, and whether what is not awaited is asked for too."""

    kpis: tuple[str, ...]
    years: tuple[int, ...]
    everything: bool = False

    @classmethod
    def of(cls, kpis: Iterable[str], years: Iterable[int], *, everything: bool = False) -> "Asked":
        return cls(tuple(sorted(set(kpis))), tuple(sorted(set(years))), everything)

    def kept(self) -> dict[str, object]:
        """As it is stored, so that a fetch that stopped is known again."""
        return {"kpis": list(self.kpis), "years": list(self.years), "everything": self.everything}


@dataclass(frozen=True)
class Progress:
    done: int
    total: int
    what: str


@dataclass(frozen=True)
class Facts:
    """What Kolada says about itself and about us, before any value is asked for."""

    catalogue: list[Kpi]
    groups: dict[str, Group]
    places: list[Place]


@dataclass(frozen=True)
class Plan:
    """What a fetch will ask for."""

    batches: list[rules.Batch]
    skipped: tuple[str, ...]


def _silently(progress: Progress) -> None:
    """Nobody watches."""


def sync(
    municipality: Municipality, asked: Asked, client: Client, at: datetime,
    *, by: User | None = None, tell: Callable[[Progress], None] = _silently,
) -> KoladaSync:  # fmt: skip
    """Fetch the values and copy our own into measures. A fetch that stopped is continued.

    Raises Unavailable, Fault, CannotSync or AnotherFetches; what was stored until then stays.
    """
    run = _stopped(municipality, asked) or _begin(municipality, asked, client, by=by, at=at)
    try:
        while run.position < run.total:
            batch = _batch(run.plan[run.position])
            tell(Progress(run.position, run.total, batch.said()))
            store(run, batch, _fetch(client, batch), at)
            run.refresh_from_db()
    except (Unavailable, Fault) as error:
        run.fault = str(error)[:300]
        run.save(update_fields=["fault"])
        raise
    _finish(run, by=by, at=at)
    tell(Progress(run.total, run.total, ""))
    return run


def look_ahead(municipality: Municipality, asked: Asked, client: Client, at: datetime) -> Plan:
    """What a fetch would ask for. Nothing is kept."""
    facts = _facts(municipality, client)
    with transaction.atomic():
        plan = _prepared(municipality, asked, facts, by=None, at=at)
        transaction.set_rollback(True)
    return plan


def _stopped(municipality: Municipality, asked: Asked) -> KoladaSync | None:
    """The latest fetch, if it asked for the same and never came to its end."""
    latest = KoladaSync.objects.of(municipality).first()
    return latest if latest and not latest.is_finished and latest.asked == asked.kept() else None


def _begin(
    municipality: Municipality, asked: Asked, client: Client, *, by: User | None, at: datetime
) -> KoladaSync:
    facts = _facts(municipality, client)
    with transaction.atomic():
        plan = _prepared(municipality, asked, facts, by=by, at=at)
        return KoladaSync.objects.create(
            municipality=municipality,
            asked=asked.kept(),
            plan=[asdict(batch) for batch in plan.batches],
            groups={what: group.id for what, group in facts.groups.items()},
            started_at=at,
            skipped=len(plan.skipped),
        )


def _facts(municipality: Municipality, client: Client) -> Facts:
    """Ask before any transaction begins: the other side may take its time."""
    if not municipality.code:
        message = f"{municipality} saknar kommunkod. Ange den först, till exempel 2029 för Leksand."
        raise CannotSync(message)
    if rules.country_of(municipality.code) == rules.GENERATED:
        message = f"{municipality} är påhittad och finns inte i Kolada. Värdena är genererade."
        raise CannotSync(message)
    here = client.area(municipality.code)
    if here is None:
        message = f"Kolada har ingen kommun med koden {municipality.code}. Rätta kommunkoden."
        raise CannotSync(message)
    groups = rules.groups_for(client.groups(), municipality.code, here.title)
    return Facts(list(client.catalogue()), groups, list(client.places(municipality.code)))


def _prepared(
    municipality: Municipality, asked: Asked, facts: Facts, *, by: User | None, at: datetime
) -> Plan:
    """Keep what Kolada said, follow what is asked for, and decide what to ask about."""
    today = timezone.localdate(at)  # noqa: TID251 - of the moment that was handed in, not the clock
    keep_catalogue(facts.catalogue, today)
    also_choose(municipality, asked.kpis, by=by, at=at)
    _keep_groups(facts.groups.values())
    _keep_units(municipality, facts.places)
    wanted = rules.due(_known(municipality, asked.kpis), asked.years, today, everything=asked.everything)
    divided = KoladaKpi.objects.filter(pk__in=asked.kpis, has_unit_data=True).values_list("pk", flat=True)
    units = KoladaUnit.objects.filter(municipality=municipality).order_by("pk").values_list("pk", flat=True)
    groups = sorted({group.id for group in facts.groups.values()})
    return Plan(list(rules.batches(wanted, asked.years, groups, list(units), divided)), wanted.skipped)


def _known(municipality: Municipality, ids: Iterable[str]) -> list[rules.Fetched]:
    choices = KoladaChoice.objects.of(municipality).filter(kpi__in=list(ids))
    return [
        rules.Fetched(
            choice.kpi_id, choice.fetched_on, choice.fetched_first, choice.fetched_last,
            choice.awaited_on, choice.awaited_period, choice.kpi.period,
        )
        for choice in choices.select_related("kpi").order_by("kpi")
    ]  # fmt: skip


def _keep_groups(groups: Iterable[Group]) -> None:
    KoladaGroup.objects.bulk_create(
        [KoladaGroup(id=one.id, title=one.title[:160], members=list(one.members)) for one in groups],
        update_conflicts=True, unique_fields=["id"], update_fields=["title", "members"],
    )  # fmt: skip


def _keep_units(municipality: Municipality, places: Iterable[Place]) -> None:
    """Kolada's units, and ours where exactly one has the same name. What a person has tied stays tied."""
    ours: dict[str, list[Unit]] = {}
    for unit in Unit.objects.of(municipality):
        ours.setdefault(unit.name.casefold(), []).append(unit)
    known = set(KoladaUnit.objects.filter(municipality=municipality).values_list("pk", flat=True))
    new = []
    for place in places:
        same = ours.get(place.title.casefold(), [])
        if place.id not in known:
            unit = same[0] if len(same) == 1 else None
            new.append(KoladaUnit(id=place.id, title=place.title[:200], municipality=municipality, unit=unit))
    KoladaUnit.objects.bulk_create(new, ignore_conflicts=True)


def _batch(said: dict[str, object]) -> rules.Batch:
    return rules.Batch(**{key: tuple(some) if isinstance(some, list) else some for key, some in said.items()})  # type: ignore[arg-type]


def _fetch(client: Client, batch: rules.Batch) -> Iterable[Datum]:
    since = date.fromisoformat(batch.since) if batch.since else None
    if batch.kind == "units":
        return client.unit_data(batch.kpis, batch.years, batch.places, since=since)
    return client.data(batch.kpis, batch.years, batch.places, since=since)


@transaction.atomic
def _finish(run: KoladaSync, *, by: User | None, at: datetime) -> None:
    """Copy, remember what was fetched, say so in the log."""
    run.kept = copy_into_measures(run)
    run.finished_at, run.fault = at, ""
    run.save(update_fields=["kept", "finished_at", "fault"])
    _remember(run, timezone.localdate(at))  # noqa: TID251 - of the moment that was handed in
    record(
        "kolada.fetched", run.municipality, by=by, at=at, kpis=len(run.asked["kpis"]), years=run.asked["years"],
        added=run.added, revised=run.revised, unchanged=run.unchanged,
    )  # fmt: skip


def _remember(run: KoladaSync, today: date) -> None:
    """When each was fetched, and which publication is awaited next. What was skipped keeps its day."""
    fetched = {one for batch in run.plan for one in batch["kpis"]}
    years = run.asked["years"]
    choices = list(KoladaChoice.objects.of(run.municipality).filter(kpi__in=fetched).select_related("kpi"))
    for choice in choices:
        choice.fetched_on = today
        choice.fetched_first = min(years[0], choice.fetched_first or years[0])
        choice.fetched_last = max(years[-1], choice.fetched_last or years[-1])
        choice.awaited_on = rules.awaited(choice.kpi.preliminary_on, choice.kpi.published_on, today)
        choice.awaited_period = choice.kpi.period
    KoladaChoice.objects.bulk_update(
        choices, ["fetched_on", "fetched_first", "fetched_last", "awaited_on", "awaited_period"]
    )
