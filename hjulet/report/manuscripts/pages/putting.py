"""A figure that somebody has chosen elsewhere: which reports it may go into, and where in one of them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjulet.base.people.request import Request
from hjulet.check.indicators.choices import Verdict
from hjulet.check.indicators.models import Value, ValueQuerySet
from hjulet.check.indicators.series import Followed
from hjulet.report.manuscripts.access import may_write
from hjulet.report.manuscripts.choices import State
from hjulet.report.manuscripts.facts import facts_of
from hjulet.report.manuscripts.models import Manuscript
from hjulet.report.manuscripts.outline import Section, outline
from hjulet.report.manuscripts.rules import reference
from hjulet.report.reports.figures import cited, of_value


@dataclass(frozen=True)
class Chosen:
    """The figure as a sentence: with the live figure where the report has it, else as it says now."""

    value: Value
    id: str
    label: str
    text: str
    words: str

    def sentence(self, *, is_live: bool) -> str:
        figure = reference(self.id, self.text) if is_live else self.text
        said = {"label": self.label, "figure": figure, "words": self.words}
        return (_("%(label)s: %(figure)s. %(words)s") % said).strip()


@dataclass(frozen=True)
class Places:
    """Sections of a report: those that hold the figure first, then the others."""

    holding: tuple[Section, ...]
    others: tuple[Section, ...]

    @property
    def own(self) -> Section | None:
        """The one section whose figure it is, if there is one; the summary, which stands first, repeats others'."""
        theirs = self.holding[1:] if len(self.holding) > 1 else self.holding
        return theirs[0] if len(theirs) == 1 else None


def drafts(request: Request) -> list[Manuscript]:
    """The reports that the person may write in today, the newest first."""
    seen = Manuscript.objects.visible_to(request.user, request.today).filter(state=State.DRAFT)
    found = seen.select_related("unit__municipality").order_by("-year", "kind", "-number")
    return [one for one in found if may_write(request.user, one, request.today)]


def chosen(value: Value, seen: ValueQuerySet) -> Chosen:
    """What may be said of the figure: whether it has changed more than chance explains."""
    alike = {"unit": value.unit, "comparison": value.comparison, "rhythm": value.rhythm}
    own = seen.filter(indicator=value.indicator, **alike)
    earlier = own.filter(period_end__lte=value.period_end).in_series()
    change = Followed(value.indicator, list(earlier), []).change
    figure = of_value(value)
    label = f"{value.indicator.name}, {figure.organisation} {figure.period}"
    return Chosen(value, figure.id, label, figure.text, _said(change.verdict, change.words))


def places(manuscript: Manuscript, figure: str) -> Places:
    sections = outline(facts_of(manuscript))
    holding = tuple(section for section in sections if figure in section.figures)
    return Places(holding, tuple(section for section in sections if section not in holding))


def with_citations(seen: ValueQuerySet) -> ValueQuerySet:
    return seen.select_related("indicator__municipality", "unit").prefetch_related(cited())


def _said(verdict: Verdict, words: str) -> str:
    if verdict in {Verdict.IMPROVEMENT, Verdict.WORSENING, Verdict.CHANGE}:
        return _("%(verdict)s: förändringen mot mätningen före är större än slumpen.") % {
            "verdict": verdict.label
        }
    return f"{words}." if verdict in {Verdict.CHANCE, Verdict.UNKNOWN} else ""
