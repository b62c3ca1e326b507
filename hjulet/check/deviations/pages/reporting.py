"""What the pages of the one who reports show: the form, the receipt, the own reports and the answers to them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjulet.base.files.models import StoredFile
from hjulet.base.files.workflows import receive
from hjulet.base.identities.models import CannotKeep
from hjulet.base.organisation.models import Municipality, Unit, UnitQuerySet
from hjulet.base.people.choices import Role
from hjulet.base.people.models import User
from hjulet.base.people.request import Request
from hjulet.base.ui import swedish
from hjulet.check.deviations import rules
from hjulet.check.deviations.choices import Door, State
from hjulet.check.deviations.forms.reporting import ReportForm, Told
from hjulet.check.deviations.models import Deviation, Draft, Message, Part, Refused
from hjulet.check.deviations.models.deviations import DeviationQuerySet
from hjulet.check.deviations.pages.neutral import neutral_text, place_in_words
from hjulet.check.deviations.workflows.reporting import Receipt, report

WORKS_AT_ONE_UNIT = frozenset({Role.STAFF, Role.MANAGER, Role.PROVIDER})
CLOSED_UNITS_FOR = timedelta(
    days=30
)  # a unit that has closed can be chosen so long, for what happened before
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
A_WEEK = 7


@dataclass(frozen=True)
class Taken:
    """What came of a sent form: a receipt, or the form again with words. `words` are about files."""

    receipt: Receipt | None = None
    words: Sequence[str] = ()
    kept: Sequence[StoredFile] = field(default=())


def units_to_report(request: Request) -> UnitQuerySet:
    """Everywhere in the own municipality. SOSFS 2011:9 5 kap. 4 §."""
    return request.visible_units().valid_during(request.today - CLOSED_UNITS_FOR, request.today)


def own_unit(user: User, day: date) -> Unit | None:
    """Where the person works, when that is one place."""
    return next((held.unit for held in user.roles_on(day) if held.role in WORKS_AT_ONE_UNIT), None)


def draft_asked_for(request: Request) -> Draft | None:
    """The one named in the address: a number of the form's own, that says nothing and opens nothing for others."""
    try:
        named = UUID(request.GET.get("utkast", ""))
    except ValueError:
        return None
    return Draft.objects.visible_to(request.user, request.today).filter(client_id=named).first()


def report_form(request: Request, kind: type[ReportForm], at: datetime) -> ReportForm:
    draft = draft_asked_for(request) if request.method != "POST" else None
    unit = own_unit(request.user, request.today)
    start: dict[str, Any] = {"unit": unit.pk if unit else None}
    if draft is not None:
        start |= {**json.loads(draft.said), "client_id": draft.client_id}
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return kind(
        data, files, initial=start, units=units_to_report(request), today=request.today, now=localtime(at)
    )


def asked(request: Request, form: ReportForm, taken: Taken) -> dict[str, Any]:
    """The form's page: what is bound to it, and the report one has begun and not sent."""
    unit = form.cleaned_data.get("unit") if form.is_bound else own_unit(request.user, request.today)
    is_new = not form.is_bound and "utkast" not in request.GET
    return {
        "form": form,
        "kept": taken.kept,
        "doubts": form.doubts,
        "on_call": unit.on_call_phone if unit else "",
        "begun": Draft.objects.visible_to(request.user, request.today).first() if is_new else None,
        "lex_report": lex_report(),
    }


def lex_report() -> str:
    """Where a missförhållande is reported at once; empty where lex Sarah is not in use."""
    try:
        return reverse("lex:start")
    except NoReverseMatch:
        return ""


def take_in(form: Told, *, door: Door, by: User | None, place: Municipality, at: datetime) -> Taken:
    """The report, or the form again with everything in it: what was typed, and the files that were good."""
    is_ready = form.is_valid() and not form.doubts
    if is_ready and Deviation.objects.filter(client_id=form.sent_as).exists():
        return Taken(_reported(form, (), door=door, by=by, at=at))  # sent twice: its files are in already
    received = receive(form.cleaned_data.get("attachments", ()), municipality=place, by=by, at=at)
    files = [*_kept(form, place, by), *received.files]
    receipt = _reported(form, files, door=door, by=by, at=at) if is_ready else None
    if receipt is None:
        form.carry_files([file.pk for file in files])
    return Taken(receipt, received.words, files)


