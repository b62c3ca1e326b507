"""Courses, their tests and sessions, and what people have done."""

from uuid import uuid4

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.base.ui.swedish import day
from hjulet.do.participation.choices import How
from hjulet.do.participation.forms import carry
from hjulet.do.participation.forms.training import (
    ConfirmForm,
    CourseForm,
    PeopleForm,
    QuestionForm,
    RequireForm,
    SessionForm,
    TestForm,
)
from hjulet.do.participation.models import (
    Attempt,
    Completion,
    Course,
    CourseSession,
    Requirement,
    TestQuestion,
)
from hjulet.do.participation.pages import training as pages
from hjulet.do.participation.pages.reaching import units_with
from hjulet.do.participation.render.diploma import diploma_of
from hjulet.do.participation.render.files import pdf_answer
from hjulet.do.participation.views.reach import (
    add_obstacles,
    form_page,
    must,
    posted,
    tell_obstacles,
    token_of,
)
from hjulet.do.participation.workflows import training as work


@require_safe
def courses(request: Request) -> HttpResponse:
    must(request, Verb.TAKE_PART)
    return render(request, "participation/courses.html", pages.overview(request))


@require_safe
def course(request: Request, pk: int) -> HttpResponse:
    found = _course(request, pk)
    may_keep = may(request.user, Verb.KEEP_TRAINING, request.today, at=found.unit)
    return render(request, "participation/course.html", pages.course_page(request, found, may_keep=may_keep))


def create_course(request: Request) -> HttpResponse:
    must(request, Verb.KEEP_TRAINING)
    units = units_with(request.user, request.today, Verb.KEEP_TRAINING)
    form = CourseForm(posted(request), initial={"token": uuid4()}, units=units)
    if form.is_valid():
        made = work.create_course(form.said, token_of(form), by=request.user, at=timezone.now())
        messages.success(
            request, _("Kursen är sparad. Lägg till frågor, kurstillfällen och vilka som ska gå den.")
        )
        return redirect(made)
    return form_page(
        request, form, title=_("Ny kurs"), button=_("Spara kursen"), back=reverse("participation:courses"),
        back_title=_("Utbildning"),
    )  # fmt: skip


def edit_course(request: Request, pk: int) -> HttpResponse:
    found = _course(request, pk, Verb.KEEP_TRAINING)
    names = ("title", "description", "link", "unit", "minutes", "valid_months", "pass_mark", "revision")
    units = units_with(request.user, request.today, Verb.KEEP_TRAINING)
    form = CourseForm(posted(request), initial={name: getattr(found, name) for name in names}, units=units)
    newer = ""
    if form.is_valid():
        revision = form.cleaned_data["revision"] or 0
        try:
            work.rewrite_course(found, form.said, revision=revision, by=request.user, at=timezone.now())
        except work.SomebodyWasFaster:
            newer = _("Kursen heter nu ”%(title)s” och tar %(minutes)s minuter.") % vars(found)
            carry(form, "revision", found.revision)
        else:
            messages.success(request, _("Ändringen är sparad."))
            return redirect(found)
    return _about(request, form, found, _("Ändra kursen"), _("Spara"), newer=newer)


@require_POST
def end_course(request: Request, pk: int) -> HttpResponse:
    found = _course(request, pk, Verb.KEEP_TRAINING)
    found.end(request.today, by=request.user, at=timezone.now())
    messages.success(request, _("Kursen används inte längre. Det som är gjort står kvar."))
    return redirect("participation:courses")


def question(request: Request, pk: int, question: int | None = None) -> HttpResponse:
    found = _course(request, pk, Verb.KEEP_TRAINING)
    seen = TestQuestion.objects.visible_to(request.user, request.today)
    row = get_object_or_404(seen.filter(course=found), pk=question) if question is not None else None
    start = {"text": row.text, "options": row.lines, "explanation": row.explanation} if row else {}
    form = QuestionForm(posted(request), initial=start)
    if form.is_valid():
        try:
            work.write_question(found, form.said, row, by=request.user, at=timezone.now())
        except work.CannotUseCourse as error:
            add_obstacles(form, error.obstacles)
        else:
            messages.success(request, _("Frågan är sparad."))
            return redirect(f"{found.get_absolute_url()}#prov")
    return _about(request, form, found, _("Ändra frågan") if row else _("Ny fråga"), _("Spara frågan"))


