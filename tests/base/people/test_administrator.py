"""The first administrator of a real installation."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from hjulet.base.log.models import Entry
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.models import User
from tests.base.people.conftest import sign_in


def create(*arguments, email="adam@ekvik.se", name="Adam Först", **options):
    out = StringIO()
    call_command("create_administrator", email, name, *arguments, stdout=out, **options)
    return out.getvalue()


def test_municipality_root_and_administrator_are_made_at_once(db):
    create("--municipality", "nyby", "--create", "Nyby")

    municipality = Municipality.objects.get(slug="nyby")
    root = Unit.objects.get(municipality=municipality)
    user = User.objects.get(email="adam@ekvik.se")
    holding = user.roles.get()
    assert (root.name, root.kind, root.depth) == ("Nyby", "municipality", 1)
    assert (holding.role, holding.unit, holding.ends_on) == (Role.ADMINISTRATOR, root, None)
    assert (user.is_demo, user.has_usable_password()) == (False, False)
    assert list(Entry.objects.order_by("id").values_list("event", "municipality")) == [
        ("people.role_given", "nyby"),
        ("people.administrator_created", "nyby"),
    ]


def test_link_chooses_the_password_once(db, client):
    said = create("--municipality", "nyby", "--create", "Nyby")
    link = re.search(r"http://localhost:8000(\S+)", said)[1]
    form = client.get(link).url

    client.post(form, {"password1": "helt nytt långt lösenord", "password2": "helt nytt långt lösenord"})

    response = sign_in(client, User.objects.get(), password="helt nytt långt lösenord")
    assert response.url == "/konto/"
    assert client.get(reverse("people:list")).status_code == 200


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (("--municipality", "ingenstans"), {}, "finns inte"),
        (("--municipality", "ekvik", "--create", "Ekvik"), {}, "finns redan"),
        (("--municipality", "ekvik"), {"email": "mas@example.se"}, "finns redan"),
        (("--municipality", "ekvik"), {"email": "adam"}, "ingen e-postadress"),
        (("--municipality", "Ek vik", "--create", "Ekvik"), {}, "inget kortnamn"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_left_behind(world, arguments, options, message):
    before = (User.objects.count(), Municipality.objects.count(), Entry.objects.count())

    with pytest.raises(CommandError, match=message):
        create(*arguments, **options)

    assert (User.objects.count(), Municipality.objects.count(), Entry.objects.count()) == before
