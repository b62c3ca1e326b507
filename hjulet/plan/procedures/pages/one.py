"""The page of one version: the document, what is known about it, and what this person may do with it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.base.ui import swedish
from hjulet.plan.procedures import rules
from hjulet.plan.procedures.access import may_approve, may_write
from hjulet.plan.procedures.choices import Obstacle, State
from hjulet.plan.procedures.forms.routines import GoThroughForm, ReasonForm
from hjulet.plan.procedures.models import Activity, RoutineVersion
from hjulet.plan.procedures.pages.reading import document, signed_in
from hjulet.plan.procedures.pages.routines import TAGS
from hjulet.plan.procedures.workflows.reviewing import obstacles_to_approving

FRESH = timedelta(days=14)  # so long a version is new, and its button for sending out stands first


@dataclass(frozen=True)
class Listed:
    """A version in the list beside the document."""

    version: RoutineVersion
    tag: str
    is_here: bool


@dataclass(frozen=True)
class May:
    """What this person may do with it today."""

    write: bool
    approve: bool
    go_on_writing: bool  # the open version is this one
    begin_next: bool
    go_through: bool
    send_out: bool  # to be read: the page for it lies above this feature


def page(version: RoutineVersion, user: User, today: date) -> dict[str, Any]:
    routine = version.routine
    seen = RoutineVersion.objects.visible_to(user, today).filter(routine=routine).order_by("-number")
    versions = list(seen.select_related("approved_by").defer("how", "who", "file_text"))
    is_current = version.is_in_force(today)
    allowed = _may(version, versions, user, today, is_current=is_current)
    return {
        "version": version,
        "routine": routine,
        "document": document(version, signed_in(user, today)),
        "tag": TAGS[State(version.state)],
        "versions": [Listed(one, TAGS[State(one.state)], one.pk == version.pk) for one in versions],
        "is_current": is_current,
        "is_fresh": version.approved_at is not None and localtime(version.approved_at).date() > today - FRESH,
        "standing": _standing(version, versions, today),
        "current": next((one for one in versions if one.is_in_force(today)), None),
        "facts": facts(version),
        "activities": Activity.objects.filter(routines=routine)
        .select_related("process")
        .order_by("process", "position"),
        "prompted_by": version.prompted_by.all().open_to(user, today),
        "may": allowed,
        "obstacles": obstacles(version) if allowed.write and version.is_open else [],
        "is_overdue": bool(is_current and version.review_by and version.review_by < today),
        "go_through_form": GoThroughForm(initial=_next(version, today)) if allowed.go_through else None,
        "reason_form": ReasonForm(),
        "last_review": version.reviews.select_related("reviewed_by").first() if is_current else None,
    }


def obstacles(version: RoutineVersion) -> list[Obstacle]:
    """What is missing before it can be approved."""
    return obstacles_to_approving(version)


def _may(
    version: RoutineVersion, versions: list[RoutineVersion], user: User, today: date, *, is_current: bool
) -> May:
    routine = version.routine
    writes = may_write(user, routine, today) and routine.archived_at is None
    is_written = any(one.is_open for one in versions)
    return May(
        write=writes,
        approve=may_approve(user, routine, today) and routine.archived_at is None,
        go_on_writing=writes and version.is_open,
        begin_next=writes and not is_written,
        go_through=writes and is_current,
        send_out=_may_send_out(version, user, today),
    )


def _may_send_out(version: RoutineVersion, user: User, today: date) -> bool:
    """An approved version that holds or is to hold, by its owner and by those who send out what is to be read."""
    if version.state != State.APPROVED or (version.ended_on is not None and version.ended_on <= today):
        return False
    return version.routine.owner_id == user.pk or may(user, Verb.SEND_READING, today)


def _next(version: RoutineVersion, today: date) -> dict[str, Any]:
    return {"next_on": rules.months_on(today, version.routine.review_months), "number": version.number}


def _standing(version: RoutineVersion, versions: list[RoutineVersion], today: date) -> str:
    """One sentence when this is not what holds today."""
    current = next((one for one in versions if one.is_in_force(today)), None)
    if version.is_open:
        return _("Det här är ett utkast. Det gäller inte än.")
    if version.is_in_force(today):
        return ""
    if (
        version.valid_from
        and version.valid_from > today
        and (version.ended_on is None or version.ended_on > version.valid_from)
    ):
        return _("Den här versionen börjar gälla %(day)s.") % {"day": swedish.day(version.valid_from)}
    if current:
        return _("Det här är en äldre version. Den gäller inte längre.")
    return _("Dokumentet gäller inte längre.") if version.approved_at else _("Utkastet lades undan.")


def facts(version: RoutineVersion, *, is_open: bool = False) -> list[tuple[str, str]]:
    """What stands in the foot of the page and of the paper; without names where anyone may read."""
    routine = version.routine
    units = ", ".join(unit.name for unit in routine.units.all())
    said = [
        (_("Nummer"), f"{routine.number}"),
        (_("Version"), f"{version.number}"),
        (_("Dokumentansvarig"), routine.owner.name if routine.owner else _("ingen")),
        (_("Fastställd av"), version.approved_by.name if version.approved_by else version.approved_by_said),
        (_("Fastställd"), swedish.day(version.approved_at) if version.approved_at else ""),
        (_("Gäller från"), swedish.day(version.valid_from) if version.valid_from else ""),
        (_("Gällde till"), swedish.day(version.ended_on) if version.ended_on else ""),
        (
            _("Gås igenom senast"),
            swedish.day(version.review_by) if version.review_by and not version.ended_on else "",
        ),
        (_("Hör till"), routine.unit.name),
        (_("Gäller för"), units or _("hela %(unit)s") % {"unit": routine.unit.name}),
        (_("För rollerna"), ", ".join(str(role.label) for role in routine.roles) or _("alla")),
        (_("Lagområden"), ", ".join(str(area.label) for area in routine.law_areas)),
    ]
    names = {_("Dokumentansvarig"), _("Fastställd av")} if is_open else set()
    return [(str(word), str(value)) for word, value in said if value and word not in names]