def _reported(
    form: Any, files: Sequence[StoredFile], *, door: Door, by: User | None, at: datetime
) -> Receipt | None:
    try:
        return report(form.said().with_files(files), form.sent_as, door=door, by=by, at=at)
    except Refused as error:
        for obstacle in error.obstacles:
            form.add_error("unit" if "unit" in form.fields else None, obstacle.label)
    except CannotKeep as error:
        for fault in error.obstacles:
            form.add_error("about_number", fault.label)
    return None


def _kept(form: Told, place: Municipality, by: User | None) -> list[StoredFile]:
    numbers = form.cleaned_data.get("kept_files", [])
    return list(StoredFile.objects.kept().filter(pk__in=numbers, municipality=place, uploaded_by=by))


def own_reports(user: User, day: date) -> DeviationQuerySet:
    """What one has reported, newest first, with how many answers there are."""
    own = Deviation.objects.visible_to(user, day).filter(reported_by=user)
    answers = Count("messages", filter=Q(messages__is_from_reporter=False))
    return own.select_related("unit").annotate(answers=answers).newest_first()


def rows(found: Sequence[Deviation]) -> list[dict[str, Any]]:
    return [
        {
            "deviation": one,
            "state": state_in_words(one),
            "answers": getattr(one, "answers", 0),
            "is_done": one.state in rules.ENDED,
        }
        for one in found
    ]


def story(found: Deviation) -> dict[str, Any]:
    """The own report: what one wrote, where it stands, what has been said since."""
    part = own_part(found)
    messages = list(found.messages.select_related("written_by"))
    return {
        "deviation": found,
        "state": state_in_words(found),
        "part": part,
        "place": place_in_words(found),
        "neutral": neutral_text(found, part.what_happened, part.done_at_once) if part else "",
        "said": messages,
        "is_done": found.state in rules.ENDED,
        "promise": promise(found, localtime(found.reported_at).date()),
    }


def own_part(found: Deviation) -> Part | None:
    """The part that the report made; not what a manager wrote in another, nor what has become a lex case."""
    first = found.parts.order_by("pk").first()
    return first if first and first.moved_to_lex_at is None else None


def answers_to(found: Deviation) -> dict[str, Any]:
    """What a receipt code opens: where it stands and what has been said, not the report itself."""
    return {
        "deviation": found,
        "state": state_in_words(found),
        "said": list(Message.objects.filter(deviation=found)),
    }


def state_in_words(found: Deviation) -> str:
    """Where the report is, as the one who wrote it needs to know."""
    reader = _("avdelningschefen") if found.concerns_manager else _("chefen")
    words = {
        State.RECEIVED: _("Läses av %(reader)s") % {"reader": reader},
        State.ACTED_ON: _("Åtgärdas"),
        State.FOLLOWED_UP: _("Åtgärderna följs upp"),
        State.CLOSED: _("Klar"),
        State.NOT_A_DEVIATION: _("Klar"),
        State.DUPLICATE: _("Utreds ihop med en annan rapport"),
    }
    said = words.get(State(found.state), _("Utreds"))
    is_answered = getattr(found, "answers", 0) > 0
    return _("Klar – läs svaret") if found.state in rules.ENDED and is_answered else said


def thanks(found: Deviation) -> dict[str, str]:
    """'Tack. Rapporten är mottagen 02.14.' 'Enhetschefen läser den senast i morgon, och du får svar senast fredag.'"""
    at = localtime(found.reported_at)
    received = _("Tack. Rapporten är mottagen %(time)s.") % {"time": f"{at:%H.%M}"}
    return {"thanks": received, "promise": promise(found, at.date())}


def promise(found: Deviation, today: date) -> str:
    """Who reads it, and when one is answered: the municipality's own deadlines."""
    said = {"read": soon(found.judge_by, today), "answered": soon(found.investigate_by, today)}
    if found.concerns_manager:
        return (
            _("Avdelningschefen och SAS läser den senast %(read)s, och du får svar senast %(answered)s.")
            % said
        )
    return _("Enhetschefen läser den senast %(read)s, och du får svar senast %(answered)s.") % said


def soon(day: date, today: date) -> str:
    """'i dag', 'i morgon', 'fredag', and from a week ahead 'fredag 4 december'."""
    ahead = (day - today).days
    if ahead in {0, 1}:
        return _("i dag") if ahead == 0 else _("i morgon")
    weekday = WEEKDAYS[day.weekday()]
    if 0 < ahead < A_WEEK:
        return weekday
    return f"{weekday} {day.day} {swedish.MONTHS[day.month - 1]}"


def grouped(code: str) -> str:
    """Sixteen digits as one reads them aloud: '1234 5678 9012 3456'."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
