"""Asking somebody about a section: the question, the answer, the substitute, and who wrote what."""

from datetime import date, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from hjulet.base.notices.models import Notice
from hjulet.base.people.models import Absence
from hjulet.report.manuscripts.choices import Obstacle, Part
from hjulet.report.manuscripts.models import (
    CannotChange,
    Manuscript,
    SectionRequest,
    SectionText,
    TextVersion,
)
from hjulet.report.manuscripts.workflows.asking import (
    Question,
    SomebodyWasFaster,
    answer,
    ask,
    keep_answer,
    take,
    take_back,
)
from tests.report.manuscripts.writing.conftest import NOON, SECTION

DUE, FRIDAY = date(2026, 12, 4), date(2026, 11, 20)
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def asked(world, manuscript):
    """SAS asks the staff member of Solgården."""
    said = Question(SECTION, "Processer och rutiner", world.people["staff"], "Vad har ni kartlagt?", DUE)
    return ask(manuscript, said, uuid4(), by=world.people["sas"], at=NOON, day=FRIDAY)


def _answered(world, asked, text="Vi har kartlagt tre."):
    answer(asked, text, revision=asked.revision, by=world.people["staff"], at=LATER, day=FRIDAY)
    return SectionRequest.objects.get()


def _page(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_question_reaches_the_person_with_a_link_and_without_what_is_asked(world, asked):
    notice = Notice.objects.get(user=world.people["staff"])

    assert (notice.path, notice.due_on) == (reverse("manuscripts:answer", args=[asked.pk]), DUE)
    assert "kartlagt" not in notice.title


def test_same_form_twice_is_one_question(world, manuscript, signed_in):
    url = reverse("manuscripts:ask", args=[manuscript.pk, SECTION])
    day = timezone.localdate() + timedelta(days=3)
    said = {"to": world.people["manager"].pk, "question": "Hur gick det?", "due_on": day, "token": uuid4()}
    for _press in range(2):
        assert signed_in("sas").post(url, said).status_code == 302

    assert SectionRequest.objects.get().to == world.people["manager"]


def test_question_with_a_day_that_has_been_is_refused_and_kept_on_the_page(world, manuscript, signed_in):
    url = reverse("manuscripts:ask", args=[manuscript.pk, SECTION])
    said = {
        "to": world.people["manager"].pk,
        "question": "Hur gick det?",
        "due_on": "2020-01-01",
        "token": uuid4(),
    }
    page = _page(signed_in("sas").post(url, said))

    assert "Dagen har redan varit" in page
    assert "Hur gick det?" in page


def test_nobody_in_another_municipality_can_be_asked(world, manuscript, signed_in):
    url = reverse("manuscripts:ask", args=[manuscript.pk, SECTION])

    assert "Nils Utifrån" not in _page(signed_in("sas").get(url))


def test_person_answers_on_one_page_and_the_asker_is_told(world, asked, signed_in):
    client, url = signed_in("staff"), asked.get_absolute_url()
    assert "Vad har ni kartlagt?" in _page(client.get(url))
    page = _page(client.post(url, {"answer": "Vi har **tre**.", "revision": 1, "do": "send"}, follow=True))

    assert "Vi har <strong>tre</strong>." in page
    assert Notice.objects.get(user=world.people["sas"]).path == url
    assert Notice.objects.get(user=world.people["staff"]).withdrawn_at is not None


def test_answer_is_kept_while_it_is_written_and_only_the_asked_see_it(asked, signed_in):
    url = reverse("manuscripts:keep", args=[asked.pk])
    told = signed_in("staff").post(url, {"answer": "Halvfärdigt", "revision": 1}).json()

    assert told["revision"] == 2
    assert "Halvfärdigt" in _page(signed_in("staff").get(asked.get_absolute_url()))
    assert "Halvfärdigt" not in _page(signed_in("sas").get(asked.get_absolute_url()))


def test_person_and_substitute_who_write_at_once_see_both_texts(world, asked, signed_in):
    today = timezone.localdate()
    Absence.objects.create(
        user=world.people["staff"], substitute=world.people["manager"], starts_on=today, ends_on=today
    )
    signed_in("manager").post(
        reverse("manuscripts:keep", args=[asked.pk]), {"answer": "Eriks svar", "revision": 1}
    )
    page = _page(signed_in("staff").post(asked.get_absolute_url(), {"answer": "Saras svar", "revision": 1}))

    assert "Eriks svar" in page
    assert "Saras svar" in page
    with pytest.raises(SomebodyWasFaster):
        keep_answer(asked, "Saras svar", revision=1, by=world.people["staff"], at=LATER)


def test_substitute_answers_in_the_own_name(world, asked, signed_in):
    today = timezone.localdate()
    Absence.objects.create(
        user=world.people["staff"], substitute=world.people["manager"], starts_on=today, ends_on=today
    )
    signed_in("manager").post(asked.get_absolute_url(), {"answer": "Jag vet.", "revision": 1})

    assert SectionRequest.objects.get().answered_by == world.people["manager"]


def test_answer_taken_in_stands_in_the_name_of_the_one_who_wrote_it(world, asked, signed_in):
    found = _answered(world, asked)
    for _press in range(2):
        signed_in("sas").post(reverse("manuscripts:take", args=[found.pk]), {"part": "actions"})
    text, version = SectionText.objects.get(), TextVersion.objects.get()

    assert (text.part, text.markdown, text.changed_by.name) == (
        "actions",
        "Vi har kartlagt tre.",
        "Sara Natt",
    )
    assert (version.written_by.name, version.answer_to) == ("Sara Natt", found)
    page = _page(signed_in("sas").get(reverse("manuscripts:history", args=[found.manuscript_id, SECTION])))
    assert "Svar på en fråga från Stina Sas" in page


def test_board_says_who_is_waited_for_and_who_is_late(manuscript, asked, signed_in):
    SectionRequest.objects.update(due_on=timezone.localdate() - timedelta(days=5))
    page = _page(signed_in("sas").get(manuscript.get_absolute_url()))

    assert ">Sara Natt</a> sedan 20 november" in page
    assert "5 dagar sen" in page
    assert "1 fråga är ute, 1 är sen." in page


def test_question_that_is_withdrawn_asks_nobody_any_more(world, asked, signed_in):
    signed_in("sas").post(reverse("manuscripts:take_back", args=[asked.pk]))

    assert "Frågan är tillbakadragen." in _page(signed_in("staff").get(asked.get_absolute_url()))
    assert Notice.objects.filter(withdrawn_at=None).count() == 0


def test_answer_to_a_withdrawn_question_stays_on_the_page(world, asked, signed_in):
    take_back(asked, by=world.people["sas"], at=LATER)
    page = _page(
        signed_in("staff").post(asked.get_absolute_url(), {"answer": "Mitt långa svar", "revision": 1})
    )

    assert "Mitt långa svar" in page


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        (lambda world, asked: take(asked, Part.ACTIONS, by=world.people["sas"], at=LATER), Obstacle.NO_TEXT),
        (lambda world, asked: _answered(world, asked, "  "), Obstacle.NO_TEXT),
        (
            lambda world, asked: take_back(_answered(world, asked), by=world.people["sas"], at=LATER),
            Obstacle.ANSWERED,
        ),
        (lambda world, asked: _answered(world, _answered(world, asked), "Igen."), Obstacle.ANSWERED),
    ],
)
def test_question_refuses_what_does_not_fit_and_says_why(world, asked, verb, expected):
    with pytest.raises(CannotChange) as refused:
        verb(world, asked)

    assert refused.value.obstacles == [expected]


