"""What the staff of Lingonfors read, learn and say. Every person and every word is invented."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.timezone import localtime

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.models import RoleHolding, User
from hjulet.demo import participation_words as words
from hjulet.demo.events.writing import name as number_of
from hjulet.do.participation import rules
from hjulet.do.participation.choices import How, IdeaState, RoleKind
from hjulet.do.participation.models import (
    Completion,
    Course,
    CourseSession,
    Delegation,
    Delegator,
    Idea,
    MedicalTask,
    Meeting,
    QualityRole,
    Reading,
    ReadingQuestion,
    Receipt,
    Requirement,
    RoleMeeting,
    TestQuestion,
)
from hjulet.do.participation.pages.pack import put_together
from hjulet.plan.procedures.choices import RoutineKind, State
from hjulet.plan.procedures.models import RoutineVersion
from hjulet.plan.procedures.workflows.adding import ApprovedText, add_approved


@dataclass(frozen=True)
class Place:
    """What every row stands on."""

    units: dict[str, Unit]
    people: dict[str, User]
    colleagues: dict[str, list[User]]  # by the unit's slug
    at: datetime

    @property
    def today(self) -> date:
        return localtime(self.at).date()

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)


@transaction.atomic
def load(municipality: Municipality, people: dict[str, User], at: datetime) -> None:
    """Once; what people have done with it since stays."""
    if Course.objects.filter(unit__municipality=municipality).exists():
        return
    units = {unit.slug: unit for unit in Unit.objects.of(municipality)}
    place = Place(units, people, _colleagues(municipality, units), at)
    courses = _courses(place)
    _learnt(place, courses)
    _delegations(place, courses[0])
    _readings(place)
    _roles_and_ideas(place)
    _meetings(place)
    record("participation.invented", municipality, by=None, at=at)


def _colleagues(municipality: Municipality, units: dict[str, Unit]) -> dict[str, list[User]]:
    """Those who work at the units, so that there is somebody to count. They never sign in."""
    made: dict[str, list[User]] = {}
    nobodys = make_password(None)
    for slug, names in words.COLLEAGUES.items():
        users = [
            User(
                municipality=municipality,
                name=one,
                email=f"{slug}-{number}@lingonfors.example",
                password=nobodys,
                is_demo=True,
            )
            for number, one in enumerate(names, start=1)
        ]
        made[slug] = User.objects.bulk_create(users)
        RoleHolding.objects.bulk_create(
            [
                RoleHolding(
                    user=user,
                    role=Role.STAFF,
                    unit=units[slug],
                    starts_on=date(2023 + place % 3, 1 + place, 1),
                )
                for place, user in enumerate(made[slug])
            ]
        )
    return made


def _courses(place: Place) -> list[Course]:
    courses = []
    for title, about, months, minutes in words.COURSES:
        course = Course.objects.create(
            unit=place.units["sociala-sektorn"], title=title, description=about, valid_months=months, minutes=minutes,
            created_by=place.people["mas"], form_token=number_of(f"course-{title}"),
        )  # fmt: skip
        Requirement.objects.create(
            course=course, unit=place.units["aldreomsorg"], role=Role.STAFF, within_days=60, from_day=place.ago(400),
            decided_by=place.people["mas"],
        )  # fmt: skip
        courses.append(course)
    TestQuestion.objects.bulk_create(
        [
            TestQuestion(course=courses[0], position=number, text=text, options=[list(one) for one in options], explanation=why)
            for number, (text, options, why) in enumerate(words.QUESTIONS, start=1)
        ]
    )  # fmt: skip
    CourseSession.objects.create(
        course=courses[1], held_on=place.today + timedelta(days=16), place="Samlingssalen, Tallgläntan", places=12,
        led_by="Hygiensjuksköterskan", created_by=place.people["mas"],
    )  # fmt: skip
    return courses


def _learnt(place: Place, courses: Sequence[Course]) -> None:
    """Most have most of it; some of it goes out soon."""
    rows = []
    for number, user in enumerate(_everybody(place)):
        for step, course in enumerate(courses):
            if (number + step) % 5 == 0:
                continue
            done_on = place.ago(30 + (number * 37 + step * 90) % 350)
            how = How.TEST if step == 0 else How.SESSION
            rows.append(
                Completion(
                    user=user, course=course, done_on=done_on, how=how, recorded_by=user, recorded_at=place.at,
                    valid_to=rules.valid_until(done_on, course.valid_months),
                )
            )  # fmt: skip
    Completion.objects.bulk_create(rows)


def _everybody(place: Place) -> list[User]:
    return [user for users in place.colleagues.values() for user in users]


def _delegations(place: Place, course: Course) -> None:
    """The nurse is named by MAS, and has given tasks to some at Tallgläntan; one of them today."""
    nurse, mas, unit = place.people["nurse"], place.people["mas"], place.units["tallglantan"]
    Delegator.objects.create(
        user=nurse,
        unit=place.units["aldreomsorg"],
        profession="sjuksköterska",
        starts_on=place.ago(500),
        named_by=mas,
    )
    tasks = [
        MedicalTask.objects.create(
            municipality=unit.municipality, name=title, is_medication=is_medication,
            course=course if is_medication else None,
        )
        for title, is_medication in words.TASKS
    ]  # fmt: skip
    for number, user in enumerate([*place.colleagues["tallglantan-linnean"][:4], place.people["staff"]]):
        is_new = user == place.people["staff"]
        starts_on = place.today if is_new else place.ago(100 + number * 80)
        Delegation.objects.create(
            unit=unit, task=tasks[1 if is_new else 0], given_to=user, given_by=nurse, limits="" if is_new else "Bara ur dosett",
            starts_on=starts_on, valid_to=starts_on + timedelta(days=364), given_at=place.at,
            accepted_at=None if is_new else place.at, form_token=number_of(f"delegation-{number}"),
        )  # fmt: skip


def _readings(place: Place) -> None:
    """Three routines with something new; the newest is not read by all."""
    for number, (title, slug, how, who, news) in enumerate(words.ROUTINES):
        sent_on = place.ago(40 - number * 15)
        version = _second_version(place, title, slug, (how, who, news), sent_on)
        reading = Reading.objects.create(
            version=version, role_codes="staff", news=news, seconds=rules.seconds_to_read(news), sent_on=sent_on,
            sent_by=version.routine.owner, sent_at=place.at, due_on=sent_on + timedelta(days=14),
        )  # fmt: skip
        reading.units.set([place.units[slug]])
        readers = [
            user for unit, users in place.colleagues.items() if unit.startswith(slug) for user in users
        ]
        Receipt.objects.bulk_create(
            [
                Receipt(
                    reading=reading, user=user, read_at=place.at - timedelta(days=max(0, 20 - number * 8))
                )
                for place_in_row, user in enumerate(readers)
                if (place_in_row + number) % (6 - number)
            ]
        )
        if number == 0 and readers:
            asked, answered = words.QUESTION_AND_ANSWER
            ReadingQuestion.objects.create(
                reading=reading, asked_by=readers[0], asked_at=place.at, text=asked, answer=answered,
                answered_by=version.routine.owner, answered_at=place.at, form_token=number_of("reading-question"),
            )  # fmt: skip


def _second_version(
    place: Place, title: str, slug: str, said: tuple[str, str, str], sent_on: date
) -> RoutineVersion:  # fmt: skip
    """The routine as it was, and as it is since it was sent out."""
    how, who, news = said
    unit, owner = place.units[slug], place.people["home_manager" if slug == "tallglantan" else "manager"]
    began, review = place.ago(500), sent_on + timedelta(days=365)
    routine = add_approved(
        ApprovedText(
            unit=unit, title=title, kind=RoutineKind.ROUTINE, how=how.split("\n\n", maxsplit=1)[0], who=who, owner=owner,
            valid_from=began, review_by=began + timedelta(days=365), approved_at=place.at - timedelta(days=500),
            approved_by=owner, role_codes="staff", law_codes="SoL HSL",
        ),
        by=None, at=place.at,
    )  # fmt: skip
    routine.versions.update(state=State.REPLACED, ended_on=sent_on)
    version = RoutineVersion(
        routine=routine, number=2, state=State.APPROVED, title=title, how=how, who=who, what_is_new=news,
        started_by=owner, started_at=place.at, approved_by=owner, approved_at=place.at, valid_from=sent_on, review_by=review,
    )  # fmt: skip
    version.fingerprint = version.computed_fingerprint()
    version.save(force_insert=True)
    return version


def _roles_and_ideas(place: Place) -> None:
    people = _everybody(place)
    for number, (kind, slug) in enumerate(words.ROLES):
        QualityRole.objects.create(
            kind=kind, unit=place.units[slug], user=people[number * 3 % len(people)], starts_on=place.ago(300),
            appointed_by=place.people["department_head"],
        )  # fmt: skip
    meeting = RoleMeeting.objects.create(
        kind=RoleKind.HYGIENE, unit=place.units["aldreomsorg"], held_on=place.ago(12), place="Rådhuset, sal 2",
        notes=words.ROLE_MEETING, written_by=place.people["mas"], form_token=number_of("role-meeting"),
    )  # fmt: skip
    meeting.who_came.set(people[:5])
    for number, (text, answer, state) in enumerate(words.IDEAS):
        is_anonymous = number % 2 == 1
        answered = (
            {"answered_by": place.people["home_manager"], "answered_on": place.ago(6)} if answer else {}
        )
        Idea.objects.create(
            unit=place.units["tallglantan"], text=text, is_anonymous=is_anonymous, answer=answer, state=state or IdeaState.NEW,
            written_by=None if is_anonymous else place.people["staff"], written_on=place.ago(20 - number * 5),
            form_token=number_of(f"idea-{number}"), **answered,
        )  # fmt: skip


def _meetings(place: Place) -> None:
    """The pack of this month, and the one of the month before, which has been held."""
    unit, manager = place.units["tallglantan"], place.people["home_manager"]
    this_month = rules.first_of(place.today)
    for month in (rules.month_before(this_month), this_month):
        contents, (first, second) = put_together(unit, month, place.today)
        is_held = month != this_month
        Meeting.objects.create(
            unit=unit, month=month, contents=contents, first_question=first, second_question=second, made_by=manager,
            made_at=place.at, notes=words.NOTES if is_held else "",
            held_on=month + timedelta(days=17) if is_held else None, held_by=manager if is_held else None,
        )  # fmt: skip
