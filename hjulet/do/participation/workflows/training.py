"""Making courses and tests, requiring them, holding them, and marking what people have done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime

from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.do.participation import rules
from hjulet.do.participation.choices import CourseObstacle, How
from hjulet.do.participation.models import (
    Attempt,
    Completion,
    Course,
    CourseSession,
    Requirement,
    Seat,
    TestQuestion,
)


class SomebodyWasFaster(Exception):
    """The course has changed since the form was opened; nothing is written over."""


class CannotUseCourse(Exception):
    def __init__(self, obstacles: Sequence[CourseObstacle]) -> None:
        self.obstacles = list(obstacles)
        super().__init__(", ".join(self.obstacles))


@dataclass(frozen=True)
class CourseText:
    """What somebody says of a course."""

    unit: Unit
    title: str
    description: str
    link: str
    minutes: int
    valid_months: int | None
    pass_mark: int


@dataclass(frozen=True)
class QuestionText:
    text: str
    options: list[tuple[str, bool]]
    explanation: str


@dataclass(frozen=True)
class SessionText:
    held_on: date
    starts_at: time | None
    place: str
    places: int | None
    led_by: str


@dataclass(frozen=True)
class RequireText:
    unit: Unit
    roles: Sequence[str]
    within_days: int


@dataclass(frozen=True)
class Done:
    """When a course was done, and how."""

    done_on: date
    how: How
    source: str = ""


@transaction.atomic
def create_course(said: CourseText, token: UUID, *, by: User, at: datetime) -> Course:
    """A course, once: the same form sent again gives the course it made the first time."""
    one_at_a_time()
    if made := Course.objects.filter(created_by=by, form_token=token).first():
        return made
    course = Course.objects.create(**vars(said), created_by=by, form_token=token)
    record("course.created", course, by=by, at=at, title=said.title, unit=said.unit.slug)
    return course


@transaction.atomic
def rewrite_course(course: Course, said: CourseText, *, revision: int, by: User, at: datetime) -> None:
    """What the course says from now on. Raises SomebodyWasFaster."""
    course.refresh_from_db(from_queryset=Course.objects.select_for_update(of=("self",)))
    if course.revision != revision:
        raise SomebodyWasFaster
    changed = [name for name, value in vars(said).items() if getattr(course, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(course, name, getattr(said, name))
    course.revision += 1
    course.save(update_fields=[*changed, "revision"])
    record("course.rewritten", course, by=by, at=at, fields=changed)


@transaction.atomic
def write_question(
    course: Course, said: QuestionText, question: TestQuestion | None, *, by: User, at: datetime
) -> None:
    """A new question, or new words for one. Tries that were made before keep their result."""
    _locked(course)
    options = [[text, is_right] for text, is_right in said.options]
    if question is None:
        last = course.questions.aggregate(last=Max("position"))["last"] or 0
        question = TestQuestion(course=course, position=last + 1)
    question.text, question.options, question.explanation = said.text, options, said.explanation
    question.save()
    record("course.question_written", course, by=by, at=at, question=question.pk)


@transaction.atomic
def remove_question(question: TestQuestion, *, by: User, at: datetime) -> None:
    record("course.question_removed", question.course, by=by, at=at, question=question.pk)
    question.delete()


@transaction.atomic
def require(course: Course, said: RequireText, day: date, *, by: User, at: datetime) -> None:
    """Everybody with these roles there is to have it; what is required already stays as it is."""
    _locked(course)
    for role in said.roles:
        _found, is_new = Requirement.objects.get_or_create(
            course=course, unit=said.unit, role=role, ended_on=None,
            defaults={"within_days": said.within_days, "from_day": day, "decided_by": by},
        )  # fmt: skip
        if is_new:
            record("requirement.decided", course, by=by, at=at, role=role, unit=said.unit.slug)


@transaction.atomic
def answer_test(
    course: Course, answers: Sequence[frozenset[int]], token: UUID, *, by: User, at: datetime
) -> Attempt:
    """Mark a test. Passed, it is a completion; the result stands where only the one who tried sees it."""
    one_at_a_time()
    if made := Attempt.objects.filter(user=by, form_token=token).first():
        return made
    questions = list(course.questions.all())
    if obstacles := _test_obstacles(course, questions, answers):
        raise CannotUseCourse(obstacles)
    right = rules.number_right([question.key for question in questions], answers)
    passed = rules.is_passed(right, len(questions), course.pass_mark)
    attempt = Attempt.objects.create(
        user=by,
        course=course,
        made_at=at,
        right=right,
        total=len(questions),
        is_passed=passed,
        form_token=token,
    )
    record("course.tested", course, by=by, at=at)  # not how it went
    if passed:
        complete(course, [by], Done(localtime(at).date(), How.TEST), by=by, at=at)
    return attempt


@transaction.atomic
def complete(course: Course, users: Iterable[User], done: Done, *, by: User, at: datetime) -> int:
    """These have done the course that day; said twice it is kept once. Gives how many were new."""
    people = {user.pk: user for user in users}
    had = set(
        Completion.objects.filter(course=course, user__in=people, done_on=done.done_on).values_list(
            "user", flat=True
        )
    )
    new = [user for pk, user in people.items() if pk not in had]
    valid_to = rules.valid_until(done.done_on, course.valid_months)
    Completion.objects.bulk_create(
        [
            Completion(
                user=user, course=course, done_on=done.done_on, valid_to=valid_to, how=done.how, source=done.source,
                recorded_by=by, recorded_at=at,
            )
            for user in new
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    if new:
        record("course.completed", course, by=by, at=at, how=done.how, users=[user.pk for user in new])
    return len(new)


@transaction.atomic
def create_session(
    course: Course, said: SessionText, token: UUID, *, by: User, at: datetime
) -> CourseSession:
    one_at_a_time()
    if made := CourseSession.objects.filter(created_by=by, form_token=token).first():
        return made
    session = CourseSession.objects.create(**vars(said), course=course, created_by=by, form_token=token)
    record("course.session_set", course, by=by, at=at, held_on=said.held_on)
    return session


@transaction.atomic
def book_seat(session: CourseSession, *, by: User, at: datetime) -> None:
    """Put one's name on it; twice is once. Raises CannotUseCourse."""
    session.refresh_from_db(from_queryset=CourseSession.objects.select_for_update(of=("self",)))
    if session.seats.filter(user=by).exists():
        return
    taken = session.seats.count()
    obstacles = rules.obstacles_to_session(
        session.held_on, localtime(at).date(), places=session.places, taken=taken
    )
    if obstacles:
        raise CannotUseCourse(obstacles)
    session.seats.create(user=by, booked_at=at)
    record("course.seat_booked", session.course, by=by, at=at, session=session.pk)


