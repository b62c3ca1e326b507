"""The pages of one's own messages."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hjulet.base.log.models import Entry
from hjulet.base.notices import pages
from hjulet.base.notices.choices import Kind, Way
from hjulet.base.notices.models import Notice, NoticeChoice
from tests.factories import NoticeFactory

LIST, CHOICES = "/meddelanden/", "/meddelanden/val/"


def text(client, url: str = LIST) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_new_is_said_quietly(signed_in):
    page = text(signed_in("manager"))

    assert "Inget nytt." in page
    assert "Markera alla" not in page
    assert "unread-notices" not in page


def test_one_sees_ones_own_and_nobody_elses(world, signed_in):
    NoticeFactory(user=world.people["manager"], title="Min")
    NoticeFactory(user=world.people["other_manager"], title="Din")
    NoticeFactory(user=world.people["manager"], title="Tillbakadragen", withdrawn_at=timezone.now())

    page = text(signed_in("manager"))

    assert "Min</a>" in page
    assert "Din</a>" not in page
    assert "Tillbakadragen" not in page


def test_unread_stand_first_and_the_newest_first_among_them(world, signed_in):
    for title, read in [("ett", True), ("två", False), ("tre", True), ("fyra", False)]:
        NoticeFactory(user=world.people["manager"], title=title, read_at=timezone.now() if read else None)

    answer = signed_in("manager").get(LIST)

    assert [row.notice.title for row in answer.context["rows"]] == ["fyra", "två", "tre", "ett"]


def test_pages_follow_each_other_without_gap_or_repetition(world, signed_in, monkeypatch):
    monkeypatch.setattr(pages, "PAGE", 3)
    for number in range(8):
        NoticeFactory(user=world.people["manager"], read_at=timezone.now() if number % 2 else None)
    client, seen, place = signed_in("manager"), [], ""

    while True:
        answer = client.get(LIST, {"efter": place} if place else {})
        seen += [row.notice.pk for row in answer.context["rows"]]
        place = answer.context["following"]
        if not place:
            break

    expected = Notice.objects.visible_to(world.people["manager"], timezone.localdate()).in_order()
    assert seen == list(expected.values_list("pk", flat=True))
    assert len(seen) == 8


@pytest.mark.parametrize("place", ["", "1", "2.5", "0.x", "0." + "9" * 40, "0.²"])
def test_place_that_cannot_be_read_is_the_beginning(world, signed_in, place):
    NoticeFactory(user=world.people["manager"], title="Första")

    assert "Första" in text(signed_in("manager"), f"{LIST}?efter={place}")


def test_frame_counts_the_unread_on_every_page(world, signed_in):
    client = signed_in("manager")
    NoticeFactory(user=world.people["manager"])
    assert "<b>1</b>" in text(client, "/konto/")
    assert "nytt meddelande<" in text(client, "/konto/")
    NoticeFactory(user=world.people["manager"])

    assert "<b>2</b>" in text(client, "/konto/")
    assert "nya meddelanden<" in text(client, "/konto/")


def test_whose_roles_have_ended_sees_no_count(world, signed_in):
    NoticeFactory(user=world.people["former"])

    answer = signed_in("former").get("/konto/")

    assert answer.status_code == 403
    assert "unread-notices" not in answer.content.decode()


def test_count_costs_one_question_whatever_waits(world, signed_in):
    client = signed_in("manager")

    def asked(url: str) -> list[str]:
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return [query["sql"] for query in queries if "notices_notice" in query["sql"]]

    assert len(asked("/konto/")) == 1
    NoticeFactory.create_batch(3, user=world.people["manager"], on_behalf_of=world.people["sas"])
    assert len(asked("/konto/")) == 1
    three = len(asked(LIST))
    NoticeFactory.create_batch(10, user=world.people["manager"], on_behalf_of=world.people["sas"])
    assert len(asked(LIST)) == three <= 3


def test_looking_marks_nothing_as_read(world, signed_in):
    notice = NoticeFactory(user=world.people["manager"])

    text(signed_in("manager"))

    notice.refresh_from_db()
    assert notice.read_at is None


def test_one_is_marked_as_read(world, signed_in):
    one, other = NoticeFactory.create_batch(2, user=world.people["manager"])

    answer = signed_in("manager").post(reverse("notices:mark", args=[one.pk]))

    assert answer.url == LIST
    assert list(Notice.objects.unread()) == [other]


def test_nobody_marks_a_strangers(world, signed_in):
    notice = NoticeFactory(user=world.people["other_manager"])

    assert signed_in("manager").post(reverse("notices:mark", args=[notice.pk])).status_code == 404


def test_all_that_were_seen_are_marked_and_what_came_since_is_not(world, signed_in):
    seen = NoticeFactory.create_batch(2, user=world.people["manager"])
    others = NoticeFactory(user=world.people["sas"])
    client = signed_in("manager")
    newest = client.get(LIST).context["newest"]
    since = NoticeFactory(user=world.people["manager"])

    client.post(reverse("notices:mark_all"), {"newest": newest})

    assert newest == seen[-1].pk
    assert set(Notice.objects.unread()) == {since, others}


@pytest.mark.parametrize("newest", ["", "x", "-1", "9" * 40])
def test_marking_all_without_a_number_marks_nothing(world, signed_in, newest):
    NoticeFactory(user=world.people["manager"])

    signed_in("manager").post(reverse("notices:mark_all"), {"newest": newest})

    assert Notice.objects.unread().count() == 1


def test_read_messages_no_longer_hurry(world, signed_in):
    today = timezone.localdate()
    NoticeFactory(user=world.people["manager"], due_on=today)
    NoticeFactory(user=world.people["manager"], due_on=today, read_at=timezone.now())

    assert text(signed_in("manager")).count("I dag är sista dagen") == 1


def test_choices_show_the_defaults_and_keep_what_is_chosen(world, signed_in):
    client = signed_in("manager")
    form = client.get(CHOICES).context["form"]
    said = {field.name: field.initial for field in form}
    assert (said["deviation_new"], said["lex_new"]) == (Way.DIGEST, Way.AT_ONCE)

    answer = client.post(CHOICES, {**said, "deviation_new": "app"})

    assert answer.url == CHOICES
    assert [(choice.kind, choice.way) for choice in NoticeChoice.objects.all()] == [("deviation_new", "app")]
    entry = Entry.objects.get(event="notice.chosen")
    assert entry.details == {"ways": {"deviation_new": "app"}}
    client.post(CHOICES, {**said, "deviation_new": "at_once"})
    assert NoticeChoice.objects.get().way == Way.AT_ONCE


def test_saving_without_a_change_writes_nothing(world, signed_in):
    client = signed_in("manager")
    said = {field.name: field.initial for field in client.get(CHOICES).context["form"]}

    client.post(CHOICES, said)

    assert (NoticeChoice.objects.count(), Entry.objects.filter(event="notice.chosen").count()) == (0, 0)


def test_what_is_important_cannot_be_turned_off(world, signed_in):
    client = signed_in("manager")
    said = {field.name: field.initial for field in client.get(CHOICES).context["form"]}

    answer = client.post(CHOICES, {**said, "lex_new": "app"})

    assert answer.status_code == 200
    assert NoticeChoice.objects.count() == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeChoice.objects.create(user=world.people["manager"], kind=Kind.LEX_NEW, way=Way.APP)
