"""Comments: said of a section or a text, answered, resolved, opened again, and those concerned are told."""

from uuid import uuid4

import pytest
from django.urls import reverse

from hjulet.base.notices.models import Notice
from hjulet.report.manuscripts.choices import Obstacle, Part
from hjulet.report.manuscripts.models import CannotChange, Comment, Manuscript, SectionOwner
from hjulet.report.manuscripts.workflows.commenting import Said, comment, reopen, reply, resolve
from hjulet.report.manuscripts.workflows.writing import save_text
from tests.report.manuscripts.writing.conftest import NOON, SECTION

DAY = NOON.date()


@pytest.fixture
def say(world, manuscript):
    def of(text="Vad beror det på?", part="", by="director", section=SECTION):
        return comment(manuscript, Said(section, text, part), uuid4(), by=world.people[by], at=NOON, day=DAY)

    return of


def _told():
    return sorted(Notice.objects.values_list("user__email", flat=True))


def _url(name, *args):
    return reverse(f"manuscripts:{name}", args=args)


def test_whoever_wrote_the_text_is_told_with_a_way_to_the_comment(world, place, say):
    save_text(place(), "Vi är på väg.", revision=0, by=world.people["mas"], at=NOON)
    save_text(place(Part.ACTIONS), "Klart.", revision=0, by=world.people["developer"], at=NOON)
    made = say(part=Part.ANALYSIS)

    notice = Notice.objects.get()
    assert (notice.user, notice.path) == (world.people["mas"], made.get_absolute_url())
    assert notice.path.endswith(f"/avsnitt/processer/#kommentar-{made.pk}")
    assert "Vad beror" not in notice.title


def test_comment_on_the_section_is_told_to_all_its_writers_and_the_one_responsible(
    world, manuscript, place, say
):
    save_text(place(), "Vi är på väg.", revision=0, by=world.people["mas"], at=NOON)
    SectionOwner.objects.create(
        manuscript=manuscript, section=SECTION, section_title="P", user=world.people["manager"],
        set_by=world.people["sas"], set_at=NOON,
    )  # fmt: skip
    say()

    assert _told() == sorted([world.people["mas"].email, world.people["manager"].email])


def test_where_nobody_has_written_the_one_who_began_the_report_is_told(world, say):
    say()

    assert _told() == [world.people["sas"].email]


def test_whoever_answered_a_question_is_not_told_of_a_page_that_is_closed_to_them(world, place, say):
    save_text(place(), "Så här gick det.", revision=0, by=world.people["staff"], at=NOON)
    say()

    assert _told() == [world.people["sas"].email]


def test_own_comment_is_told_to_nobody(say):
    say(by="sas")

    assert not Notice.objects.exists()


def test_many_comments_are_one_message_until_something_is_done_about_it(world, manuscript, say, signed_in):
    say("Ett.")
    say("Två.")
    assert Notice.objects.count() == 1

    signed_in("sas").get(_url("section", manuscript.pk, SECTION))
    assert Notice.objects.get().read_at is None  # looking changes nothing
    signed_in("sas").post(_url("section", manuscript.pk, SECTION), {"do": "save"})
    assert Notice.objects.get().read_at is not None
    say("Tre.")
    assert Notice.objects.count() == 2


def test_answer_is_told_to_those_in_the_thread(world, say):
    thread = say()
    Notice.objects.all().delete()
    reply(thread, "Sjukfrånvaro.", uuid4(), by=world.people["sas"], at=NOON, day=DAY)
    assert _told() == [world.people["director"].email]

    Notice.objects.all().delete()
    reply(thread, "Också det.", uuid4(), by=world.people["mas"], at=NOON, day=DAY)
    assert _told() == sorted([world.people["director"].email, world.people["sas"].email])


def test_answer_to_an_answer_stands_in_the_same_thread(world, say):
    thread = say()
    first = reply(thread, "Ett.", uuid4(), by=world.people["sas"], at=NOON, day=DAY)
    second = reply(first, "Två.", uuid4(), by=world.people["director"], at=NOON, day=DAY)

    assert second.reply_to == thread
    assert Comment.objects.open().count() == 1


def test_answer_sent_twice_is_one(world, say):
    thread, token = say(), uuid4()
    for _press in range(2):
        reply(thread, "Ett.", token, by=world.people["sas"], at=NOON, day=DAY)

    assert thread.replies.count() == 1


