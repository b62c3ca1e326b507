"""A conversation with Kolada, at the address of the settings."""

from django.conf import settings

from hjulet.check.indicators.sources.kolada import Client


def kolada() -> Client:
    return Client(settings.KOLADA_URL.rstrip("/"), settings.VERSION)
