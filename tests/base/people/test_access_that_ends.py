"""The request's day, place and roles; and the door that closes when the roles have ended."""

import pytest
from django.urls import reverse

from hjulet.base.people.models import RoleHolding, User
from tests.base.people.conftest import sign_in


def test_page_tells_whose_municipality_and_which_role(signed_in, world):
    request = signed_in("manager").get(reverse("people:me")).context["request"]

    assert request.municipality == world.municipality
    assert request.role_title == "enhetschef, Solgården"
    assert request.may_see("actions:list")
    assert not request.may_see("log:list")


@pytest.mark.parametrize("path", ["/konto/", "/konto/personer/", "/logg/", "/konto/tva-steg/"])
def test_whose_roles_have_ended_gets_a_friendly_page_everywhere(signed_in, path):
    response = signed_in("former").get(path)

    assert response.status_code == 403
    assert "Din åtkomst har upphört" in response.content.decode()


def test_whose_roles_have_ended_can_still_sign_out(signed_in):
    client = signed_in("former")

    client.post(reverse("account_logout"))

    assert "_auth_user_id" not in client.session


def test_role_that_ended_yesterday_is_felt_at_the_next_click(signed_in, world):
    client = signed_in("manager")
    assert client.get("/konto/").status_code == 200

    RoleHolding.objects.filter(user=world.people["manager"]).update(ends_on="2025-01-01")

    assert client.get("/konto/").status_code == 403


@pytest.mark.parametrize("key", ["staff", "manager", "mas", "administrator", "provider", "privacy_officer"])
def test_outside_demonstrations_a_second_step_comes_first(signed_in, settings, key):
    settings.DEMO = False
    client = signed_in(key)

    assert client.get("/konto/").url == reverse("mfa_index")
    page = client.get(reverse("mfa_index"))
    assert "innan du går vidare" in page.content.decode()


@pytest.mark.parametrize("key", ["politician", "auditor"])
def test_roles_that_reach_no_cases_may_do_without(signed_in, settings, key):
    settings.DEMO = False

    assert signed_in(key).get("/konto/").status_code == 200


def test_municipality_may_exempt_other_roles_but_never_the_administrator(signed_in, settings):
    settings.DEMO = False
    settings.SECOND_STEP_EXEMPT_ROLES = ["registrar", "administrator"]

    assert signed_in("registrar").get("/konto/").status_code == 200
    assert signed_in("politician").get("/konto/").status_code == 302
    assert signed_in("administrator").get("/konto/").status_code == 302


def test_demonstration_asks_for_one_step(signed_in):
    assert signed_in("manager").get("/konto/").status_code == 200


def test_all_sessions_end_at_once(client, manager, signed_in, world):
    sign_in(client, manager)
    unlisted = signed_in("manager")

    administrator = signed_in("administrator")
    response = administrator.post(reverse("people:end_sessions", args=[manager.pk]))

    assert response.url == reverse("people:detail", args=[manager.pk])
    assert client.get("/konto/").status_code == 302
    assert unlisted.get("/konto/").status_code == 302
    assert administrator.get("/konto/").status_code == 200


def test_own_other_sessions_can_be_ended(client, manager):
    other = type(client)()
    sign_in(other, manager)
    sign_in(client, manager)

    page = client.get(reverse("usersessions_list"))
    assert page.context["session_count"] == 2
    client.post(reverse("usersessions_list"))

    assert client.get("/konto/").status_code == 200
    assert other.get("/konto/").status_code == 302


def test_frame_costs_five_queries(signed_in, django_assert_num_queries):
    client = signed_in("manager")
    with django_assert_num_queries(5):  # session, user, municipality, roles, unread messages
        client.get(reverse("people:access_table"))


def test_user_of_an_earlier_round_is_nobody(world):
    user = world.people["manager"]
    before = user.get_session_auth_hash()

    User.objects.filter(pk=user.pk).update(session_round=2)

    assert User.objects.get(pk=user.pk).get_session_auth_hash() != before


def test_pages_are_kept_for_one_person_only(signed_in):
    assert signed_in("manager").get("/konto/").headers["Cache-Control"] == "private, no-cache"


def test_after_signing_out_the_browser_forgets_the_pages(signed_in):
    answer = signed_in("manager").post(reverse("account_logout"))

    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in signed_in("manager").get("/konto/").headers
