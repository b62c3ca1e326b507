"""Asking the search page, for tests of what is found by whom."""

from django.test import Client
from django.urls import reverse

SEARCH = reverse("desk:search")


def ask(client: Client, words: str, **filters: str):
    return client.post(SEARCH, {"ord": words, **filters}, follow=True)


def found(answer) -> list[tuple[str, str]]:
    """The kind and the title of each answer."""
    page = answer.context["page"]
    return [
        (section.key, "".join(piece.text for piece in one.title))
        for section in page.sections
        for one in section.found
    ]


def titles(answer) -> list[str]:
    return [title for _kind, title in found(answer)]


def addresses(answer) -> list[str]:
    return [one.href for section in answer.context["page"].sections for one in section.found]