def test_resolved_comment_is_opened_again_by_hand_or_by_an_answer(world, say):
    thread, sas = say(), world.people["sas"]
    resolve(thread, by=sas, at=NOON)
    resolve(thread, by=world.people["mas"], at=NOON)
    thread.refresh_from_db()
    assert thread.resolved_by == sas

    reopen(thread, by=sas, at=NOON)
    thread.refresh_from_db()
    assert (thread.resolved_by, thread.resolved_at) == (None, None)

    resolve(thread, by=sas, at=NOON)
    reply(thread, "Inte klart.", uuid4(), by=world.people["director"], at=NOON, day=DAY)
    thread.refresh_from_db()
    assert thread.resolved_at is None


def test_comments_are_said_while_the_report_is_reviewed(manuscript, say):
    Manuscript.objects.update(state="review")

    assert say().pk


@pytest.mark.parametrize("verb", ["comment", "reply", "resolve", "reopen"])
def test_nothing_is_said_of_an_approved_report(world, manuscript, say, verb):
    thread, by = say(), world.people["sas"]
    Manuscript.objects.update(
        state="approved", registry_number="1", approved_at=NOON, approved_by=world.people["director"]
    )
    told = {"by": by, "at": NOON}
    does = {
        "comment": lambda: comment(manuscript, Said(SECTION, "Mer."), uuid4(), **told, day=DAY),
        "reply": lambda: reply(thread, "Mer.", uuid4(), **told, day=DAY),
        "resolve": lambda: resolve(thread, **told),
        "reopen": lambda: reopen(thread, **told),
    }
    with pytest.raises(CannotChange) as refused:
        does[verb]()

    assert refused.value.obstacles == [Obstacle.CLOSED]


def test_pages_answer_resolve_and_open_again(world, manuscript, say, signed_in):
    thread, client = say(part=Part.ACTIONS), signed_in("sas")
    page = client.get(_url("section", manuscript.pk, SECTION)).content.decode()
    assert '<a href="#actions">Åtgärder</a>' in page
    assert "1 kommentar väntar" in page

    said = {"text": "Sjukfrånvaro.", "token": uuid4()}
    page = client.post(_url("reply", thread.pk), said, follow=True).content.decode()
    assert "Sjukfrånvaro." in page
    page = client.post(_url("resolve", thread.pk), follow=True).content.decode()
    assert "Löst av Stina Sas" in page
    page = client.post(_url("reopen", thread.pk), follow=True).content.decode()
    assert "Löst av" not in page


@pytest.mark.parametrize("text", ["", " ", "x" * 2001])
def test_comment_that_cannot_be_saved_stands_in_its_box(manuscript, signed_in, text):
    said = {"text": text, "token": uuid4(), "part": "analysis"}
    page = signed_in("sas").post(_url("comment", manuscript.pk, SECTION), said).content.decode()

    assert not Comment.objects.exists()
    assert "Något kunde inte sparas." in page
    assert text.strip() in page


def test_answer_that_cannot_be_saved_stands_in_its_box(say, signed_in):
    thread = say()
    said = {"text": "y" * 2001, "token": uuid4()}
    page = signed_in("sas").post(_url("reply", thread.pk), said).content.decode()

    assert "y" * 2001 in page
    assert "Korta svaret till högst 2 000 tecken." in page


@pytest.mark.parametrize("said", [{}, {"text": "Hej", "token": "x"}, {"text": "Hej\x00", "part": "y"}])
def test_bad_input_is_answered_with_the_page(manuscript, say, signed_in, said):
    client = signed_in("sas")
    assert client.post(_url("comment", manuscript.pk, SECTION), said).status_code == 200
    assert client.post(_url("reply", say().pk), said).status_code == 200


def test_whoever_reads_the_whole_report_finds_each_section_and_what_is_said_of_it(manuscript, say, signed_in):
    say()
    page = signed_in("director").get(_url("preview", manuscript.pk)).content.decode()

    assert f'<a href="{_url("section", manuscript.pk, SECTION)}">Till avsnittet, 1 kommentar</a>' in page
    assert f'<a href="{_url("section", manuscript.pk, "riskanalys")}">Till avsnittet</a>' in page
    back = signed_in("director").get(_url("section", manuscript.pk, SECTION)).content.decode()
    assert f'href="{_url("preview", manuscript.pk)}#{SECTION}"' in back
