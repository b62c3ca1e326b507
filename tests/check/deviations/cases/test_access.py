"""access.md as a table: who knows of a case, which parts they read, and which they handle. And no planted word leaks."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse

from hjulet.base.identities.models import Identity
from hjulet.check.deviations.access import laws_to_handle, may_read_report
from hjulet.check.deviations.choices import Obstacle
from hjulet.check.deviations.models import Contribution, Deviation, Message, Part, Refused, TeamMember
from hjulet.check.deviations.pages.cases_seeing import see
from hjulet.check.deviations.paper import told
from hjulet.check.deviations.workflows.investigating import invite
from tests.access_table import EVERYONE, FORMER
from tests.check.deviations.cases.helping import AT, DAY, case, part_of
from tests.factories import ActionFactory

MANAGER, HEAD = {"manager"}, {"department_head"}
SAS, MAS = {"sas"}, {"mas", "mar"}
NOBODY: set[str] = set()


def _in_team(world, deviation, who="case_officer", law="sol"):
    TeamMember.objects.create(
        part=part_of(deviation, law),
        user=world.people[who],
        invited_by=world.people["manager"],
        invited_at=AT,
    )
    return deviation


def _moved(deviation, law="sol"):
    Part.objects.filter(deviation=deviation, law=law).update(moved_to_lex_at=AT, words="", what_happened="")
    return deviation


# situation → how to make it, who knows of it, who reads SoL/LSS, who reads HSL, who handles SoL/LSS, who handles HSL
SITUATIONS = {
    "SoL": (case, MANAGER | SAS | {"staff"}, MANAGER | SAS, NOBODY, MANAGER | SAS, NOBODY),
    "HSL": (lambda w: case(w, "hsl"), MANAGER | MAS | {"staff"}, NOBODY, MANAGER | MAS, NOBODY, MANAGER | MAS),
    "mixed": (
        lambda w: case(w, both=True), MANAGER | SAS | MAS | {"staff"},
        MANAGER | SAS, MANAGER | MAS, MANAGER | SAS, MANAGER | MAS,
    ),
    "reported by a code": (lambda w: case(w, reported_by=None), MANAGER | SAS, MANAGER | SAS, NOBODY, MANAGER | SAS, NOBODY),
    "another department": (
        lambda w: case(w, unit="lonnen"), {"provider"} | SAS | {"staff"}, {"provider"} | SAS, NOBODY, {"provider"} | SAS, NOBODY,
    ),
    "another unit": (
        lambda w: case(w, unit="bjorkgarden"), {"other_manager"} | SAS | {"staff"},
        {"other_manager"} | SAS, NOBODY, {"other_manager"} | SAS, NOBODY,
    ),
    "another municipality": (
        lambda w: case(w, unit="granby", reported_by=None), {"neighbour"}, {"neighbour"}, NOBODY, {"neighbour"}, NOBODY,
    ),
    "about the manager": (
        lambda w: case(w, concerns_manager=True), HEAD | SAS | {"staff"}, HEAD | SAS, NOBODY, HEAD | SAS, NOBODY,
    ),
    "about the manager, HSL": (
        lambda w: case(w, "hsl", concerns_manager=True), HEAD | SAS | MAS | {"staff"},
        NOBODY, HEAD | SAS | MAS, NOBODY, HEAD | SAS | MAS,
    ),
    "about the manager, who is in the team": (
        lambda w: _in_team(w, case(w, concerns_manager=True), "manager"), HEAD | SAS | {"staff", "manager"},
        HEAD | SAS | {"manager"}, NOBODY, HEAD | SAS, NOBODY,
    ),
    "escalated": (
        lambda w: case(w, escalated_at=AT), MANAGER | HEAD | SAS | {"staff"}, MANAGER | HEAD | SAS, NOBODY,
        MANAGER | HEAD | SAS, NOBODY,
    ),
    "team, open": (
        lambda w: _in_team(w, case(w)), MANAGER | SAS | {"staff", "case_officer"},
        MANAGER | SAS | {"case_officer"}, NOBODY, MANAGER | SAS, NOBODY,
    ),
    "team of one part of two": (
        lambda w: _in_team(w, case(w, both=True), law="hsl"), MANAGER | SAS | MAS | {"staff", "case_officer"},
        MANAGER | SAS, MANAGER | MAS | {"case_officer"}, MANAGER | SAS, MANAGER | MAS,
    ),
    "team, closed": (
        lambda w: _in_team(w, case(w, state="not_a_deviation")), MANAGER | SAS | {"staff"}, MANAGER | SAS, NOBODY,
        MANAGER | SAS, NOBODY,
    ),
    "lex": (lambda w: _moved(_in_team(w, case(w))), MANAGER | SAS | {"staff"}, NOBODY, NOBODY, NOBODY, NOBODY),
    "lex about the manager": (
        lambda w: _moved(case(w, concerns_manager=True)), HEAD | SAS | {"staff"}, NOBODY, NOBODY, NOBODY, NOBODY,
    ),
    "lex in one part of two": (
        lambda w: _moved(case(w, both=True)), MANAGER | SAS | MAS | {"staff"}, NOBODY, MANAGER | MAS, NOBODY, MANAGER | MAS,
    ),
}  # fmt: skip


def _who(world, answers):
    return {key for key, user in world.people.items() if answers(user)}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_person_sees_and_handles_what_the_table_says(world, situation):
    make, knows, reads_sol, reads_hsl, handles_sol, handles_hsl = SITUATIONS[situation]
    deviation = make(world)

    def reads(law):
        return lambda user: Part.objects.visible_to(user, DAY).of(deviation).filter(law=law).exists()

    assert _who(world, lambda user: Deviation.objects.visible_to(user, DAY).exists()) == knows
    assert (_who(world, reads("sol")), _who(world, reads("hsl"))) == (reads_sol, reads_hsl)
    assert _who(world, lambda user: "sol" in laws_to_handle(user, deviation, DAY)) == handles_sol
    assert _who(world, lambda user: "hsl" in laws_to_handle(user, deviation, DAY)) == handles_hsl


@pytest.mark.parametrize("situation", SITUATIONS)
def test_whoever_reads_the_report_reads_the_part_it_came_in_as(world, situation):
    make, _knows, reads_sol, reads_hsl, _sol, _hsl = SITUATIONS[situation]
    deviation = make(world)
    first = deviation.parts.order_by("pk").first().law

    expected = reads_sol if first == "sol" else reads_hsl
    assert _who(world, lambda user: may_read_report(user, deviation, DAY)) == expected


def _planted(world, deviation):
    """A word of its own in every place where text is kept."""
    for part in deviation.parts.all():
        word = f"Hemligt{part.law}"
        texts = (
            "what_happened", "done_at_once", "judgement", "course", "barriers", "no_cause_reason", "not_informed_reason",
        )  # fmt: skip
        for name in texts:
            setattr(part, name, f"{word} {name}")
        part.no_lex_reason, part.lex_considered_at, part.lex_considered_by = word, AT, world.people["sas"]
        part.investigated_at, part.informed = AT, "no"
        part.save()
        part.causes.create(category="technology", explanation=f"{word} cause")
        Contribution.objects.create(
            part=part, text=f"{word} bidrag", written_by=world.people["manager"], written_at=AT
        )
    deviation.place_note = deviation.reporter_name = deviation.reason = "Hemligtrapport"
    deviation.no_action_reason = deviation.no_identity_reason = "Hemligtrapport"
    deviation.reason_at = AT
    deviation.identity = Identity.keep(
        "Hemligtnamn", "", municipality=deviation.municipality, is_protected=False, by=None, at=AT
    )
    deviation.save()
    action = ActionFactory(unit=deviation.unit)
    deviation.decided.create(action=action, cause=deviation.parts.first().causes.first())
    Message.objects.create(
        deviation=deviation,
        is_from_reporter=True,
        text="Hemligtrapport brev",
        written_at=AT,
        form_token=uuid4(),
    )
    return action


def _addresses(deviation, action):
    """Every page of the case that shows something."""
    names = (
        "detail", "judge", "identity", "write_identity", "decide_action", "tie_action", "no_action",
        "book_review", "answer_reporter", "external", "dismiss", "merge", "reopen", "reassign",
    )  # fmt: skip
    found = [reverse(f"deviations:{name}", args=[deviation.pk]) for name in names]
    found.append(
        reverse("deviations:say_cause", args=[deviation.pk, deviation.decided.get(action=action).pk])
    )
    of_part = ("part", "cause_add", "cause_whys", "team", "contribute", "inform", "device", "no_lex")
    for part in deviation.parts.all():
        found += [reverse(f"deviations:{name}", args=[part.pk]) for name in of_part]
        found += [reverse("deviations:cause_edit", args=[part.pk, cause.pk]) for cause in part.causes.all()]
    return found


TELLING = ["mixed", "about the manager, who is in the team", "team of one part of two", "lex in one part of two"]  # fmt: skip


@pytest.mark.parametrize("situation", TELLING)
def test_no_page_shows_a_word_to_somebody_who_may_not_read_it(world, signed_in, situation):
    make, _knows, reads_sol, reads_hsl, handles_sol, handles_hsl = SITUATIONS[situation]
    deviation = make(world)
    first = deviation.parts.order_by("pk").first().law
    action = _planted(world, deviation)
    if situation.startswith("lex"):
        _moved(deviation)
    leaks = []
    for key in sorted(EVERYONE | FORMER):
        client = signed_in(key)
        allowed = {
            word for word, readers in (("Hemligtsol", reads_sol), ("Hemligthsl", reads_hsl)) if key in readers
        }
        if key in (reads_sol if first == "sol" else reads_hsl):
            allowed.add("Hemligtrapport")
        shown = {address: _page(client, address) for address in _addresses(deviation, action)}
        seen = see(deviation, world.people[key], DAY)
        shown["paper"] = json.dumps(told(seen, AT), ensure_ascii=False) if seen.parts else ""
        for address, page in shown.items():
            text = page.replace("Hemligtsol done_at_once", "") if key in _stub_readers(situation) else page
            leaks += [(key, address, word) for word in WORDS - allowed if word in text]

    assert leaks == []
    assert handles_sol <= reads_sol
    assert handles_hsl <= reads_hsl


WORDS = {"Hemligtsol", "Hemligthsl", "Hemligtrapport", "Hemligtnamn"}


def _page(client, address):
    answer = client.get(address)
    assert answer.status_code in {200, 302, 403, 404}, address
    return answer.content.decode()


def _stub_readers(situation):
    """Those who handled it until it became a lex case know what was done at once."""
    return MANAGER | SAS if situation.startswith("lex") else NOBODY


def test_reader_is_told_who_reads_the_other_part(world, signed_in):
    deviation = case(world, both=True)
    address = reverse("deviations:detail", args=[deviation.pk])

    assert "HSL-delen läses av MAS, MAR och enhetschefen." in signed_in("sas").get(address).content.decode()
    assert "SoL/LSS-delen läses av SAS och enhetschefen." in signed_in("mas").get(address).content.decode()


def test_lex_case_leaves_a_stub(world, signed_in):
    deviation = case(world, part={"done_at_once": "Bytte larm."}, lex_outcome="inget missförhållande")
    _moved(deviation)

    page = signed_in("manager").get(reverse("deviations:detail", args=[deviation.pk])).content.decode()

    assert "Utreds enligt lex Sarah. Texten finns hos dem som utreder." in page
    assert "Bytte larm." in page
    assert "inget missförhållande" in page


def test_one_who_only_reported_is_led_to_the_own_report(world, signed_in):
    deviation = case(world)

    answer = signed_in("staff").get(reverse("deviations:detail", args=[deviation.pk]))

    assert answer.url == reverse("deviations:own", args=[deviation.pk])


def test_manager_never_counts_a_case_about_the_manager(world):
    about = case(world, concerns_manager=True)
    action = ActionFactory(unit=world.units["solgarden"])
    about.actions.add(action)
    case(world, unit="bjorkgarden").actions.add(action)

    hidden = {key: action.sources_known_to(world.people[key], DAY).hidden for key in ("manager", "sas")}

    assert hidden == {"manager": 1, "sas": 0}  # the manager counts the neighbour's alone


def test_same_person_is_counted_among_cases_that_one_knows_of(world):
    who = Identity.keep("Maj Gran", "", municipality=world.municipality, is_protected=False, by=None, at=AT)
    shown = case(world, identity=who)
    case(world, identity=who, concerns_manager=True)

    repeats = {key: see(shown, world.people[key], DAY).repeats for key in ("manager", "sas")}

    assert repeats == {"manager": 1, "sas": 2}


def test_whom_a_case_is_about_is_not_invited_to_its_team(world):
    part = part_of(case(world, concerns_manager=True))
    manager, sas = world.people["manager"], world.people["sas"]

    with pytest.raises(Refused) as refused:
        invite(part, [manager], by=sas, at=AT, day=DAY)

    assert refused.value.obstacles == [Obstacle.IS_ABOUT_THEM]
    assert not Part.objects.visible_to(manager, DAY).exists()


@pytest.mark.parametrize("verb", ["dismiss", "merge", "reassign"])
@pytest.mark.parametrize(("who", "status"), [("manager", 200), ("sas", 403), ("mas", 403)])
def test_nobody_ends_or_moves_a_part_that_they_may_not_read(world, signed_in, verb, who, status):
    deviation = case(world, both=True)
    address = reverse(f"deviations:{verb}", args=[deviation.pk])
    client = signed_in(who)

    assert client.get(address).status_code == status
    page = client.get(reverse("deviations:detail", args=[deviation.pk])).content.decode()
    assert (address in page) == (status == 200)
