"""What is on people's desks today: reports of the last weeks, counted from the day the demonstration is loaded. Data."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from django.utils.timezone import localtime

from hjulet.base.identities.models import Identity
from hjulet.base.organisation.models import Unit
from hjulet.check.deviations.choices import CounterpartKind, Direction, Door, HowBad, Law, State, Tile
from hjulet.check.deviations.models import Deviation, ExternalMatter, Part, TeamMember, UnitDoor
from hjulet.check.deviations.workflows.reporting import Report, report
from hjulet.demo.events import words
from hjulet.demo.events.plan import Happened
from hjulet.demo.events.writing import Ground, Rows, name, write

S, H = Law.SOL, Law.HSL
OPEN = (  # unit, law, code, days ago, hour, state, severity, how bad, what happened
    ("tallglantan-blaklockan", H, "HSL_FALL", 1, 22, State.RECEIVED, 2, HowBad.HARM, "Greta föll på väg till toaletten. Hon slog i armbågen och fick ett skrapsår."),
    ("tallglantan-vitsippan", H, "HSL_MEDICATION", 5, 20, State.RECEIVED, 1, HowBad.LITTLE, "Kvällsdosen låg kvar i skåpet. Den var signerad ändå."),
    ("tallglantan-linnean", S, "SOL_TREATMENT", 3, 13, State.RECEIVED, 1, HowBad.LITTLE, "En boende fick vänta länge på hjälp vid maten och blev ledsen."),
    ("tallglantan-blaklockan", H, "HSL_FALL", 8, 6, State.JUDGED, 1, HowBad.LITTLE, "Gled ner från sängkanten vid morgontoaletten. Ingen skada."),
    ("tallglantan-vitsippan", H, "HSL_FALL", 19, 3, State.INVESTIGATED, 3, HowBad.GRAVE, "Hittades på golvet vid nattens sista tillsyn. Ont i höften, kördes till sjukhus."),
    ("tallglantan-linnean", H, "HSL_NURSING", 24, 9, State.ACTED_ON, 2, HowBad.HARM, "Munvården var inte gjord på fyra dagar trots ordination."),
    ("hemtjanst-soder-1", S, "SOL_SERVICE_MISSED", 1, 18, State.RECEIVED, 1, HowBad.LITTLE, "Kvällsbesöket blev inte av. Anhörig ringde och undrade."),
    ("hemtjanst-norr", S, "SOL_SERVICE_MISSED", 2, 12, State.RECEIVED, 2, HowBad.HARM, "Lunchen uteblev. Personen hade inte ätit sedan frukost."),
    ("hemtjanst-norr", S, "SOL_NEGLECT", 6, 15, State.RECEIVED, 3, HowBad.GRAVE, "Larmet besvarades inte på två timmar. Personen låg på golvet."),
    ("hemtjanst-soder-2", H, "HSL_MEDICATION", 9, 8, State.JUDGED, 2, HowBad.HARM, "Insulinet gavs två gånger samma morgon. Blodsockret kontrollerades hela dagen."),
    ("hemtjanst-soder-1", S, "SOL_INFORMATION", 21, 10, State.INVESTIGATED, 2, HowBad.LITTLE, "Planeringslistan låg framme i trapphuset."),
    ("hemtjanst-norr", S, "SOL_SERVICE_MISSED", 23, 17, State.ACTED_ON, 1, HowBad.LITTLE, "Ändringen i planeringen syntes inte i telefonen."),
    ("kvarnbacken-svalan", H, "HSL_FALL", 2, 5, State.RECEIVED, 1, HowBad.NOTHING, "Höll på att halka i korridoren. Golvet var nymoppat."),
    ("kvarnbacken-ugglan", H, "HSL_DEVICE", 4, 10, State.RECEIVED, 2, HowBad.HARM, "Lyften stannade och fick sänkas för hand. Fingret kom i kläm."),
    ("furuhojden-ost", S, "SOL_PHYSICAL_ABUSE", 3, 16, State.RECEIVED, 2, HowBad.HARM, "Två boende bråkade i dagrummet. Den ena fick ett slag på axeln."),
    ("hemsjukvard-norr", H, "HSL_TRANSFER", 2, 14, State.RECEIVED, 2, HowBad.HARM, "Kom hem utan läkemedelslista. Blodförtunnande gavs i två dygn för mycket."),
    ("hemsjukvard-soder", H, "HSL_MEDICATION", 12, 21, State.INVESTIGATED, 3, HowBad.GRAVE, "Fel styrka i dosetten under tre dagar. Patienten blev yr och fick åka in."),
    ("ronnen", S, "SOL_TREATMENT", 2, 19, State.RECEIVED, 1, HowBad.LITTLE, "Fick inte följa med på biografen trots att det var planerat."),
    ("ronnen", S, "SOL_PHYSICAL_ABUSE", 11, 17, State.JUDGED, 2, HowBad.HARM, "Knuffade en granne i köket. Ingen behövde vård."),
    ("ifo-vuxna", S, "SOL_LEGAL_CERTAINTY", 7, 9, State.RECEIVED, 2, HowBad.LITTLE, "Ett beslut hade inte expedierats. Personen väntade i fem veckor."),
)  # fmt: skip
EXTERNAL_KINDS = ((CounterpartKind.REGION, "Lingonfors lasarett"), (CounterpartKind.HEALTH_CENTRE, "Vårdcentralen Ekorren"), (CounterpartKind.PHARMACY, "Apoteket Tranan"))  # fmt: skip
EXTERNALS = 12
DOORS = ("tallglantan-blaklockan", "hemtjanst-soder-1")
ON_CALL = {  # numbers that the authority keeps free for invented people
    "tallglantan": "0980-319 201", "kvarnbacken": "0980-319 202", "furuhojden": "0980-319 203", "akanten": "0980-319 204",
    "hemtjanst": "0980-319 210", "hemsjukvard": "0980-319 211", "ronnen": "0980-319 220",
}  # fmt: skip
INVENTED_PEOPLE = (
    "Greta Grankvist",
    "Birger Björkebo",
    "Astrid Almfors",
    "Holger Häggstam",
    "Märta Mosstorp",
)


@dataclass(frozen=True)
class Fresh:
    """A report that comes in through the front door on the day itself, with its messages."""

    unit: str
    tile: Tile
    hours_ago: int
    how_bad: HowBad
    text: str
    done: str
    by: str


FRESH = (
    Fresh("tallglantan-vitsippan", Tile.MEDICATION, 3, HowBad.LITTLE, "Nattdosen var inte framtagen. Fick vänta en timme.",
          "Ringde sjuksköterskan i beredskap, som kom och delade dosen.", "staff"),
    Fresh("tallglantan-linnean", Tile.FALL, 6, HowBad.HARM, "Föll vid sängen i natt. Blöder lite från pannan.",
          "Satt kvar, lade om och ringde sjuksköterskan.", "staff"),
    Fresh("hemtjanst-soder-1", Tile.MISSED, 5, HowBad.LITTLE, "Morgonbesöket kom en timme för sent.",
          "Ringde och bad om ursäkt.", "home_care"),
)  # fmt: skip


def events(today: date) -> list[Happened]:
    """The open cases, oldest first."""
    chance = Random("lingonfors lately")  # noqa: S311 - invented events, no secrets
    found = [_event(said, today, chance) for said in OPEN]
    return sorted(found, key=lambda one: (one.reported_on, one.hour))


def _event(
    said: tuple[str, Law, str, int, int, State, int, HowBad, str], today: date, chance: Random
) -> Happened:
    unit, law, code, ago, hour, state, severity, how_bad, text = said
    return Happened(
        unit=unit, law=law, code=code, happened_on=today - timedelta(days=ago), hour=hour, minute=chance.randrange(60),
        days_later=0, severity=severity, probability=2, how_bad=how_bad, text=text, done=chance.choice(words.DONE),
        cause=chance.choice(words.TELLINGS[code].causes), state=state, judged_after=1, closed_after=1,
        is_care_injury=severity > 1,
    )  # fmt: skip


def load(ground: Ground, now: datetime) -> list[Rows]:
    """What came lately, and what hangs on it: persons, a team, doors."""
    made = write(ground, events(localtime(now).date()))
    for row in made:
        Deviation.objects.filter(pk=row.deviation.pk).update(
            door=Door.SIGNED_IN, source_system="", source_number="", reported_by=ground.reporter(row.of.unit)
        )
        if ground.handler(row.of.unit) == ground.people["department_head"]:  # nobody nearer answers there
            Deviation.objects.filter(pk=row.deviation.pk).update(escalated_at=now)
    _persons(ground, made, now)
    _team(ground, made, now)
    _on_call(ground)
    for slug in DOORS:
        UnitDoor.objects.create(
            unit=ground.units[slug], token=name(f"door-{slug}").hex, changed_by=ground.people["administrator"],
            changed_at=now,
        )  # fmt: skip
    return made


def reports(ground: Ground, now: datetime) -> None:
    """The newest ones, as they come in."""
    for number, said in enumerate(FRESH):
        when = now - timedelta(hours=said.hours_ago)
        told = Report(
            unit=ground.units[said.unit], tile=said.tile, what_happened=said.text, done_at_once=said.done,
            how_bad=said.how_bad, happened_on=localtime(when).date(),
            happened_time=time(localtime(when).hour, localtime(when).minute),
        )  # fmt: skip
        report(told, _client(number), door=Door.SIGNED_IN, by=ground.people[said.by], at=when)


def _client(number: int) -> UUID:
    return name(f"fresh-{number}")


def _persons(ground: Ground, made: list[Rows], now: datetime) -> None:
    """A few of the cases say whom they are about; the first two are about the same person."""
    kept = [
        Identity.keep(who, "", municipality=ground.municipality, is_protected=False, by=None, at=now)
        for who in (INVENTED_PEOPLE[0], *INVENTED_PEOPLE)
    ]
    medical = [row for row in made if row.of.law == Law.HSL]
    for row, identity in zip(medical, kept, strict=False):
        Deviation.objects.filter(pk=row.deviation.pk).update(identity=identity)


def _team(ground: Ground, made: list[Rows], now: datetime) -> None:
    """The grave fall is looked into together with a nurse."""
    grave = next(row for row in made if row.of.unit == "tallglantan-vitsippan" and row.of.severity > 2)
    part = Part.objects.get(pk=grave.part.pk)
    TeamMember.objects.create(
        part=part, user=ground.people["nurse"], invited_by=ground.people["home_manager"], invited_at=now
    )


def _on_call(ground: Ground) -> None:
    """Whom to ring at night: the house's number at the house and at each of its units."""
    for slug, unit in ground.units.items():
        house = next((begins for begins in ON_CALL if slug.startswith(begins)), "")
        if house:
            Unit.objects.filter(pk=unit.pk).update(on_call_phone=ON_CALL[house])


def externals(made: list[Rows]) -> None:
    """Deviations to and from others, with numbers as their system writes them."""
    about = [row for row in made if row.of.code == "HSL_TRANSFER" and row.of.state == State.CLOSED][
        -EXTERNALS:
    ]
    ExternalMatter.objects.bulk_create(_external(row, number) for number, row in enumerate(about))


def _external(row: Rows, number: int) -> ExternalMatter:
    kind, counterpart = EXTERNAL_KINDS[number % len(EXTERNAL_KINDS)]
    sent = row.of.judged_on
    is_answered = number % 4 != 0
    return ExternalMatter(
        deviation=row.deviation, direction=Direction.FROM_OTHERS if number % 5 == 0 else Direction.TO_OTHERS,
        counterpart_kind=kind, counterpart=counterpart, their_number=f"SYN-{sent.year}-{41_000 + 37 * number}",
        sent_on=sent, answer_due_on=sent + timedelta(days=30),
        answered_on=sent + timedelta(days=21) if is_answered else None,
        answer="Vi har ändrat rutinen för utskrivning." if is_answered else "",
    )  # fmt: skip
