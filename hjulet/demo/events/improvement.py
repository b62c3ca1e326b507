"""Actions that answer the invented events, with what came of them: one of them really helped. Data, and how it is tied."""

from dataclasses import dataclass
from datetime import date, timedelta

from hjulet.act.actions.choices import NextStep, Status, Strength, Verdict
from hjulet.act.actions.models import Action, EffectReview
from hjulet.check.deviations.choices import State
from hjulet.check.deviations.models import DecidedAction, Deviation
from hjulet.demo.events.places import CHANGED_FROM
from hjulet.demo.events.writing import Ground, Rows, at

AREA = "forbattring"
BEFORE = timedelta(days=75)  # an action answers what happened so long before it began
ANSWERS_AT_MOST = 14


@dataclass(frozen=True)
class Decided:
    """An action, what it answers, and how it went. `judged` is empty while nobody has reviewed the effect."""

    slug: str
    unit: str
    code: str
    title: str
    strength: Strength
    status: Status
    owner: str
    starts_on: date
    due_on: date
    review_on: date | None = None
    judged: Verdict | str = ""
    judgement: str = ""
    next_step: NextStep | str = ""


EVENING = Decided(
    "kvallsrutin", "tallglantan", "HSL_MEDICATION", "Två signerar kvällens läkemedel vid passbytet",
    Strength.INTERMEDIATE, Status.DONE, "home_manager", CHANGED_FROM, date(2026, 1, 31), date(2026, 10, 12),
    Verdict.IMPROVED, "Gruppen säger att det är lugnare vid passbytet, och vi ser färre missade doser.", NextStep.KEEP,
)  # fmt: skip
DECIDED = (
    EVENING,
    Decided("larmmattor", "kvarnbacken", "HSL_FALL", "Larmmattor kontrolleras vid varje passbyte", Strength.INTERMEDIATE,
            Status.DONE, "department_head", date(2025, 3, 1), date(2025, 4, 30), date(2025, 11, 10),
            Verdict.NO_SURE_CHANGE, "Vi ser ingen tydlig skillnad. Vi fortsätter men letar efter mer.", NextStep.ADJUST),
    Decided("halkskydd", "furuhojden", "HSL_FALL", "Halkfria golv i alla badrum", Strength.STRONG, Status.ONGOING,
            "department_head", date(2025, 10, 1), date(2026, 12, 15), date(2027, 3, 1)),
    Decided("dosautomat", "hemsjukvard-norr", "HSL_MEDICATION", "Läkemedelsautomat hos dem som glömmer kvällsdosen",
            Strength.STRONG, Status.DONE, "mas", date(2025, 12, 1), date(2026, 2, 28), date(2026, 10, 5),
            Verdict.NO_SURE_CHANGE, "För få automater för att det ska märkas i hela gruppen.", NextStep.SPREAD),
    Decided("utskrivning", "hemsjukvard-soder", "HSL_TRANSFER", "Ett gemensamt samtal före varje utskrivning",
            Strength.INTERMEDIATE, Status.DONE, "mas", date(2025, 9, 1), date(2025, 12, 1), date(2026, 9, 1),
            Verdict.TOO_EARLY, "Vi behöver fler månader för att se.", NextStep.KEEP),
    Decided("nyckelfritt", "hemtjanst-soder-1", "SOL_SERVICE_MISSED", "Reservnyckel hos samordnaren", Strength.INTERMEDIATE,
            Status.DONE, "manager", date(2025, 12, 1), date(2026, 1, 15), date(2026, 10, 20),
            Verdict.NO_SURE_CHANGE, "Besöken uteblir mer sällan av just den orsaken.", NextStep.KEEP),
    Decided("planering", "hemtjanst-norr", "SOL_SERVICE_MISSED", "Ändringar i planeringen bekräftas i telefonen",
            Strength.INTERMEDIATE, Status.ONGOING, "manager", date(2026, 2, 1), date(2026, 10, 30), date(2026, 11, 9)),
    Decided("bemotande", "akanten", "SOL_TREATMENT", "Gå igenom bemötande på arbetsplatsträff", Strength.WEAK, Status.DONE,
            "department_head", date(2025, 5, 1), date(2025, 6, 15), date(2025, 12, 5),
            Verdict.NO_SURE_CHANGE, "Utbildning räcker inte ensam.", NextStep.STOP),
    Decided("lagaffektivt", "ronnen", "SOL_PHYSICAL_ABUSE", "Handledning i lågaffektivt bemötande varje månad",
            Strength.INTERMEDIATE, Status.STARTED, "sas", date(2026, 3, 1), date(2026, 12, 1), date(2027, 1, 15)),
    Decided("signering", "tallglantan", "HSL_NURSING", "Ordinationer läggs in i dagens planering samma dag",
            Strength.INTERMEDIATE, Status.STARTED, "home_manager", date(2026, 9, 1), date(2026, 11, 10)),
    Decided("vandschema", "akanten-ovre", "HSL_PRESSURE_ULCER", "Vändschema i telefonen i stället för på papper",
            Strength.STRONG, Status.PLANNED, "department_head", date(2026, 10, 1), date(2027, 1, 31)),
)  # fmt: skip


