"""Loading is safe: it asks for a demonstration, may be done again, and leaves alone what people have done there."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from hjulet.act.actions.models import Action
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.models import User
from hjulet.check.indicators.models import Value
from hjulet.demo.sign_ins import BY_MUNICIPALITY, PASSWORD
from tests.demo.loading import everything


def test_loading_twice_changes_nothing(demonstration):
    before = everything()

    call_command("load_demo", verbosity=0)

    assert everything() == before


def test_loading_says_who_can_sign_in(demonstration):
    said = StringIO()

    call_command("load_demo", stdout=said)

    for municipality in Municipality.objects.all():
        for user in User.objects.filter(municipality=municipality).exclude(password__startswith="!"):
            assert user.email in said.getvalue()
    assert PASSWORD in said.getvalue()


def test_loading_completes_what_is_missing(demonstration):
    Action.objects.filter(slug="a25-001").delete()
    Action.objects.filter(slug="a1", unit__municipality__slug="lingonfors").delete()

    call_command("load_demo", verbosity=0)

    assert Action.objects.filter(slug="a25-001").count() == 1
    assert Action.objects.filter(slug="a1", unit__municipality__slug="lingonfors").count() == 1


def test_what_people_did_in_the_demonstration_stays(demonstration):
    at = timezone.now()
    developer = User.objects.get(email="developer@leksand.example")
    value = Value.objects.filter(indicator__municipality__slug="leksand", value__gt=1).first()
    value.revise(to=Decimal(7), missing="", why="Fel i källan", by=developer, at=at, seen=0)
    action = Action.objects.get(slug="a4", unit__municipality__slug="lingonfors")
    action.move_to("started", by=User.objects.get(email="sas@lingonfors.example"), at=at, reason="")
    root = Unit.objects.get(slug="leksand")
    Unit.objects.add_child(
        root, {"municipality": root.municipality, "slug": "ny", "name": "Ny", "kind": "unit"}
    )
    before = everything()

    call_command("load_demo", verbosity=0)

    assert everything() == before


def test_nothing_is_loaded_outside_demonstrations(demonstration, settings):
    settings.DEMO = False
    Action.objects.filter(slug="a25-001").delete()

    with pytest.raises(CommandError, match="HJULET_DEMO=1"):
        call_command("load_demo")

    assert not Action.objects.filter(slug="a25-001").exists()


def test_invented_municipality_has_somebody_for_every_role(demonstration):
    people = BY_MUNICIPALITY["lingonfors"]

    assert {person.role for person in people} == set(Role)
    assert len({(person.role, person.unit) for person in people}) == len(people)


def test_only_the_invented_municipality_is_marked_as_invented(demonstration):
    assert dict(Municipality.objects.values_list("slug", "is_invented")) == {
        "leksand": False,
        "lingonfors": True,
    }


def test_every_sign_in_is_for_demonstrations_only(demonstration):
    assert not User.objects.filter(is_demo=False).exists()
    assert all(user.email.endswith(".example") for user in User.objects.all())
