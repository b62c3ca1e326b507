"""The words of a search in an address, sealed: they may name a person, and addresses stay in logs and histories (ADR 0017).

Only the one who asked can open them, on that day and the next.
"""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from hjulet.base.identities.sealing import CannotOpen, seal, unseal
from hjulet.base.people.models import User

KEPT = timedelta(days=1)
LONGEST = 4000  # letters of a sealed question; a longer one is nothing that we have made


def sealed(words: str, user: User, today: date) -> str:
    return seal(json.dumps([user.pk, today.isoformat(), words])) if words else ""


def opened(said: str, user: User, today: date) -> str:
    """The words; nothing when they are somebody else's, of another time, or no words of ours."""
    if not said or len(said) > LONGEST:
        return ""
    try:
        asked_by, day, words = json.loads(unseal(said))
    except (CannotOpen, UnicodeError):
        return ""
    is_kept = date.fromisoformat(day) >= today - KEPT
    return str(words) if asked_by == user.pk and is_kept else ""


@dataclass(frozen=True)
class Addresses:
    """The address of a search by the one who asks, with what the sentence above the answers says."""

    user: User
    today: date
    filters: dict[str, str] = field(default_factory=dict)

    def of(self, words: str, **other: str) -> str:
        """Of a search for the words, with some filters otherwise than now."""
        said = {"f": sealed(words, self.user, self.today), **self.filters, **other}
        asked = urlencode({name: value for name, value in said.items() if value})
        return f"{reverse('desk:search')}?{asked}" if asked else reverse("desk:search")
