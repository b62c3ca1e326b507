"""Build a report from live data. Nothing is stored: the same data gives the same report."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from hjulet.base.organisation.models import Unit
from hjulet.report.reports import patient_safety_report, quality_report, results_report, sheets
from hjulet.report.reports.blocks import Block, Report
from hjulet.report.reports.choices import Edition, Format, Kind
from hjulet.report.reports.framing import Chapter, framed, parted
from hjulet.report.reports.models import FrameVersion, OwnTable
from hjulet.report.reports.render.docx import docx
from hjulet.report.reports.render.figures_json import figures_json
from hjulet.report.reports.render.html import html
from hjulet.report.reports.render.pdf import pdf
from hjulet.report.reports.scope import Scope

STYLES = ("ui/charts.css", "reports/report.css")
KINDS = {
    Kind.QUALITY: quality_report,
    Kind.RESULTS: results_report,
    Kind.SAFETY: patient_safety_report,
}


def build(kind: Kind, unit: Unit, year: int, edition: Edition) -> Report:
    """The report of that part of the organisation and that year."""
    scope = Scope(kind, unit, year, edition)
    module = KINDS[kind]
    blocks, sources = module.blocks_of(scope)
    frame = FrameVersion.objects.in_force(scope.municipality, kind, year)
    blocks = framed(blocks, frame.plan if frame else (), _own_tables(scope))
    title = module.title(scope)
    from_document = next((source for source in sources.sources if str(year) in source.title), None)
    facts = [("Avser", str(year)), ("Verksamhet", unit.name), ("Utgåva", str(edition.label).capitalize())]
    if from_document is not None:
        facts.append(("Siffrorna kommer ur", f"{from_document.title}, {from_document.dated}"))
    if sources.registry_number:
        facts.append(("Källans diarienummer", sources.registry_number))
    return Report(
        kind=kind.value,
        title=title,
        subtitle=f"{scope.municipality.name}, {unit.name.lower() if unit.name != scope.municipality.name else 'hela kommunen'}",
        municipality=scope.municipality.name,
        organisation=unit.name,
        year=year,
        edition=edition.value,
        facts=tuple(facts),
        stamped_on=sources.stamped_on,
        blocks=tuple(blocks),
        is_invented=scope.municipality.is_invented,
        extra={"unit": unit.slug, "frame": str(frame.number) if frame else ""},
    )


def chapters_of(kind: Kind, unit: Unit, year: int) -> list[Chapter]:
    """The template's chapters as they are before any frame."""
    blocks, _sources = KINDS[kind].blocks_of(Scope(kind, unit, year, Edition.INTERNAL))
    return parted(blocks)


def _own_tables(scope: Scope) -> dict[str, tuple[Block, ...]]:
    """The chapter's anchor → the municipality's own tables in it."""
    found: dict[str, tuple[Block, ...]] = {}
    for table in OwnTable.objects.told_of(scope.unit, scope.kind, scope.year):
        if not (table.is_internal and scope.is_public):
            shown = sheets.blocks_of(sheet_of(table), is_public=scope.is_public)
            found[table.chapter] = (*found.get(table.chapter, ()), *shown)
    return found


def sheet_of(table: OwnTable) -> sheets.Sheet:
    """The slug says whose table it is: two units may have one of the same name."""
    return sheets.Sheet(
        f"{table.unit.slug}-{table.slug}", table.title, table.unit.name, table.year, tuple(table.columns),
        tuple(tuple(row) for row in table.rows), table.source, table.note, table.counts_people,
    )  # fmt: skip


def rendered(report: Report, wanted: Format) -> bytes:
    """The report as a file."""
    makers: dict[Format, Callable[[Report], bytes]] = {
        Format.JSON: lambda report: figures_json(report).encode(),
        Format.HTML: lambda report: standalone(report).encode(),
        Format.PDF: pdf,
        Format.DOCX: docx,
    }
    return makers[wanted](report)


def standalone(report: Report) -> str:
    """One HTML file that needs no server: its styles inside, its figures linked to the installation."""
    document = html(report).replace('href="/', f'href="{settings.BASE_URL}/')
    styles = "\n".join(Path(str(finders.find(name))).read_text(encoding="utf-8") for name in STYLES)
    return render_to_string(
        "reports/standalone.html", {"report": report, "document": document, "styles": styles}
    )


def file_name(report: Report, wanted: Format) -> str:
    """kvalitetsberattelse-leksand-2025.pdf."""
    public = "-offentlig" if report.edition == Edition.PUBLIC else ""
    return f"{report.kind}-{report.extra.get('unit', 'enhet')}-{report.year}{public}.{wanted.value}"
