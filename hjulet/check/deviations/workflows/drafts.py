"""Reports that somebody signed in has begun. Saved while one writes, hence the only verb here that leaves no line in the log."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from hjulet.base.people.models import User
from hjulet.check.deviations.models import Deviation, Draft

KEPT_FOR = timedelta(days=30)
MOST = 5  # of one person's: the oldest makes room
MOST_SIGNS = 50_000


@transaction.atomic
def save_draft(user: User, client_id: UUID, said: Mapping[str, str], *, at: datetime) -> bool:
    """Keep what is written so far, in place of what was. False when it is too long, sent, or somebody else's."""
    text = json.dumps(dict(said), ensure_ascii=False)
    if len(text) > MOST_SIGNS or Deviation.objects.filter(client_id=client_id).exists():
        return False
    first = {"user": user, "said": text, "saved_at": at}
    draft, is_new = Draft.objects.select_for_update().get_or_create(client_id=client_id, defaults=first)
    if is_new:
        surplus = Draft.objects.filter(user=user).order_by("-saved_at").values_list("pk", flat=True)[MOST:]
        Draft.objects.filter(pk__in=list(surplus)).delete()
    elif draft.user_id == user.pk:
        draft.said, draft.saved_at = text, at
        draft.save(update_fields=["said", "saved_at"])
    return draft.user_id == user.pk


def forget_draft(user: User, client_id: UUID) -> None:
    Draft.objects.filter(user=user, client_id=client_id).delete()


def forget_old_drafts(at: datetime) -> int:
    """Those that nobody has touched for thirty days; gives how many."""
    return Draft.objects.filter(saved_at__lt=at - KEPT_FOR).delete()[0]
