"""A report as it stands before it is frozen: both editions' facts, its texts, and what waits."""

from dataclasses import dataclass, field
from functools import cached_property

from hjulet.base.organisation.models import Unit
from hjulet.report.manuscripts import checks, differences, freezing
from hjulet.report.manuscripts.checks import Waiting, Written
from hjulet.report.manuscripts.choices import Fault
from hjulet.report.manuscripts.differences import Changed
from hjulet.report.manuscripts.facts import facts_of
from hjulet.report.manuscripts.merging import Key
from hjulet.report.manuscripts.models import (
    Approved,
    Comment,
    Difference,
    Manuscript,
    SectionRequest,
    SectionText,
    TextVersion,
)
from hjulet.report.manuscripts.rules import Found
from hjulet.report.reports.blocks import Report
from hjulet.report.reports.choices import Edition


@dataclass(frozen=True)
class Draft:
    """Everything that an approval stands on; read once, so that what is checked is what is frozen."""

    manuscript: Manuscript
    internal: Report
    public: Report
    written: tuple[Written, ...]
    waiting: Waiting
    earlier: dict[str, Approved] = field(default_factory=dict)  # the edition before, internal and public
    explained: tuple[Difference, ...] = ()
    places: tuple[str, ...] = ()  # the units' names: they name no person

    @cached_property
    def faults(self) -> list[Found]:
        return checks.faults_of(self.internal, self.public, self.written, self.waiting, self.places)

    @property
    def texts(self) -> dict[Key, str]:
        return {(text.section, text.part): text.markdown for text in self.written}

    @cached_property
    def fingerprint(self) -> str:
        """Of the internal edition; empty while two figures under one name stop it from being listed."""
        return freezing.frozen(self.internal, self.texts).fingerprint if self.can_be_listed else ""

    @property
    def can_be_listed(self) -> bool:
        return all(fault.fault != Fault.TWO_VALUES for fault in self.faults)

    @cached_property
    def changes(self) -> list[Changed]:
        """What the internal edition tells otherwise than the one before it."""
        return self.changes_in(Edition.INTERNAL)

    def changes_in(self, edition: Edition) -> list[Changed]:
        if not self.can_be_listed or edition not in self.earlier:
            return []
        report = self.internal if edition == Edition.INTERNAL else self.public
        return differences.changed(self.earlier[edition].facts, freezing.facts_of(report))

    @cached_property
    def why(self) -> dict[str, str]:
        """Why a figure is changed; what was said of another change does not count."""
        said = {(one.figure, one.was, one.now): one.why for one in self.explained if one.why.strip()}
        found = {one.figure: said.get((one.figure, one.was, one.now), "") for one in self.changes}
        return {figure: why for figure, why in found.items() if why}

    @property
    def unexplained(self) -> list[Changed]:
        return [one for one in self.changes if one.figure not in self.why]


def draft_of(manuscript: Manuscript, *, fresh: bool = False) -> Draft:
    """FRESH facts are gathered now; otherwise they are at most five minutes old."""
    internal, public = (facts_of(manuscript, edition, fresh=fresh) for edition in Edition)
    return drawn(manuscript, internal, public)


def drawn(manuscript: Manuscript, internal: Report, public: Report) -> Draft:
    """On these facts, with the texts as they stand."""
    rows = SectionText.objects.filter(manuscript=manuscript).order_by("section", "part")
    return Draft(
        manuscript,
        internal,
        public,
        tuple(Written(text.section, text.part, text.markdown, text.is_offered) for text in rows),
        _waiting(manuscript),
        earlier_of(manuscript),
        tuple(Difference.objects.filter(manuscript=manuscript)),
        tuple(Unit.objects.of(manuscript.unit.municipality).values_list("name", flat=True)),
    )


def earlier_of(manuscript: Manuscript) -> dict[str, Approved]:
    """The editions that this one follows; none for the first."""
    if manuscript.number == 1:
        return {}
    found = Approved.objects.select_related("manuscript").filter(
        manuscript__kind=manuscript.kind,
        manuscript__unit=manuscript.unit_id,
        manuscript__year=manuscript.year,
        manuscript__number=manuscript.number - 1,
    )
    return {one.edition: one for one in found}


def _waiting(manuscript: Manuscript) -> Waiting:
    asked = SectionRequest.objects.filter(manuscript=manuscript).waiting()
    comments = Comment.objects.filter(manuscript=manuscript).open()
    beside = TextVersion.objects.filter(text__manuscript=manuscript).waiting()
    return Waiting(
        list(asked.values_list("section", flat=True)),
        list(comments.values_list("section", flat=True)),
        list(beside.values_list("text__section", flat=True)),
    )
