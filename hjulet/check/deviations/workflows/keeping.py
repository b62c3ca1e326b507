"""What somebody keeps and takes out of the list: saved sentences, downloads that are logged."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.check.deviations.models import SavedView


@transaction.atomic
def save(user: User, name: str, query: str, *, at: datetime) -> SavedView:
    """The sentence under a name; the same name again is the same view with another sentence."""
    view, _is_new = SavedView.objects.update_or_create(user=user, name=name, defaults={"query": query})
    record("savedview.saved", view, by=user, at=at, query=query)
    return view


@transaction.atomic
def forget(view: SavedView, *, by: User, at: datetime) -> None:
    record("savedview.forgotten", view, by=by, at=at)
    view.delete()


def log_download(
    municipality: Municipality, named: dict[str, Any], number: int, *, kind: str, by: User, at: datetime
) -> None:
    """Who took which rows out, by which filters: never the free words, only that there were some."""
    record("deviation.downloaded", municipality, by=by, at=at, filters=named, rows=number, form=kind)


def log_week(municipality: Municipality, numbers: list[str], *, by: User, at: datetime) -> None:
    """The review shows what happened in these: who read them, and when."""
    record("deviation.week_read", municipality, by=by, at=at, numbers=numbers)
