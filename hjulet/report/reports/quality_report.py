"""Kvalitetsberättelse: chapters by SOSFS 2011:9, each with the paragraph it answers."""

from collections.abc import Iterable, Sequence

from django.utils.text import capfirst

from hjulet.base import law
from hjulet.plan.steering.models import Vision
from hjulet.report.reports.blocks import Block, Bullets, Figure, Note, Paragraph, Text
from hjulet.report.reports.chapters import chapter, result_chapters, section
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections import (
    areas,
    cooperation,
    costs,
    deviation_blocks,
    deviations,
    method,
    participation,
    procedures,
    promises,
    registers,
    results,
    summary,
)

SUBJECT_AREAS = {"ledningssystem": law.ADAPTATION, "avvikelser": law.REPORTING, "klagomål": law.COMPLAINTS}
LOOSE = "fakta"  # figures that belong to the text around them, not to a measurement
BY_PARAGRAPH = {area.paragraph: area for area in law.AREAS}
FOURTH = (law.ADAPTATION, law.PROCESSES, law.COOPERATION)
FIFTH = (law.RISKS, law.SELF_INSPECTION, law.COMPLAINTS, law.REPORTING, law.COMPILATION, law.IMPROVEMENT)


def blocks_of(scope: Scope) -> tuple[Sequence[Block], method.Method]:
    """The whole report, and what is known of its sources."""
    found = results.collect(scope)
    improvement = areas.collect(scope)
    sources = method.collect(scope, found)
    about = Chapters(scope, found, improvement)
    blocks = (
        *chapter("Sammanfattning", "sammanfattning"),
        *summary.blocks_of(summary.collect(scope, improvement, found)),
        *about.third(),
        *chapter("Ledningssystemets grundläggande uppbyggnad", "uppbyggnad", "SOSFS 2011:9 4 kap."),
        *about.areas(FOURTH),
        *chapter("Systematiskt förbättringsarbete", "forbattringsarbete", "SOSFS 2011:9 5 kap."),
        *about.areas(FIFTH),
        *chapter("Personalens medverkan", "medverkan", str(law.PARTICIPATION)),
        *about.area(law.PARTICIPATION),
        *chapter("Vad det blev av det som lovades", "loften", str(law.IMPROVEMENT)),
        *promises.blocks_of(promises.collect(scope)),
        *chapter(f"Inför {scope.year + 1}", "infor"),
        *promises.ahead(improvement, scope.year),
        *about.seventh(sources),
    )
    return blocks, sources


class Chapters:
    """The chapters that several collections meet in."""

    def __init__(self, scope: Scope, found: results.Results, improvement: areas.Improvement) -> None:
        self.scope, self.results, self.improvement = scope, found, improvement

    def third(self) -> Iterable[Block]:
        """3 kap.: who answers for what; here the whole self-assessment stands, so that it is seen at once."""
        yield from chapter("Ansvar för ledningssystemet", "ansvar", "SOSFS 2011:9 3 kap.")
        for vision in Vision.objects.filter(municipality=self.scope.municipality):
            yield Paragraph((Text(f"{vision.title}. ", strong=True), Text(vision.text)))
        yield from self.area(law.RESPONSIBILITY)
        yield areas.rating_table(self.improvement, self.scope.year)

    def areas(self, paragraphs: Iterable[law.Paragraph]) -> Iterable[Block]:
        for paragraph in paragraphs:
            area = BY_PARAGRAPH[paragraph]
            yield section(area.name, area.key, str(paragraph))
            yield from self.area(paragraph)

    def area(self, paragraph: law.Paragraph) -> Iterable[Block]:
        """Status, needs, actions, and the results that belong to the area."""
        yield from areas.blocks_of(self.improvement.of(BY_PARAGRAPH[paragraph]), self.scope.year)
        if paragraph == law.PROCESSES:
            yield from procedures.blocks_of(procedures.collect(self.scope))
        if paragraph == law.COOPERATION:
            yield from cooperation.blocks_of(cooperation.collect(self.scope))
        if paragraph == law.SELF_INSPECTION:
            yield from registers.blocks_of(registers.collect(self.scope))
            yield from costs.in_brief(costs.collect(self.scope))
        if paragraph == law.REPORTING:
            yield from deviation_blocks.blocks_of(deviations.collect(self.scope), level=3)
        if paragraph == law.PARTICIPATION:
            yield from participation.blocks_of(participation.collect(self.scope))
        if paragraph == law.COMPILATION:
            yield from self._movements()
        if paragraph == law.IMPROVEMENT:
            yield from self._counts()
        yield from result_chapters(self._groups(paragraph), self.results.moved, level=3)

    def seventh(self, sources: method.Method) -> Iterable[Block]:
        """7 kap.: documentation, sources, and the loose figures so that nothing printed is lost."""
        yield from chapter("Dokumentation och källor", "kallor", str(law.DOCUMENTATION))
        yield from areas.blocks_of(self.improvement.of(BY_PARAGRAPH[law.DOCUMENTATION]), self.scope.year)[:1]
        yield from method.blocks_of(sources)
        loose = self.results.where(lambda group: group.subject == LOOSE)
        if loose:
            yield section("Övriga uppgifter", "ovriga")
            yield from result_chapters(loose, (), level=3)

    def _groups(self, paragraph: law.Paragraph) -> tuple[results.Group, ...]:
        return self.results.where(
            lambda group: (
                group.subject != LOOSE and SUBJECT_AREAS.get(group.subject, law.SELF_INSPECTION) == paragraph
            )
        )

    def _movements(self) -> Iterable[Block]:
        names = self.results.names
        said = [(Text(f"{names[row.key]}. {row.words}."),) for row in self.results.moved]
        if said:
            yield Paragraph(
                (Text("Sett över alla år och alla frågor tillsammans har det här rört sig mer än slumpen:"),)
            )
            yield Bullets(tuple(said))
        elif self.results.groups:
            words = "Ingen andel har rört sig mer än slumpen, sett över alla år och alla frågor tillsammans."
            yield Note("info", (Text(words),))

    def _counts(self) -> Iterable[Block]:
        if self.improvement.counts:
            runs: list[Text | Figure] = [Text("Alla åtgärder: "), self.improvement.total, Text(".")]
            for status, figure in self.improvement.counts:
                runs += [Text(f" {capfirst(str(status.label))}: "), figure, Text(".")]
            yield Paragraph(tuple(runs))


def title(scope: Scope) -> str:
    return f"Kvalitetsberättelse {scope.year}"
