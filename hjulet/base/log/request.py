"""What the layers above hang on the request: the log lies under them and knows only this."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from django.http import HttpRequest


class Place(Protocol):
    slug: str


class Request(HttpRequest):
    municipality: Place
    today: date
    may_see: Callable[[str], bool]
