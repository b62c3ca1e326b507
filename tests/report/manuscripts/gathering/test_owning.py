"""Who is responsible for a section: chosen on one page, told once, and let in to that section alone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from hjulet.base.log.models import Entry
from hjulet.base.notices.models import Notice
from hjulet.base.people.choices import Role
from hjulet.base.people.models import RoleHolding
from hjulet.report.manuscripts.choices import Obstacle, Part
from hjulet.report.manuscripts.models import CannotChange, Manuscript, SectionOwner, SectionText, TextVersion
from hjulet.report.manuscripts.workflows.asking import ask
from hjulet.report.manuscripts.workflows.commenting import Said, comment
from hjulet.report.manuscripts.workflows.owning import Choice, choose_owners
from hjulet.report.manuscripts.workflows.writing import Place, save_text
from tests.report.manuscripts.gathering.conftest import FRIDAY, NOON, TITLES

ERIK = "Erik Chef, enhetschef Solgården"


@pytest.fixture
def give(world, manuscript):
    def given(*who, had=None):
        choices = [
            Choice(section, TITLES[section], world.people[key] if key else None, had) for section, key in who
        ]
        return choose_owners(manuscript, choices, by=world.people["sas"], at=NOON, day=FRIDAY)

    return given


def _page(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def _url(manuscript):
    return reverse("manuscripts:owners", args=[manuscript.pk])


def test_person_who_is_given_three_sections_is_told_once(world, give):
    give(("samverkan", "manager"), ("processer", "manager"), ("riskanalys", "manager"))
    notice = Notice.objects.get()

    assert (notice.user.name, notice.path) == ("Erik Chef", reverse("manuscripts:mine"))
    assert notice.title == "Du har fått ansvar för 3 avsnitt i en rapport."
    assert Entry.objects.filter(event="manuscript.owner_set").count() == 3


def test_another_is_chosen_and_taken_away_and_the_log_says_so(world, give):
    give(("samverkan", "manager"))
    give(("samverkan", "staff"), had=world.people["manager"].pk)
    assert SectionOwner.objects.get().user.name == "Sara Natt"

    give(("samverkan", None), had=world.people["staff"].pk)
    assert not SectionOwner.objects.exists()
    assert Entry.objects.filter(event="manuscript.owner_removed").count() == 1


def test_of_two_who_choose_at_once_the_second_is_told_and_changes_nothing(world, give):
    give(("samverkan", "manager"))
    chosen = give(("samverkan", "staff"))  # on a page where nobody had it

    assert [owner.user.name for owner in chosen.taken] == ["Erik Chef"]
    assert SectionOwner.objects.get().user.name == "Erik Chef"


def test_nobody_is_chosen_while_the_report_is_reviewed(give):
    Manuscript.objects.update(state="review")
    with pytest.raises(CannotChange) as refused:
        give(("samverkan", "manager"))

    assert refused.value.obstacles == [Obstacle.IN_REVIEW]


def test_sections_are_shared_out_on_one_page_and_shown_on_the_board(manuscript, signed_in):
    said = {"to-samverkan": ERIK, "to-processer": "Sara Natt"}
    page = _page(signed_in("sas").post(_url(manuscript), said, follow=True))
    assert "2 avsnitt är ändrade." in page
    assert "Erik Chef" in page

    again = {"to-samverkan": ERIK, "had-samverkan": SectionOwner.objects.get(section="samverkan").user_id}
    page = _page(signed_in("sas").post(_url(manuscript), again, follow=True))
    assert "Inget är ändrat." in page
    assert SectionOwner.objects.count() == 2


def test_chapter_fills_the_sections_that_nobody_has(world, manuscript, give, signed_in):
    give(("samverkan", "staff"))
    page = _page(signed_in("sas").get(_url(manuscript)))
    number = (
        page.split("Ledningssystemets grundläggande uppbyggnad")[1].split('name="chapter-')[1].split('"')[0]
    )
    staff = world.people["staff"].pk
    said = {
        f"chapter-{number}": ERIK,
        "to-samverkan": "Sara Natt, medarbetare Solgården",
        "had-samverkan": staff,
    }
    signed_in("sas").post(_url(manuscript), said)

    assert dict(SectionOwner.objects.values_list("section", "user__name")) == {
        "samverkan": "Sara Natt",
        "lagrum": "Erik Chef",
        "processer": "Erik Chef",
    }


@pytest.mark.parametrize(
    "typed", ["Nils Utifrån", "Per Politiker", "Xena Extern", "Frida Före", "Alla", "x" * 301, "\x00"]
)
def test_nobody_else_can_be_chosen_and_what_was_typed_stays(manuscript, signed_in, typed):
    page = _page(signed_in("sas").post(_url(manuscript), {"to-samverkan": typed, "to-processer": ERIK}))

    assert "id_to-samverkan_error" in page
    assert ERIK in page
    assert not SectionOwner.objects.exists()


def test_whoever_has_left_stays_until_another_is_chosen(world, manuscript, give, signed_in):
    give(("samverkan", "manager"))
    yesterday = timezone.localdate() - timedelta(days=1)
    RoleHolding.objects.filter(user=world.people["manager"]).update(ends_on=yesterday)
    had = {"had-samverkan": world.people["manager"].pk}

    assert "Erik Chef har slutat." in _page(signed_in("sas").get(manuscript.get_absolute_url()))
    page = _page(signed_in("sas").post(_url(manuscript), had, follow=True))
    assert "Inget är ändrat." in page
    signed_in("sas").post(_url(manuscript), had | {"to-samverkan": "Sara Natt"})
    assert SectionOwner.objects.get().user.name == "Sara Natt"


# -- what an owner without the verb may do: the whole of one section, and nothing of the others -----------------------
@pytest.fixture
def places(world, manuscript, give, question):
    """Sara has samverkan. In it and in another section there are a text, one beside it, a comment and an answer."""
    give(("samverkan", "staff"))
    sas, found = world.people["sas"], {}
    for section in ("samverkan", "processer"):
        place = Place(manuscript, section, Part.ANALYSIS)
        save_text(place, "Först.", revision=0, by=sas, at=NOON)
        beside = save_text(place, "Bredvid.", revision=9, by=sas, at=NOON).beside
        asked = ask(manuscript, question(section, "manager"), uuid4(), by=sas, at=NOON, day=FRIDAY)
        said = comment(manuscript, Said(section, "Varför?"), uuid4(), by=sas, at=NOON, day=FRIDAY)
        found[section] = {"section": section, "version": beside.pk, "comment": said.pk, "question": asked.pk}
    return found


OF_A_SECTION = [
    ("get", "section", "section", 200), ("post", "section", "section", 302), ("post", "autosave", "section", 400),
    ("get", "history", "section", 200), ("post", "comment", "section", 200), ("post", "restore", "version", 302),
    ("post", "settle", "version", 302), ("post", "resolve", "comment", 302), ("post", "reopen", "comment", 302), ("post", "take", "question", 302),
    ("get", "answer", "question", 200),
]  # fmt: skip
NEVER = [
    ("get", "ask", "section"), ("get", "board", ""), ("get", "preview", ""), ("get", "check", ""), ("get", "owners", ""),
    ("get", "ask_many", ""), ("post", "remind", ""), ("post", "change_due", ""), ("post", "send", ""),
    ("post", "take_back", "question"), ("get", "hand_over", "question"), ("post", "keep", "question"),
]  # fmt: skip


def _ask(signed_in, key, manuscript, place, method, name, thing):
    of_report = thing in {"", "section"}
    args = [manuscript.pk, *([place["section"]] if thing else [])] if of_report else [place[thing]]
    return getattr(signed_in(key), method)(reverse(f"manuscripts:{name}", args=args)).status_code


@pytest.mark.parametrize(("method", "name", "thing", "ok"), OF_A_SECTION)
def test_owner_reaches_the_own_section_and_no_other(manuscript, places, signed_in, method, name, thing, ok):
    asked = {
        section: _ask(signed_in, "staff", manuscript, place, method, name, thing)
        for section, place in places.items()
    }
    assert asked == {"samverkan": ok, "processer": 404 if thing == "question" else 403}


@pytest.mark.parametrize(("method", "name", "thing"), NEVER)
def test_owner_leads_nothing_of_the_report(manuscript, places, signed_in, method, name, thing):
    assert _ask(signed_in, "staff", manuscript, places["samverkan"], method, name, thing) == 403


@pytest.mark.parametrize(("method", "name", "thing", "_ok"), OF_A_SECTION)
def test_owner_whose_role_no_longer_can_have_a_section_reaches_nothing(
    world, manuscript, places, signed_in, method, name, thing, _ok
):
    RoleHolding.objects.filter(user=world.people["staff"]).update(role=Role.POLITICIAN)

    assert _ask(signed_in, "staff", manuscript, places["samverkan"], method, name, thing) == 404


def test_owner_sees_no_way_to_the_rest_of_the_report(manuscript, places, signed_in):
    page = _page(signed_in("staff").get(reverse("manuscripts:section", args=[manuscript.pk, "samverkan"])))

    assert f'href="{manuscript.get_absolute_url()}"' not in page
    assert "Fråga någon" not in page
    assert 'rel="next"' not in page
    assert "Dra tillbaka frågan" not in page


def test_owner_writes_the_own_section_and_it_leaves_the_list(world, manuscript, give, signed_in):
    give(("samverkan", "staff"))
    mine = reverse("manuscripts:mine")
    assert "saknar text" in _page(signed_in("staff").get(mine))
    said = {"markdown-analysis": "Vi träffas varje månad.", "revision-analysis": "0"}
    url = reverse("manuscripts:section", args=[manuscript.pk, "samverkan"])
    assert "Texterna är sparade." in _page(signed_in("staff").post(url, said, follow=True))

    assert SectionText.objects.get().changed_by.name == "Sara Natt"
    assert TextVersion.objects.get().written_by.name == "Sara Natt"
    assert "har text" in _page(signed_in("staff").get(mine))
