"""The list of workplace meetings, and one of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.safestring import mark_safe

from hjulet.base.organisation.models import UnitQuerySet
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.ui.swedish import MONTHS
from hjulet.do.participation import rules
from hjulet.do.participation.models import Meeting
from hjulet.do.participation.pages.reaching import units_with

SHOWN = 40


def named(month: date) -> str:
    """'november 2026'."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def units_seen(request: Request) -> UnitQuerySet:
    return units_with(request.user, request.today, Verb.SEE_MEETINGS)


def meetings_page(request: Request) -> dict[str, Any]:
    user, today = request.user, request.today
    seen = Meeting.objects.visible_to(user, today).select_related("unit").defer("contents")
    rows = list(seen.order_by("-month", "unit__path")[:SHOWN])
    month = rules.first_of(today)
    made = {row.unit_id for row in rows if row.month == month}
    to_make = [unit for unit in units_with(user, today, Verb.HOLD_MEETING) if unit.pk not in made]
    return {
        "rows": [(row, named(row.month)) for row in rows],
        "to_make": to_make,
        "units": list(units_seen(request)),
        "month": named(month),
    }


def meeting_page(meeting: Meeting) -> dict[str, Any]:
    pack = dict(meeting.contents)
    chart = pack.get("chart")
    if chart:
        wide, narrow = chart["wide"], chart["narrow"]
        pack["chart"] = {**chart, "wide": mark_safe(wide), "narrow": mark_safe(narrow)}  # noqa: S308 - our own drawing, its words cleaned when it was drawn
    first, last = (date.fromisoformat(day) for day in pack["period"])
    return {
        "meeting": meeting,
        "month": named(meeting.month),
        "pack": pack,
        "made_on": date.fromisoformat(pack["made_on"]),
        "first": first,
        "last": last,
        "decisions": list(meeting.actions.select_related("owner")),
    }