def test_question_cannot_be_asked_while_the_report_is_reviewed(world, manuscript):
    Manuscript.objects.update(state="review")
    said = Question(SECTION, "Processer", world.people["staff"], "Hur?", DUE)
    with pytest.raises(CannotChange) as refused:
        ask(manuscript, said, uuid4(), by=world.people["sas"], at=NOON, day=FRIDAY)

    assert refused.value.obstacles == [Obstacle.IN_REVIEW]


@pytest.mark.parametrize(
    ("day", "sent"),
    [("2026-11-20", 0), ("2026-11-26", 0), ("2026-11-27", 1), ("2026-12-04", 1), ("2026-12-12", 1)],
)
def test_reminder_comes_a_week_before_on_the_day_and_then_once_a_week(asked, day, sent):
    for _round in range(2):
        out = StringIO()
        call_command("remind_about_reports", today=date.fromisoformat(day), stdout=out)

    assert Notice.objects.filter(key__startswith="report-due-").count() == sent


def test_nobody_is_reminded_of_what_is_answered_or_withdrawn(world, asked):
    _answered(world, asked)
    out = StringIO()
    call_command("remind_about_reports", today=date(2026, 12, 20), stdout=out)

    assert "0 dagar att hålla, 0 nya påminnelser" in out.getvalue()