@transaction.atomic
def leave_seat(session: CourseSession, *, by: User, at: datetime) -> None:
    if session.held_on < localtime(at).date():
        raise CannotUseCourse([CourseObstacle.HELD])
    gone, _rows = session.seats.filter(user=by).delete()
    if gone:
        record("course.seat_left", session.course, by=by, at=at, session=session.pk)


@transaction.atomic
def say_who_came(session: CourseSession, came: Iterable[User], *, by: User, at: datetime) -> int:
    """Those who came have done the course, also those who had not put their name down. Raises CannotUseCourse."""
    session.refresh_from_db(from_queryset=CourseSession.objects.select_for_update(of=("self",)))
    if session.held_on > localtime(at).date():
        raise CannotUseCourse([CourseObstacle.NOT_HELD_YET])
    people = {user.pk: user for user in came}
    session.seats.exclude(user__in=people).update(came=False)
    Seat.objects.bulk_create(
        [Seat(session=session, user=user, booked_at=at, came=True) for user in people.values()],
        update_conflicts=True, unique_fields=["session", "user"], update_fields=["came"],
    )  # fmt: skip
    return complete(session.course, people.values(), Done(session.held_on, How.SESSION), by=by, at=at)


def _locked(course: Course) -> None:
    course.refresh_from_db(from_queryset=Course.objects.select_for_update(of=("self",)))
    if course.ended_on is not None:
        raise CannotUseCourse([CourseObstacle.ENDED])


def _test_obstacles(
    course: Course, questions: Sequence[TestQuestion], answers: Sequence[frozenset[int]]
) -> list[CourseObstacle]:
    asked = {
        CourseObstacle.ENDED: course.ended_on is not None,
        CourseObstacle.NO_TEST: not questions,
        CourseObstacle.UNANSWERED: len(answers) != len(questions) or not all(answers),
    }
    return [obstacle for obstacle, stands in asked.items() if stands]