@require_POST
def remove_question(request: Request, pk: int, question: int) -> HttpResponse:
    found = _course(request, pk, Verb.KEEP_TRAINING)
    seen = TestQuestion.objects.visible_to(request.user, request.today).filter(course=found)
    work.remove_question(get_object_or_404(seen, pk=question), by=request.user, at=timezone.now())
    messages.success(request, _("Frågan är borttagen."))
    return redirect(f"{found.get_absolute_url()}#prov")


def test(request: Request, pk: int) -> HttpResponse:
    """The test itself: what was answered stays in the form when something is missing."""
    found = _course(request, pk, Verb.TAKE_PART)
    questions = list(found.questions.all())
    form = TestForm(posted(request), initial={"token": uuid4()}, questions=questions)
    if form.is_valid():
        try:
            attempt = work.answer_test(
                found, form.answers, token_of(form), by=request.user, at=timezone.now()
            )
        except work.CannotUseCourse as error:
            add_obstacles(form, error.obstacles)
        else:
            return redirect("participation:attempt", pk=attempt.pk)
    return render(request, "participation/test.html", {"form": form, "course": found, "questions": questions})


@require_safe
def attempt(request: Request, pk: int) -> HttpResponse:
    """How a try went, for the one who made it; to anybody else it does not exist."""
    seen = Attempt.objects.visible_to(request.user, request.today).select_related("course")
    found = get_object_or_404(seen, pk=pk)
    seen_done = Completion.objects.visible_to(request.user, request.today)
    done = seen_done.filter(user=request.user, course=found.course_id).first()
    context = {"attempt": found, "questions": list(found.course.questions.all()), "completion": done}
    return render(request, "participation/attempt.html", context)


@require_safe
def diploma(request: Request, pk: int) -> HttpResponse:
    seen = Completion.objects.visible_to(request.user, request.today).select_related("user", "course__unit")
    found = get_object_or_404(seen, pk=pk)
    return pdf_answer(diploma_of(found, request.municipality), f"intyg-{found.pk}.pdf")


def require_course(request: Request, pk: int) -> HttpResponse:
    found = _course(request, pk, Verb.KEEP_TRAINING)
    units = units_with(request.user, request.today, Verb.KEEP_TRAINING).below(found.unit)
    form = RequireForm(posted(request), initial={"unit": found.unit_id}, units=units)
    if form.is_valid():
        said = work.RequireText(**form.cleaned_data)
        try:
            work.require(found, said, request.today, by=request.user, at=timezone.now())
        except work.CannotUseCourse as error:
            add_obstacles(form, error.obstacles)
        else:
            messages.success(request, _("Kravet är sparat. De det gäller ser kursen på Min sida."))
            return redirect(found)
    return _about(request, form, found, _("Vilka ska gå kursen?"), _("Spara kravet"))


@require_POST
def end_requirement(request: Request, pk: int) -> HttpResponse:
    seen = Requirement.objects.visible_to(request.user, request.today).select_related("course", "unit")
    found = get_object_or_404(seen, pk=pk)
    must(request, Verb.KEEP_TRAINING, found.unit)
    found.end(request.today, by=request.user, at=timezone.now())
    messages.success(request, _("Kursen krävs inte längre."))
    return redirect(found.course)


