"""The lists of reports: being written, approved, for the committee and for anybody."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hjulet.report.manuscripts.choices import Part
from hjulet.report.manuscripts.models import Approved, Manuscript
from hjulet.report.manuscripts.workflows.asking import Question, answer, ask
from hjulet.report.manuscripts.workflows.commenting import Said, comment
from hjulet.report.manuscripts.workflows.reviewing import send, send_back
from hjulet.report.manuscripts.workflows.starting import Wanted, start
from hjulet.report.manuscripts.workflows.writing import Place, save_text
from hjulet.report.reports.choices import Edition, Kind
from tests.report.manuscripts.approving.access_makers import stored, words_of
from tests.report.manuscripts.approving.conftest import NOON

DAY = NOON.date()
TOKENS = [f"6a0d0b1e-0000-4000-8000-0000000000{number}" for number in (10, 11)]


@pytest.fixture
def begun(world):
    wanted = Wanted(Kind.QUALITY, world.units["sektorn"], 2025, timezone.localdate() + timedelta(days=9))
    return start(wanted, by=world.people["sas"], at=NOON)[0]


def words(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def _asked(begun, world, who, days, token):
    due = timezone.localdate() + timedelta(days=days)
    said = Question("samverkan", "Samverkan", world.people[who], "Hur går det?", due)
    return ask(begun, said, token, by=world.people["sas"], at=NOON, day=DAY)


def test_list_says_who_is_waited_for_and_who_is_late(world, begun, signed_in):
    _asked(begun, world, "manager", -3, TOKENS[0])
    done = _asked(begun, world, "staff", 5, TOKENS[1])
    answer(done, "Bra.", revision=1, by=world.people["staff"], at=NOON, day=DAY)

    page = words(signed_in("sas"), "manuscripts:list")

    late = page.partition(f"{world.people['manager'].name} skulle ha svarat om Samverkan")[2]
    assert "sen" in late.partition("</li>")[0]
    assert f"{world.people['staff'].name} har svarat om Samverkan. Lägg in svaret." in page
    assert done.get_absolute_url() in page


def test_list_says_how_far_it_has_come_and_of_how_many_once_that_is_known(world, begun, signed_in):
    save_text(Place(begun, "samverkan", Part.ANALYSIS), "Bra.", revision=0, by=world.people["sas"], at=NOON)
    cache.clear()
    assert "1 avsnitt har text." in words(signed_in("sas"), "manuscripts:list")

    page = words(signed_in("sas"), "manuscripts:board", begun.pk)

    said = re.search(r"1 av \d+ avsnitt som måste ha text är klara\.", page)[0]
    assert said in words(signed_in("director"), "manuscripts:list")
    comment(begun, Said("samverkan", "Hur då?"), TOKENS[0], by=world.people["director"], at=NOON, day=DAY)
    assert said.replace("1 av", "0 av") in words(signed_in("sas"), "manuscripts:list")


def test_list_says_who_reviews_and_who_sent_it_back(world, begun, signed_in):
    sas, director = world.people["sas"], world.people["director"]
    send(begun, by=sas, at=NOON, day=DAY)
    assert f"{sas.name} skickade den till granskning" in words(signed_in("sas"), "manuscripts:list")
    assert f"Väntar på att {director.name} granskar." in words(signed_in("sas"), "manuscripts:list")

    send_back(begun, "Skriv mer.", by=director, at=NOON, day=DAY)

    assert f"{director.name} skickade tillbaka den" in words(signed_in("sas"), "manuscripts:list")


def test_list_is_as_quick_with_many_reports(world, begun, signed_in, django_assert_max_num_queries):
    for year in range(2015, 2024):
        made, _new = start(
            Wanted(Kind.QUALITY, world.units["sektorn"], year), by=world.people["sas"], at=NOON
        )
        send(made, by=world.people["sas"], at=NOON, day=DAY)

    sas = signed_in("sas")

    with django_assert_max_num_queries(20):
        sas.get(reverse("manuscripts:list"))


def test_approved_reports_stand_on_their_own_list(world, begun, signed_in):
    found = stored(world.units["sektorn"], world.people["director"], published=False)

    assert "Kvalitetsberättelse 2024" not in words(signed_in("sas"), "manuscripts:list")
    page = words(signed_in("sas"), "manuscripts:approved")
    assert f"{world.people['director'].name} fastställde den" in page
    assert "väntar på sekretesskontroll" in page
    assert found.get_absolute_url() in page


def test_replaced_edition_says_so_and_registrar_sees_the_public_one_alone(world, signed_in):
    unit, director = world.units["sektorn"], world.people["director"]
    for number in (1, 2):
        stored(unit, director, published=True, number=number)
    inside = Approved.objects.filter(edition=Edition.INTERNAL)

    page = words(signed_in("sas"), "manuscripts:approved")
    assert page.count("ersatt av en senare utgåva") == 1
    assert page.index("utgåva 2") < page.index("ersatt av en senare utgåva")
    registrar = words(signed_in("registrar"), "manuscripts:approved")
    assert not [one for one in inside if one.get_absolute_url() in registrar]
    assert registrar.count("Som alla kan läsa den") == 2


def test_anybody_finds_the_newest_edition_the_earlier_ones_and_the_files(world):
    unit, director = world.units["sektorn"], world.people["director"]
    editions = [stored(unit, director, published=True, number=number) for number in (1, 2)]
    open_to_all = words_of(editions[0])

    page = words(Client(), "published:list", open_to_all["municipality"])

    assert "Hur arbetet med kvaliteten har gått" in page
    assert reverse("published:report", kwargs=open_to_all) in page
    assert reverse("published:edition", kwargs=open_to_all | {"number": 1}) in page
    assert reverse("published:file", kwargs=open_to_all | {"number": 2, "form": "pdf"}) in page
    assert reverse("published:file", kwargs=open_to_all | {"number": 1, "form": "pdf"}) not in page


def test_with_one_municipality_there_is_nothing_to_choose(world):
    assert "Ingen rapport är publicerad" in words(Client(), "published:all")

    found = stored(world.units["sektorn"], world.people["director"], published=True)

    slug = words_of(found)["municipality"]
    assert Client().get(reverse("published:all")).url == reverse("published:list", args=[slug])


def test_whoever_is_signed_in_comes_to_their_own_municipality(world, signed_in):
    stored(world.units["sektorn"], world.people["director"], published=True)
    neighbour = world.people["neighbour"]

    answer = signed_in("neighbour").get(reverse("published:all"))

    assert answer.url == reverse("published:list", args=[neighbour.municipality.slug])


def test_frame_says_whose_page_it_is_to_a_stranger_alone(world, signed_in):
    here, elsewhere = world.units["sektorn"].municipality, world.people["neighbour"].municipality

    assert f'brand-place">{here.name}' in words(Client(), "published:list", here.slug)
    assert f'brand-place">{here.name}' in words(signed_in("sas"), "published:list", elsewhere.slug)


def test_stranger_finds_the_reports_from_the_sign_in_page(db):
    assert reverse("published:all") in words(Client(), "account_login")


def test_nothing_that_is_being_written_is_told_of_outside(world, begun):
    assert Manuscript.objects.exists()
    assert "Kvalitetsberättelse" not in words(Client(), "published:list", begun.unit.municipality.slug)
