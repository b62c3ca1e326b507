"""The page where the sections of a report are shared out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.forms import BoundField

from hjulet.base.people.models import User
from hjulet.report.manuscripts.access import able_to_own
from hjulet.report.manuscripts.checks import is_required
from hjulet.report.manuscripts.directory import Directory, directory
from hjulet.report.manuscripts.facts import facts_of
from hjulet.report.manuscripts.forms.owning import OwnersForm
from hjulet.report.manuscripts.models import Manuscript, SectionOwner
from hjulet.report.manuscripts.outline import Section, outline
from hjulet.report.manuscripts.pages import folding


@dataclass(frozen=True)
class Row:
    """A section with the fields that say who has it."""

    section: Section
    field: BoundField
    had: BoundField
    has_left: str  # the name of whoever had it and cannot any more
    is_required: bool

    @property
    def is_quiet(self) -> bool:
        return not (self.is_required or self.field.value() or self.field.errors or self.has_left)


@dataclass(frozen=True)
class Chapter(folding.Chapter[Row]):
    whole: BoundField


@dataclass(frozen=True)
class Sharing:
    """What the form is made of."""

    kind: str
    sections: tuple[Section, ...]
    directory: Directory
    owners: tuple[SectionOwner, ...]

    @property
    def owned(self) -> dict[str, int]:
        return {owner.section: owner.user_id for owner in self.owners}

    def chapters(self, form: OwnersForm) -> Iterator[Chapter]:
        left = {
            owner.section: owner.user.name
            for owner in self.owners
            if owner.user_id not in self.directory.names
        }
        for number, title in enumerate(form.chapters):
            rows = tuple(
                Row(
                    one,
                    form[f"to-{one.anchor}"],
                    form[f"had-{one.anchor}"],
                    left.get(one.anchor, ""),
                    is_required(self.kind, one),
                )
                for one in self.sections
                if one.chapter == title
            )
            yield Chapter(title, rows, form[f"chapter-{number}"])


def sharing(manuscript: Manuscript, user: User, today: date) -> Sharing:
    owners = SectionOwner.objects.filter(manuscript=manuscript).select_related("user")
    people = directory(able_to_own(user, today), today)
    return Sharing(manuscript.kind, tuple(outline(facts_of(manuscript))), people, tuple(owners))
