"""Signing in as a person does, with a password."""

import pytest
from django.test import Client
from django.urls import reverse

PASSWORD = "rätt häst batteri häftklammer"


def sign_in(client: Client, user, password=PASSWORD, then="/konto/"):
    """The answer to the login form."""
    return client.post(reverse("account_login"), {"login": user.email, "password": password, "next": then})


@pytest.fixture
def manager(world):
    """Somebody with a password."""
    user = world.people["manager"]
    user.set_password(PASSWORD)
    user.save()
    return user
