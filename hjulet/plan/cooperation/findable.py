"""What a cooperation is found by: with whom, about what, how, and what was said and decided at its meetings."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from hjulet.base.search.workflows import Findable, Part, put_all
from hjulet.base.ui import swedish
from hjulet.plan.cooperation.models import Cooperation, CooperationMeeting, CooperationQuerySet

KIND = "cooperation"


def keep_findable(found: CooperationQuerySet) -> None:
    """These say what they say now: after they, their partners or their meetings have changed."""
    put_all(texts_of_cooperation(found))


def texts_of_cooperation(found: CooperationQuerySet) -> Iterator[Findable]:
    """Many at once."""
    whole = found.select_related("unit").prefetch_related("partners", "meetings")
    return map(text_of_cooperation, whole)


def text_of_cooperation(found: Cooperation) -> Findable:
    parts = [
        Part(", ".join(partner.name for partner in found.partners.all()), str(_("Med vem")), "parter"),
        Part(found.purpose, str(_("Om vad")), "syfte"),
        Part(found.practice, str(_("Så samverkar vi")), "praktik"),
        *map(_meeting, found.meetings.all()),
    ]
    said = [part for part in parts if part.body.strip()]
    return Findable(KIND, found.pk, found.unit.municipality_id, found.title, said, found.registry_number)


def _meeting(held: CooperationMeeting) -> Part:
    heading = str(_("Möte %(day)s") % {"day": swedish.day(held.held_on)})
    return Part("\n".join(filter(None, (held.notes, held.decisions))), heading, "moten")