def create_session(request: Request, pk: int) -> HttpResponse:
    found = _course(request, pk, Verb.KEEP_TRAINING)
    form = SessionForm(posted(request), initial={"token": uuid4()})
    if form.is_valid():
        work.create_session(found, form.said, token_of(form), by=request.user, at=timezone.now())
        messages.success(request, _("Kurstillfället är sparat."))
        return redirect(f"{found.get_absolute_url()}#tillfallen")
    return _about(request, form, found, _("Nytt kurstillfälle"), _("Spara kurstillfället"))


@require_POST
def book(request: Request, pk: int) -> HttpResponse:
    """Put one's name on a session, or take it away again."""
    found = _session(request, pk)
    must(request, Verb.TAKE_PART)
    verb = work.leave_seat if request.POST.get("lamna") else work.book_seat
    try:
        verb(found, by=request.user, at=timezone.now())
    except work.CannotUseCourse as error:
        tell_obstacles(request, error.obstacles)
    else:
        said = _("Din plats är avbokad.") if verb is work.leave_seat else _("Du har en plats.")
        messages.success(request, said)
    return redirect(f"{found.course.get_absolute_url()}#tillfallen")


def who_came(request: Request, pk: int) -> HttpResponse:
    found = _session(request, pk)
    must(request, Verb.KEEP_TRAINING, found.course.unit)
    people = pages.people_of(request, found.course)
    form = PeopleForm(posted(request), initial={"people": pages.seated(found)}, people=people)
    if form.is_valid():
        try:
            new = work.say_who_came(found, form.cleaned_data["people"], by=request.user, at=timezone.now())
        except work.CannotUseCourse as error:
            add_obstacles(form, error.obstacles)
        else:
            messages.success(request, _("Närvaron är sparad. %(n)s nya är klara.") % {"n": new})
            return redirect(found.course)
    lead = _("Kurstillfället %(day)s. De du kryssar i blir klara med kursen.") % {"day": day(found.held_on)}
    return _about(request, form, found.course, _("Vilka kom?"), _("Spara närvaron"), lead=lead)


def confirm(request: Request, pk: int) -> HttpResponse:
    """Somebody answers for that these people have done a course, elsewhere or by word of mouth."""
    found = _course(request, pk, Verb.KEEP_TRAINING)
    people = pages.people_of(request, found)
    start = {"done_on": request.today}
    form = ConfirmForm(posted(request), initial=start, people=people, today=request.today)
    if form.is_valid():
        said = form.cleaned_data
        done = work.Done(said["done_on"], How.CONFIRMED)
        work.complete(found, said["people"], done, by=request.user, at=timezone.now())
        messages.success(request, _("Sparat. De du valde är klara med kursen."))
        return redirect(found)
    lead = _("För den som har gått kursen någon annanstans. Du svarar för att det stämmer.")
    return _about(request, form, found, _("Intyga att någon är klar"), _("Spara"), lead=lead)


@require_safe
def training(request: Request) -> HttpResponse:
    """How it stands at the units that one follows up."""
    must(request, Verb.SEE_WHO_HAS_READ)
    return render(request, "participation/training.html", pages.overview_of_units(request))


def _course(request: Request, pk: int, verb: Verb | None = None) -> Course:
    """A stranger gets 404, a colleague without the verb 403."""
    seen = Course.objects.visible_to(request.user, request.today).select_related("unit")
    found = get_object_or_404(seen, pk=pk)
    must(request, Verb.TAKE_PART)
    if verb is not None and verb != Verb.TAKE_PART:
        must(request, verb, found.unit)
    return found


def _about(  # noqa: PLR0913 - what the page of one form says
    request: Request, form: Form, course: Course, title: str, button: str, *, lead: str = "", newer: str = ""
) -> HttpResponse:  # fmt: skip
    """A form about a course; the way back is the course."""
    return form_page(
        request, form, title=title, button=button, back=course.get_absolute_url(), back_title=course.title,
        lead=lead, newer=newer,
    )  # fmt: skip


def _session(request: Request, pk: int) -> CourseSession:
    seen = CourseSession.objects.visible_to(request.user, request.today)
    return get_object_or_404(seen.select_related("course__unit"), pk=pk)
