"""What can be found by its words: each kind with the rows that the person may see, and what is said of a row.

A new kind is a row in KINDS here, a line in indexing.py, and a call of `search.workflows.put` in the verbs of its feature.
Lex cases have none. Of reports only what is approved: a draft is in no index. Sealed texts are in sealed.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat, TruncDate
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.choices import Status
from hjulet.act.actions.models import Action, Need
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.check.indicators.models import Indicator
from hjulet.check.surveys.choices import Audience
from hjulet.check.surveys.models import Survey
from hjulet.desk.addresses import address
from hjulet.plan.cooperation.choices import Form, Shown
from hjulet.plan.cooperation.models import Cooperation
from hjulet.plan.procedures.choices import ProcessKind, RoutineKind
from hjulet.plan.procedures.models import Process, Routine, RoutineVersion
from hjulet.report.manuscripts.models import Approved, ApprovedQuerySet
from hjulet.report.reports.choices import Edition
from hjulet.report.reports.choices import Kind as ReportKind

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


def _cooperation(asked: Asked) -> QuerySet[Any]:
    found = Cooperation.objects.visible_to(asked.user, asked.today).filter(_law(asked.law))
    found = found if asked.with_old else found.shown_as(Shown.CURRENT, asked.today)
    return found.filter(_around(asked.unit, "unit__path")) if asked.unit else found


def _surveys(asked: Asked) -> QuerySet[Any] | None:
    found = Survey.objects.open_to(asked.user, asked.today)
    if asked.law:
        return None
    return found.filter(_around(asked.unit, "unit__path")) if asked.unit else found


def _reports(asked: Asked) -> QuerySet[Any] | None:
    """The internal edition, for those who read it."""
    found = Approved.objects.visible_to(asked.user, asked.today).filter(edition=Edition.INTERNAL)
    return _standing(found, asked)


def _published(asked: Asked) -> QuerySet[Any] | None:
    """The public edition, for those who do not read the internal one of the same report."""
    inside = Approved.objects.visible_to(asked.user, asked.today).filter(edition=Edition.INTERNAL)
    here = Approved.objects.published().filter(manuscript__unit__municipality=asked.user.municipality_id)
    return _standing(here.exclude(Exists(inside.filter(manuscript=OuterRef("manuscript")))), asked)


def _standing(found: ApprovedQuerySet, asked: Asked) -> QuerySet[Any] | None:
    if asked.law:
        return None
    found = found if asked.with_old else found.not_replaced()
    return found.filter(_around(asked.unit, "manuscript__unit__path")) if asked.unit else found


def _around(unit: Unit, path: str) -> Q:
    """What is the unit's own, what lies below it, and what is said of a whole that it is a part of."""
    return Q(**{f"{path}__in": _above(unit)}) | Q(**{f"{path}__startswith": unit.path})


def _law(code: str) -> Q:
    return Q(law_codes__contains=code) if code else Q()


def _above(unit: Unit) -> list[str]:
    return [*unit.paths_above(), unit.path]


def _valid_from(today: date) -> Subquery:
    versions = RoutineVersion.objects.in_force(today).filter(routine=OuterRef("pk")).order_by("-number")
    return Subquery(versions.values("valid_from")[:1], output_field=DateField())


def _open_address() -> Concat:
    """The words of a published edition's address, in order, as "/" parts them."""
    words = (
        F("manuscript__unit__municipality__slug"), F("manuscript__kind"), F("manuscript__unit__slug"),
        Cast("manuscript__year", CharField()), Cast("manuscript__number", CharField()),
    )  # fmt: skip
    parted = [part for word in words for part in (Value("/"), word)][1:]
    return Concat(*parted, output_field=CharField())


REPORT: dict[str, Any] = {
    "code": F("manuscript__kind"), "place": F("manuscript__unit__name"), "words": dict(ReportKind.choices),
    "day": lambda today: TruncDate("manuscript__approved_at"), "day_said": _("fastställd %(day)s"),
}  # fmt: skip

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
    Kind(
        "cooperation", _("Samverkan och avtal"), Verb.SEE_COOPERATION, _cooperation,
        lambda pk, slug: reverse("cooperation:detail", args=[pk]),
        code=F("form"), place=F("unit__name"), day=lambda today: F("valid_to"), words=dict(Form.choices),
        day_said=_("gäller till %(day)s"),
    ),
    Kind(
        "survey", _("Enkäter"), Verb.SEE_SURVEYS, _surveys, lambda pk, slug: reverse("surveys:detail", args=[pk]),
        code=F("audience"), place=F("unit__name"), words=dict(Audience.choices),
    ),
    Kind(
        "report", _("Fastställda rapporter"), Verb.READ_INTERNAL_REPORT, _reports,
        lambda pk, slug: reverse("manuscripts:edition", args=[pk]), **REPORT,
    ),
    Kind(
        "published", _("Publicerade rapporter"), Verb.READ_PUBLIC_REPORT, _published,
        lambda pk, slug: reverse("published:edition", args=slug.split("/")), slug=_open_address(), **REPORT,
    ),
)  # fmt: skip
BY_KEY = {kind.key: kind for kind in KINDS}
