"""What can be found by its words: each kind with the rows that the person may see, and what is said of a row.

A new kind is a row in KINDS here, a line in indexing.py, and a call of `search.workflows.put` in the verbs of its feature.
Lex cases have none. Sealed texts are in sealed.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.choices import Status
from hjulet.act.actions.models import Action, Need
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.check.indicators.models import Indicator
from hjulet.desk.addresses import address
from hjulet.plan.procedures.choices import ProcessKind, RoutineKind
from hjulet.plan.procedures.models import Process, Routine, RoutineVersion

NOTHING = Value("", output_field=CharField())
NO_DAY = Value(None, output_field=DateField())


@dataclass(frozen=True)
class Asked:
    """Who asks, and what the sentence above the answers says."""

    user: User
    today: date
    words: str = ""
    kind: str = ""
    unit: Unit | None = None
    law: str = ""
    with_old: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of text. `verb` opens it; None is for all who are signed in. The expressions say what stands under a hit."""

    key: str
    title: str | Promise
    verb: Verb | None
    rows: Callable[[Asked], QuerySet[Any] | None]  # none when the sentence rules them out
    href: Callable[[int, str], str]
    code: Any = NOTHING
    place: Any = NOTHING
    slug: Any = NOTHING
    day: Callable[[date], Any] = field(default=lambda today: NO_DAY)
    words: Mapping[str, str | Promise] = field(default_factory=dict)  # of `code`
    day_said: str | Promise = ""  # "gäller från %(day)s"
    no_day_said: str | Promise = ""


def _routines(asked: Asked) -> QuerySet[Any]:
    found = Routine.objects.visible_to(asked.user, asked.today)
    found = found if asked.with_old else found.in_use().in_force(asked.today)
    if asked.unit:
        found = found.holding_at(asked.unit)
    return found.filter(_law(asked.law))


def _processes(asked: Asked) -> QuerySet[Any]:
    found = Process.objects.visible_to(asked.user, asked.today).filter(_law(asked.law))
    if not asked.with_old:
        found = found.filter(Q(ended_on=None) | Q(ended_on__gt=asked.today))
    return found.filter(unit__path__in=_above(asked.unit)) if asked.unit else found


def _actions(asked: Asked) -> QuerySet[Any] | None:
    found = Action.objects.open_to(asked.user, asked.today)
    return None if asked.law else found.below(asked.unit) if asked.unit else found


def _needs(asked: Asked) -> QuerySet[Any] | None:
    found = Need.objects.open_to(asked.user, asked.today)
    return None if asked.law else found.below(asked.unit) if asked.unit else found


def _indicators(asked: Asked) -> QuerySet[Any] | None:
    return None if asked.law or asked.unit else Indicator.objects.visible_to(asked.user, asked.today)


def _law(code: str) -> Q:
    return Q(law_codes__contains=code) if code else Q()


def _above(unit: Unit) -> list[str]:
    return [*unit.paths_above(), unit.path]


def _valid_from(today: date) -> Subquery:
    versions = RoutineVersion.objects.in_force(today).filter(routine=OuterRef("pk")).order_by("-number")
    return Subquery(versions.values("valid_from")[:1], output_field=DateField())


KINDS = (
    Kind(
        "routine", _("Rutiner och dokument"), Verb.SEE_ROUTINES, _routines,
        lambda pk, slug: address("procedures:routine", pk),
        code=F("kind"), place=F("unit__name"), day=_valid_from, words=dict(RoutineKind.choices),
        day_said=_("gäller från %(day)s"), no_day_said=_("gäller inte längre"),
    ),
    Kind(
        "process", _("Processer"), Verb.SEE_ROUTINES, _processes,
        lambda pk, slug: address("procedures:process", pk),
        code=F("kind"), place=F("unit__name"), words=dict(ProcessKind.choices),
    ),
    Kind(
        "action", _("Åtgärder"), Verb.SEE_ACTIONS, _actions,
        lambda pk, slug: reverse("actions:detail", args=[pk]),
        code=F("status"), place=F("unit__name"), day=lambda today: F("due_on"), words=dict(Status.choices),
        day_said=_("klar senast %(day)s"),
    ),
    Kind(
        "need", _("Behov"), Verb.SEE_ACTIONS, _needs, lambda pk, slug: reverse("actions:need", args=[pk]),
        code=Cast("year", CharField()), place=F("unit__name"),
    ),
    Kind(
        "indicator", _("Mått"), Verb.SEE_FIGURES, _indicators,
        lambda pk, slug: reverse("indicators:detail", args=[slug]), place=F("subject"), slug=F("slug"),
    ),
)  # fmt: skip
BY_KEY = {kind.key: kind for kind in KINDS}
