"""A municipality's own tables in its reports: typed, pasted or read from a file, looked at, kept."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import reached_by
from hjulet.base.people.request import Request
from hjulet.base.people.roles import TABLE
from hjulet.report.reports import pages
from hjulet.report.reports.choices import Kind
from hjulet.report.reports.forms import TableForm
from hjulet.report.reports.models import OwnTable
from hjulet.report.reports.views.frames import kind_of, must_write
from hjulet.report.reports.workflows import tables as workflows
from hjulet.report.reports.workflows.tables import SomebodyWasFaster


@require_safe
def tables(request: Request, kind: str) -> HttpResponse:
    wanted = kind_of(kind)
    must_write(request)
    found = OwnTable.objects.visible_to(request.user, request.today).filter(kind=wanted)
    rows = list(found.select_related("unit", "changed_by"))
    context = {
        "kind": wanted,
        "standing": [row for row in rows if row.removed_at is None],
        "removed": [row for row in rows if row.removed_at is not None],
    }
    return render(request, "reports/tables.html", context)


def create(request: Request, kind: str) -> HttpResponse:
    wanted = kind_of(kind)
    must_write(request)
    form = _form(request, wanted, initial=pages.new_table(request.today.year - 1))
    if _is_to_keep(request, form):
        said = form.said | {"kind": wanted}
        workflows.add_table(said, form.cleaned_data["token"], by=request.user, at=timezone.now())
        messages.success(request, _("Tabellen är sparad. Den står i sitt kapitel inom fem minuter."))
        return redirect("reports:tables", wanted)
    return _page(request, wanted, form, None)


def change(request: Request, pk: int) -> HttpResponse:
    found = _table(request, pk)
    kind = Kind(found.kind)
    form = _form(request, kind, initial=pages.table_initial(found))
    if _is_to_keep(request, form):
        revision = form.cleaned_data["revision"] or 0
        try:
            workflows.change_table(found, form.said, revision=revision, by=request.user, at=timezone.now())
        except SomebodyWasFaster:
            return _page(request, kind, form, _table(request, pk), is_overtaken=True)
        messages.success(request, _("Tabellen är sparad. Det som stod där förut finns kvar."))
        return redirect("reports:tables", kind)
    return _page(request, kind, form, found)


@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    found = _table(request, pk)
    workflows.remove_table(found, by=request.user, at=timezone.now())
    messages.success(request, _("Tabellen är borttagen ur rapporten. Den går att ta tillbaka."))
    return redirect("reports:tables", found.kind)


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    found = _table(request, pk)
    workflows.restore_table(found, by=request.user, at=timezone.now())
    messages.success(request, _("Tabellen är tillbaka."))
    return redirect("reports:tables", found.kind)


def _table(request: Request, pk: int) -> OwnTable:
    seen = OwnTable.objects.visible_to(request.user, request.today)
    return get_object_or_404(seen.select_related("unit__municipality", "changed_by"), pk=pk)


def _form(request: Request, kind: Kind, *, initial: dict[str, object]) -> TableForm:
    is_posted = request.method == "POST"
    reached = reached_by(request.user, request.today, *TABLE[Verb.WRITE_REPORT])
    frame = next(iter(pages.versions(request.municipality, kind)), None)
    template = pages.template(request.municipality, kind, request.today.year - 1)
    return TableForm(
        request.POST if is_posted else None,
        request.FILES if is_posted else None,
        units=request.visible_units().filter(reached),
        chapters=pages.chapter_choices(template, frame.plan if frame else ()),
        this_year=request.today.year,
        initial=initial,
    )


def _is_to_keep(request: Request, form: TableForm) -> bool:
    return form.is_valid() and request.POST.get("do") != "preview"


def _page(
    request: Request, kind: Kind, form: TableForm, table: OwnTable | None, *, is_overtaken: bool = False
) -> HttpResponse:
    """What was typed stays in its boxes; a file's cells stand in the box, for a file cannot be kept in a form."""
    is_drawn = form.is_bound and form.is_valid()
    if is_drawn:
        form.hold(table.revision if table and is_overtaken else None)
    context = {
        "kind": kind,
        "form": form,
        "table": table,
        "is_overtaken": is_overtaken,
        "inside": pages.drawn(form.drawn, is_public=False) if is_drawn else "",
        "outside": pages.drawn(form.drawn, is_public=True) if is_drawn else "",
        "theirs": pages.drawn_table(table) if table and is_overtaken else "",
    }
    return render(request, "reports/table.html", context)
