"""Rows of chance for bench/deviations.py: units, people, types, deviations. Nothing here was said by anybody."""  # noqa: INP001 - a script, not a package

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from uuid import UUID, uuid4

from django.db import connection
from django.utils import timezone

from hjulet.base.identities.sealing import seal
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.models import RoleHolding, User
from hjulet.base.search.stems import blinded
from hjulet.check.deviations.choices import Door, HowBad, Law, State, Tile
from hjulet.check.deviations.models import Deviation, DeviationType, Part
from hjulet.check.deviations.pages.lists import A_MICROSECOND, BEGINNING
from hjulet.check.deviations.workflows.counting import count_everything
from hjulet.check.deviations.workflows.reporting import SEARCH, Report, report

CHANCE = Random(5)  # noqa: S311 - rows to measure on, no secret
SECTORS, DEPARTMENTS, UNITS = 4, 40, 956
DAYS = 3 * 365
COMMON, RARE = "ord7", "ord2400"
WORDS = [f"ord{number}" for number in range(3000)]
BATCH = 5_000
EVENTS = list(Tile)


def fill_database(rows: int) -> None:
    place = Municipality.objects.create(slug="bench", name="Bänk", is_invented=True)
    units = _units(place)
    staff = _people(place, units)
    types = _types(place)
    marks = [blinded(word, purpose=SEARCH) for word in WORDS]
    weights = list(
        accumulate(1 / (number + 10) for number in range(len(WORDS)))
    )  # some words are in many texts
    for first in range(0, rows, BATCH):
        chunk = range(first, min(first + BATCH, rows))
        made = Deviation.objects.bulk_create(_deviations(place, units, staff, chunk, rows))
        Part.objects.bulk_create(_parts(made, types, marks, weights))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE deviations_part SET what_happened = %s", [seal("x" * 220)])
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")  # as it does by itself, only later
        else:
            cursor.execute(
                "PRAGMA wal_checkpoint(TRUNCATE)"
            )  # else the first who writes waits for all that was filled
    count_everything(place)


def _units(place: Municipality) -> list[Unit]:
    """A tree by hand: treebeard's own way asks the database several times a unit."""
    made = [_unit(place, 0, "", 1, "municipality")]
    made += [_unit(place, number, made[0].path, number, "sector") for number in range(1, SECTORS + 1)]
    heads = []
    for number in range(1, DEPARTMENTS + 1):
        above = made[1 + number % SECTORS]
        heads.append(_unit(place, 100 + number, above.path, number, "department"))
    made += heads
    for number in range(1, UNITS + 1):
        made.append(_unit(place, 1000 + number, heads[number % DEPARTMENTS].path, number, "unit"))
    Unit.objects.bulk_create(made)
    return [unit for unit in made if unit.kind == "unit"]


def _unit(place: Municipality, number: int, above: str, step: int, kind: str) -> Unit:
    path = above + Unit._get_path("", 1, step)  # noqa: SLF001 - as treebeard writes a step
    laws = {0: "SoL HSL", 1: "SoL HSL", 2: "LSS"}[number % 3]
    return Unit(
        municipality=place, slug=f"e{number}", name=f"Enhet {number}", kind=kind, law_codes=laws,
        path=path, depth=len(path) // Unit.steplen, numchild=0,
    )  # fmt: skip


def _people(place: Municipality, units: list[Unit]) -> list[User]:
    people = {
        name: User.objects.create_user(
            f"{name}@bench.example", name.title(), municipality=place, is_demo=True
        )
        for name in ("five", "all", *(f"staff{number}" for number in range(200)))
    }
    root = Unit.objects.get(depth=1)
    held = [(people["five"], Role.MANAGER, unit) for unit in units[100:600:100]]
    held += [(people["all"], role, root) for role in (Role.SAS, Role.MAS)]
    held += [(person, Role.STAFF, units[number]) for number, person in enumerate(list(people.values())[2:])]
    RoleHolding.objects.bulk_create(
        RoleHolding(user=user, role=role, unit=unit, starts_on=date(2020, 1, 1)) for user, role, unit in held
    )
    return list(people.values())


def _types(place: Municipality) -> dict[str, list[DeviationType]]:
    return {
        law: DeviationType.objects.bulk_create(
            DeviationType(
                municipality=place, law=law, code=f"{law}-{number}", name=f"Typ {law} {number}", order=number
            )
            for number in range(12)
        )
        for law in Law
    }


