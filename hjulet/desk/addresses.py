"""Addresses of pages that may not be there."""

from django.urls import NoReverseMatch, reverse


def address(name: str, *args: object) -> str:
    """The address, or nothing when no page has that name."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