def load(ground: Ground, made: list[Rows]) -> dict[str, Action]:
    """The actions, tied to what happened before them, and their reviews."""
    actions = {said.slug: _action(ground, said) for said in DECIDED}
    for said in DECIDED:
        _tie(said, actions[said.slug], made)
        if said.review_on and not said.judged:
            actions[said.slug].reviews.create(
                due_on=said.review_on, booked_by=ground.people[said.owner], booked_at=at(said.starts_on, 10)
            )
    without = Deviation.objects.filter(pk__in=[row.deviation.pk for row in made], decided=None)
    without.filter(state__in=[State.ACTED_ON, State.FOLLOWED_UP]).update(state=State.INVESTIGATED)
    return actions


def review(
    ground: Ground, said: Decided, action: Action, verdict: Verdict, facts: dict[str, object]
) -> EffectReview:
    """The follow-up as it was concluded on its day: what the figures said, and what the owner thought."""
    owner, day = ground.people[said.owner], said.review_on or said.due_on
    return EffectReview.objects.create(
        action=action, due_on=day, booked_by=owner, booked_at=at(said.starts_on, 10), reviewed_on=day, reviewed_by=owner,
        verdict=verdict, verdict_facts=facts, judged=said.judged, judgement=said.judgement, next_step=said.next_step,
    )  # fmt: skip


def _action(ground: Ground, said: Decided) -> Action:
    owner, is_done = ground.people[said.owner], said.status == Status.DONE
    return Action.objects.create(
        slug=said.slug, unit=ground.units[said.unit], area=AREA, title=said.title, year=said.starts_on.year,
        strength=said.strength, status=said.status, owner=owner, starts_on=said.starts_on, due_on=said.due_on,
        done_on=said.due_on if is_done else None, created_by=owner,
    )  # fmt: skip


def _tie(said: Decided, action: Action, made: list[Rows]) -> None:
    """The latest closed cases of the kind before it began, and those that are being acted on."""
    alike = [
        row for row in made if row.of.unit.startswith(said.unit) and row.of.code == said.code and row.causes
    ]
    before = [row for row in alike if said.starts_on - BEFORE <= row.of.happened_on < said.starts_on]
    under_way = [row for row in alike if row.of.state in {State.ACTED_ON, State.FOLLOWED_UP}]
    answered = [*before[-ANSWERS_AT_MOST:], *(row for row in under_way if row not in before)]
    DecidedAction.objects.bulk_create(
        DecidedAction(deviation=row.deviation, action=action, cause=row.causes[0]) for row in answered
    )
    Deviation.objects.filter(pk__in=[row.deviation.pk for row in answered]).update(no_action_reason="")
