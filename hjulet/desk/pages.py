"""What waits for the one who signs in today. Everything is asked once, whatever the number of rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from hjulet.act.actions.choices import Shown
from hjulet.act.actions.models import Action, Need
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, units_visible_to
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.base.sources.models import Document
from hjulet.base.ui import swedish
from hjulet.check.indicators.models import Indicator
from hjulet.desk.addresses import address
from hjulet.desk.waiting.actions import own_action
from hjulet.desk.waiting.features import of_features
from hjulet.desk.waiting.rows import SOON, About, Waiting
from hjulet.plan.steering.models import SelfAssessment
from hjulet.plan.steering.pages import rated_units
from hjulet.plan.steering.rules import AreaStatus, latest_ratings

SHORTCUTS = (
    (gettext_lazy("Läs rapporterna"), "reports:list", Verb.READ_PUBLIC_REPORT),
    (gettext_lazy("Personer och roller"), "people:list", Verb.SEE_PEOPLE),
    (gettext_lazy("Läs in enheter"), "organisation:import", Verb.CHANGE_ORGANISATION),
    (gettext_lazy("Logg"), "log:list", Verb.SEE_LOG),
)


@dataclass(frozen=True)
class Around:
    """What the start page stands on: the counts and rows this person may see today."""

    user: User
    today: date
    sees_actions: bool
    sees_steering: bool
    sees_figures: bool
    decides: bool
    rates: bool
    own: Sequence[Action]  # open, due within a week or late
    counts: dict[str, int]
    without_owner: int
    unanswered_needs: int
    areas: Sequence[AreaStatus]
    indicators: int
    features: Sequence[Waiting]  # what waits for me, feature by feature

    @property
    def handles(self) -> bool:
        return may(self.user, Verb.SEE_DEVIATIONS, self.today)

    def about(self, what: About) -> int:
        """How many of the rows are about that."""
        return sum(one.about == what for one in self.features)

    @property
    def unrated(self) -> int:
        """Areas without a rating of their own this year."""
        return sum(area.year != self.today.year for area in self.areas)


def look_around(request: Request) -> Around:
    user, today = request.user, request.today
    actions = Action.objects.open_to(user, today)
    sees_figures = may(user, Verb.SEE_FIGURES, today)
    without_owner, unanswered_needs, indicators = _amounts(user, today)
    return Around(
        user=user,
        today=today,
        sees_actions=may(user, Verb.SEE_ACTIONS, today),
        sees_steering=may(user, Verb.SEE_STEERING, today),
        sees_figures=sees_figures,
        decides=may(user, Verb.DECIDE_ACTION, today),
        rates=may(user, Verb.RATE_AREA, today),
        own=list(actions.open().filter(owner=user, due_on__lte=today + SOON).order_by("due_on", "pk")),
        counts=actions.counted(today),
        without_owner=without_owner,
        unanswered_needs=unanswered_needs,
        areas=_areas(user, today),
        indicators=indicators if sees_figures else 0,
        features=of_features(user, today),
    )


def _amounts(user: User, today: date) -> tuple[int, int, int]:
    """Actions without owner and needs without action where I decide, and measures: counted in one question."""
    asked = (
        Action.objects.open_to(user, today, Verb.DECIDE_ACTION).without_owner(),
        Need.objects.open_to(user, today, Verb.DECIDE_ACTION).filter(actions=None),
        Indicator.objects.visible_to(user, today),
    )
    counts = (Coalesce(Subquery(_counted(rows)), 0) for rows in asked)
    found: tuple[int, int, int] = User.objects.filter(pk=user.pk).values_list(*counts)[0]
    return found


def _counted(rows: QuerySet[Any]) -> QuerySet[Any]:
    together = rows.order_by().annotate(of_all=Value(1)).values("of_all")
    counted: QuerySet[Any] = together.annotate(n=Count("pk")).values("n")
    return counted


def waiting(around: Around) -> list[Waiting]:
    """What waits for me, what is late first. Empty is good."""
    found = [own_action(action, around.today) for action in around.own]
    return sorted([*found, *around.features, *_of_the_role(around)], key=lambda one: one.order)


def shortcuts(around: Around) -> list[tuple[str, str]]:
    """For those who do not work with actions: where their role works. The others have the wheel."""
    if around.sees_actions:
        return []
    user, today = around.user, around.today
    found = [(str(title), address(name)) for title, name, verb in SHORTCUTS if may(user, verb, today)]
    return [(title, href) for title, href in found if href]


def documents(municipality: Municipality) -> QuerySet[Document]:
    """What the municipality's figures are read from, newest first."""
    return Document.objects.filter(municipality=municipality).order_by("-year", "title")


def _of_the_role(around: Around) -> list[Waiting]:
    found = []
    if around.decides and around.without_owner:
        text = ngettext(
            "%(n)s åtgärd saknar ansvarig", "%(n)s åtgärder saknar ansvarig", around.without_owner
        )
        href = f"{reverse('actions:list')}?status={Shown.NO_OWNER}"
        found.append(Waiting(text % {"n": swedish.number(around.without_owner)}, href, minutes=5))
    if around.decides and around.unanswered_needs:
        text = ngettext(
            "%(n)s behov har ingen åtgärd", "%(n)s behov har ingen åtgärd", around.unanswered_needs
        )
        found.append(
            Waiting(
                text % {"n": swedish.number(around.unanswered_needs)}, reverse("actions:needs"), minutes=5
            )
        )
    if around.rates and around.unrated:
        text = ngettext(
            "%(n)s område är inte skattat %(year)s", "%(n)s områden är inte skattade %(year)s", around.unrated
        )
        said = {"n": around.unrated, "year": around.today.year}
        found.append(Waiting(text % said, reverse("steering:overview"), minutes=10))
    return found


def _areas(user: User, today: date) -> list[AreaStatus]:
    """The self-assessment of the sector that has one."""
    sector = rated_units(units_visible_to(user, today)).first()
    if sector is None:
        return []
    rated = SelfAssessment.objects.visible_to(user, today).latest_until(sector, today.year)
    return latest_ratings(rated, today.year)