def _deviations(
    place: Municipality, units: list[Unit], staff: list[User], chunk: range, rows: int
) -> Iterator[Deviation]:
    now = timezone.now()  # noqa: TID251 - a script
    for number in chunk:
        age = timedelta(days=DAYS * (1 - (number + 1) / rows))
        reported_at = now - age
        day = reported_at.date()
        state = _state(age.days)
        is_judged = state != State.RECEIVED
        boss = staff[0]
        sol = CHANCE.random() < 0.3
        yield Deviation(
            municipality=place, year=reported_at.year, sequence=number + 1, client_id=UUID(int=CHANCE.getrandbits(128)),
            unit=units[int(CHANCE.random() ** 1.5 * len(units))], door=Door.SIGNED_IN, tile=CHANCE.choice(EVENTS),
            happened_on=day, how_bad=CHANCE.choice(list(HowBad)), reported_at=reported_at,
            reported_by=CHANCE.choice(staff), receipt_mark=f"{number:064x}", state=state,
            event_class="event" if is_judged else "", has_sol=sol or number % 50 == 0, has_hsl=not sol,
            concerns_manager=number % 97 == 0, judge_by=day + timedelta(days=1),
            investigate_by=day + timedelta(days=14), judged_at=reported_at if is_judged else None,
            judged_by=boss if is_judged else None, closed_at=reported_at if state == State.CLOSED else None,
            closed_by=boss if state == State.CLOSED else None,
        )  # fmt: skip


def _state(age: int) -> State:
    """Most of what is new is open, nearly all that is old is closed."""
    if CHANCE.random() < (0.7 if age < 45 else 0.02):
        return CHANCE.choice([State.RECEIVED, State.JUDGED, State.INVESTIGATED, State.ACTED_ON])
    return State.CLOSED


def _parts(
    made: list[Deviation], types: dict[str, list[DeviationType]], marks: list[str], weights: list[float]
) -> Iterator[Part]:
    for deviation in made:
        for law, has in ((Law.SOL, deviation.has_sol), (Law.HSL, deviation.has_hsl)):
            if has:
                severity = CHANCE.choice([1, 1, 1, 2, 2, 3, 4]) if deviation.judged_at else None
                yield Part(
                    deviation=deviation, law=law, type=CHANCE.choice(types[law]), severity=severity,
                    probability=severity and CHANCE.randint(1, 4),
                    words=" ".join(CHANCE.choices(marks, cum_weights=weights, k=14)),
                )  # fmt: skip


def pages(people: list[User]) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """What is measured → for each of the two its address, and what is posted (words to search for, nothing else)."""
    first = RoleHolding.objects.filter(user=people[0]).select_related("unit")[0].unit.slug
    every = "?status=alla"
    both: dict[str, tuple[str, dict[str, str]]] = {
        "lista, första sidan (öppna)": ("/avvikelser/", {}),
        "lista, alla": (f"/avvikelser/{every}", {}),
        "filter: försenade": ("/avvikelser/?status=sena", {}),
        "filter: försenade, allvarlighet 3 eller mer": ("/avvikelser/?status=sena&allvarlighet=3", {}),
        "filter: mina att göra": ("/avvikelser/?status=mina", {}),
        "filter: typ, ett år": (f"/avvikelser/{every}&typ=hsl-3&tid=365", {}),
        "filter: en enhet, 90 dagar": (f"/avvikelser/{every}&enhet={first}&tid=90", {}),
        "sök ett ord som finns i var trettionde": ("/avvikelser/", {"status": "alla", "ord": COMMON}),
        "sök ett ord som finns i få": ("/avvikelser/", {"status": "alla", "ord": RARE}),
        "veckans genomgång": ("/avvikelser/veckan/", {}),
        "en enhets siffror": (f"/avvikelser/siffror/?enhet={first}", {}),
        "alla mina enheters siffror": ("/avvikelser/siffror/", {}),
    }
    found = {what: [asked, asked] for what, asked in both.items()}
    found["lista, djup sida (90 %)"] = [(f"/avvikelser/{every}&efter={_deep(user)}", {}) for user in people]
    return found


def _deep(user: User) -> str:
    """The place after nine tenths of what somebody sees."""
    seen = Deviation.objects.known_by_role(user, timezone.localdate()).newest_first()  # noqa: TID251 - a script
    row = seen.values_list("reported_at", "pk")[seen.count() * 9 // 10]
    return f"{(row[0] - BEGINNING) // A_MICROSECOND}.{row[1]}"


def create_one(client: int, number: int) -> None:
    """A report as a signed-in colleague sends it."""
    person = User.objects.get(email=f"staff{client}@bench.example")
    held = person.roles.select_related("unit__municipality").get()
    at = timezone.now()  # noqa: TID251 - a script
    said = Report(
        held.unit, Tile.FALL, f"{WORDS[number]} {WORDS[number + 7]} {WORDS[client]}", WORDS[number + 3],
        HowBad.LITTLE, timezone.localdate(),  # noqa: TID251 - a script
    )  # fmt: skip
    report(said, uuid4(), door=Door.SIGNED_IN, by=person, at=at)
