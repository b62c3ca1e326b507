"""Who is responsible for which sections: chosen, changed and taken away, several at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import ngettext

from hjulet.base.log.chain import record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell
from hjulet.base.people.models import User
from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.choices import State
from hjulet.report.manuscripts.models import CannotChange, Manuscript, SectionOwner
from hjulet.report.manuscripts.workflows.starting import locked


@dataclass(frozen=True)
class Choice:
    """Who is to have a section from now on, and who had it on the page where that was chosen."""

    section: str
    section_title: str
    user: User | None
    had: int | None = None


@dataclass(frozen=True)
class Chosen:
    """What became of the choices: those that count now, and those where somebody else was faster."""

    changed: tuple[Choice, ...] = ()
    taken: tuple[SectionOwner, ...] = ()


@transaction.atomic
def choose_owners(
    manuscript: Manuscript, choices: Sequence[Choice], *, by: User, at: datetime, day: date
) -> Chosen:
    """Each section gets the one who is chosen; a section that another has changed meanwhile is left. Raises CannotChange.

    A message to each who is given sections, however many.
    """
    if obstacles := rules.obstacles_to_writing(State(locked(manuscript.pk).state)):
        raise CannotChange(obstacles)
    stands = {
        owner.section: owner
        for owner in SectionOwner.objects.filter(manuscript=manuscript).select_related("user")
    }
    new = [one for one in choices if _pk(one.user) != _holder(stands, one)]
    free = [one for one in new if _holder(stands, one) == one.had]
    taken = [stands[one.section] for one in new if one not in free and one.section in stands]
    made = [owner for one in free if (owner := _set(manuscript, one, stands, by=by, at=at))]
    _tell(made, by=by, at=at, day=day)
    return Chosen(tuple(free), tuple(taken))


def _pk(user: User | None) -> int | None:
    return user.pk if user else None


def _holder(stands: Mapping[str, SectionOwner], one: Choice) -> int | None:
    owner = stands.get(one.section)
    return owner.user_id if owner else None


def _set(
    manuscript: Manuscript, one: Choice, stands: Mapping[str, SectionOwner], *, by: User, at: datetime
) -> SectionOwner | None:
    had = stands.get(one.section)
    if had is not None:
        had.delete()
    if one.user is None:
        record("manuscript.owner_removed", manuscript, by=by, at=at, section=one.section)
        return None
    made = SectionOwner.objects.create(
        manuscript=manuscript, section=one.section, section_title=one.section_title[:200], user=one.user,
        set_by=by, set_at=at,
    )  # fmt: skip
    record("manuscript.owner_set", manuscript, by=by, at=at, section=one.section, to=one.user.pk)
    return made


def _tell(made: Sequence[SectionOwner], *, by: User, at: datetime, day: date) -> None:
    """Whoever gives a section to themselves knows."""
    of_each: dict[User, list[SectionOwner]] = {}
    for owner in made:
        if owner.user != by:
            of_each.setdefault(owner.user, []).append(owner)
    for user, owners in of_each.items():
        title = ngettext(
            "Du har fått ansvar för ett avsnitt i en rapport.",
            "Du har fått ansvar för %(amount)s avsnitt i en rapport.", len(owners),
        ) % {"amount": len(owners)}  # fmt: skip
        key = f"report-owner-{owners[-1].pk}"
        tell(
            [user],
            Kind.REPORT_ASKED,
            title,
            reverse("manuscripts:mine"),
            key=key,
            about=owners[-1],
            at=at,
            day=day,
        )
