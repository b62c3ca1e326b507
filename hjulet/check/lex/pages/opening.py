"""What opening a case needs beside its form: the deviation it comes from, the person it is about, the files."""

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from hjulet.base.files.workflows import receive
from hjulet.base.identities.models import CannotKeep, Identity
from hjulet.base.people.models import User
from hjulet.check.deviations.access import may_handle_part
from hjulet.check.deviations.models import Deviation, Part
from hjulet.check.lex.choices import Kind
from hjulet.check.lex.forms.opening import ReceiveForm, ReportForm
from hjulet.check.lex.models import LexCase
from hjulet.check.lex.models.cases import LAW_OF
from hjulet.check.lex.workflows.opening import start_directly


def kinds_of(deviation: Deviation, user: User, day: date) -> list[Kind]:
    """Which laws the user may open a case by: those of the parts that are the user's to handle."""
    parts = Part.objects.visible_to(user, day).of(deviation).select_related("deviation__unit")
    laws = {part.law for part in parts if may_handle_part(user, part, day)}
    return [kind for kind, law in LAW_OF.items() if law in laws]


def report(form: ReportForm, *, by: User, at: datetime) -> tuple[LexCase | None, list[str]]:
    """The case, and what could not be kept of it in words. No case: the form says why. Raises Refused."""
    values = form.cleaned_data
    with transaction.atomic():
        try:
            identity = _kept(form, by=by, at=at)
        except CannotKeep as error:
            for obstacle in error.obstacles:
                form.add_error("about_number", obstacle.label)
            return None, []
        received = receive(values["attachments"], municipality=by.municipality, by=by, at=at)
        said = form.said(received.files, identity)
        came = form.received_at if isinstance(form, ReceiveForm) else None
        case = start_directly(said, values["token"] or uuid4(), by=by, at=at, received_at=came)
    return case, received.words


def _kept(form: ReportForm, *, by: User, at: datetime) -> Identity | None:
    name, number = form.cleaned_data["about_name"], form.cleaned_data["about_number"]
    if not name.strip() and not number.strip():
        return None
    return Identity.keep(name, number, municipality=by.municipality, is_protected=False, by=by, at=at)
