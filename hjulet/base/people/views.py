"""Pages about people: my account, who has access, and the list that changes it."""

from allauth.account.utils import perform_login
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hjulet.base.people import workflows
from hjulet.base.people.choices import Role, Verb
from hjulet.base.people.forms import AbsenceForm, ApplyImportForm, FilterForm, ImportForm
from hjulet.base.people.models import Absence, User
from hjulet.base.people.request import Request
from hjulet.base.people.roles import TABLE, may, named, units_given_roles_by, verbs_of
from hjulet.base.people.second_step import has_second_step, with_second_step

PAGE = 50
SALT = "people.import"


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    """Allauth's page; in the demonstration also a list of whom one may try it as."""
    demonstrations = workflows.demonstrations(timezone.localdate()) if settings.DEMO else []
    page: HttpResponse = LoginView.as_view(extra_context={"demonstrations": demonstrations})(request)
    return page


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    number = request.POST.get("user", "")
    user = get_object_or_404(workflows.demonstration_users(), pk=number if number.isdecimal() else 0)
    answer: HttpResponse = perform_login(request, user)
    return answer


@require_safe
def me(request: Request) -> HttpResponse:
    roles = request.user.roles_on(request.today)
    context = {
        "roles": roles,
        "verbs": verbs_of({holding.role for holding in roles}),
        "has_second_step": has_second_step(request.user),
        "absences": request.user.absences.not_over(request.today).select_related("substitute"),
    }
    return render(request, "people/me.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def absence(request: Request) -> HttpResponse:
    form = AbsenceForm(request.POST or None, user=request.user, today=request.today)
    if request.method == "POST" and form.is_valid():
        Absence(user=request.user, **form.cleaned_data).plan(by=request.user, at=timezone.now())
        messages.success(request, _("Frånvaron är sparad. Ersättaren får dina påminnelser först."))
        return redirect("people:me")
    return render(request, "people/absence.html", {"form": form})


@require_POST
def cancel_absence(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Absence.objects.visible_to(request.user), pk=pk)
    found.cancel(by=request.user, at=timezone.now())
    messages.success(request, _("Frånvaron är borttagen."))
    return redirect("people:me")


@require_safe
def people(request: Request) -> HttpResponse:
    if not may(request.user, Verb.SEE_PEOPLE, request.today):
        raise PermissionDenied
    form = FilterForm(request.GET)
    users = with_second_step(
        User.objects.visible_to(request.user, request.today)
        .named(form.asked("who"))
        .holding(form.asked("role"), request.today)
        .after(*form.after())
        .with_roles_on(request.today)
    )
    shown = list(users.order_by("name", "pk")[: PAGE + 1])
    context = {
        "form": form,
        "people": shown[:PAGE],
        "next": f"{shown[PAGE - 1].pk} {shown[PAGE - 1].name}" if len(shown) > PAGE else "",
        "may_change": may(request.user, Verb.CHANGE_PEOPLE, request.today),
    }
    return render(request, "people/list.html", context)


@require_safe
def person(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(User.objects.visible_to(request.user, request.today), pk=pk)
    if not may(request.user, Verb.SEE_PEOPLE, request.today):
        raise PermissionDenied
    held = found.roles_on(request.today)
    context = {
        "person": found,
        "roles": found.roles.select_related("unit").order_by("-starts_on", "-pk"),
        "verbs": verbs_of({holding.role for holding in held}),
        "has_access": bool(held),
        "has_second_step": has_second_step(found),
        "absences": found.absences.not_over(request.today).select_related("substitute"),
        "may_change": may(request.user, Verb.CHANGE_PEOPLE, request.today),
    }
    return render(request, "people/detail.html", context)


@require_POST
def end_sessions(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(User.objects.visible_to(request.user, request.today), pk=pk)
    if not may(request.user, Verb.CHANGE_PEOPLE, request.today):
        raise PermissionDenied
    workflows.end_sessions(found, by=request.user, at=timezone.now())
    messages.success(request, _("Alla inloggningar för %(name)s är avslutade.") % {"name": found.name})
    return redirect("people:detail", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def import_people(request: Request) -> HttpResponse:
    """Step one: a file. Step two: what it would change. Step three: yes."""
    if not may(request.user, Verb.CHANGE_PEOPLE, request.today):
        raise PermissionDenied
    if "signed" in request.POST:
        return _apply_import(request)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if not form.is_valid():
        return render(request, "people/import.html", {"form": form, "roles": Role.labels})
    return _preview(request, form.cleaned_data["file"], is_complete=form.cleaned_data["is_complete"])


def _preview(request: Request, content: bytes, *, is_complete: bool) -> HttpResponse:
    plan = _import_of(request, content, is_complete=is_complete).plan()
    signed = signing.dumps(
        [content.decode("latin-1"), is_complete, request.user.pk], salt=SALT, compress=True
    )
    form = ApplyImportForm(initial={"signed": signed, "seen": plan.digest})
    return render(request, "people/import_preview.html", {"plan": plan, "form": form})


def _apply_import(request: Request) -> HttpResponse:
    try:
        text, is_complete, who = signing.loads(request.POST["signed"], salt=SALT, max_age=60 * 60)
    except signing.BadSignature:
        messages.error(request, _("Förhandsvisningen är för gammal. Inget är sparat. Välj filen igen."))
        return redirect("people:import")
    if who != request.user.pk:
        raise PermissionDenied
    content = text.encode("latin-1")
    try:
        staff = _import_of(request, content, is_complete=is_complete)
        staff.apply(by=request.user, at=timezone.now(), seen=request.POST.get("seen", "-"))
    except (workflows.PlanHasChanged, workflows.CannotImport):
        messages.warning(request, _("Något har ändrats sedan du tittade. Inget är sparat. Se efter igen."))
        return _preview(request, content, is_complete=is_complete)
    messages.success(request, _("Personer och roller är uppdaterade."))
    return redirect("people:list")


def _import_of(request: Request, content: bytes, *, is_complete: bool) -> workflows.StaffImport:
    units = units_given_roles_by(request.user, request.today)
    return workflows.StaffImport(content, request.municipality, units, request.today, is_complete)


@require_safe
def access_table(request: Request) -> HttpResponse:
    """Who may do what: the table of roles.py, word for word. No secret: everyone may know the rules."""
    rows = [(verb, named(roles)) for verb, roles in TABLE.items()]
    return render(request, "people/access_table.html", {"rows": rows})
