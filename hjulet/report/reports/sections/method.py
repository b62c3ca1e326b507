"""How the figures were taken, and from where."""

from dataclasses import dataclass

from hjulet.base.sources.models import Document
from hjulet.base.ui.swedish import day
from hjulet.report.reports.blocks import Block, Bullets, Column, Paragraph, Row, Table, Text
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections.results import Results


@dataclass(frozen=True)
class Source:
    title: str
    registry_number: str
    dated: str
    issued_by: str


@dataclass(frozen=True)
class Method:
    sources: tuple[Source, ...]
    registers: tuple[str, ...]
    contradictions: int
    registry_number: str
    stamped_on: str  # the newest date in the data, or the year's last day


def collect(scope: Scope, results: Results) -> Method:
    documents = list(
        Document.objects.filter(municipality=scope.municipality, year__lte=scope.year).order_by(
            "-year", "slug"
        )
    )
    own = [document for document in documents if document.year == scope.year]
    dates = [document.dated_on for document in own if document.dated_on]
    return Method(
        sources=tuple(
            Source(
                str(document),
                document.registry_number or "–",
                day(document.dated_on) if document.dated_on else "odaterad",
                document.issued_by or "–",
            )
            for document in documents
        ),
        registers=tuple(dict.fromkeys(group.register for group in results.groups if group.register)),
        contradictions=sum(len(group.contradictions) for group in results.groups),
        registry_number=next((document.registry_number for document in own if document.registry_number), ""),
        stamped_on=(max(dates) if dates else scope.last_day).isoformat(),
    )


def blocks_of(facts: Method) -> tuple[Block, ...]:
    rules = (
        "En förändring kallas förbättring eller försämring bara när den är större än slumpen. Osäkerheten är 95 procent.",
        "När antalet svar är okänt går en förändring inte att bedöma, och det står så.",
        "När många frågor prövas samtidigt räknar vi med att högst en av tio som pekas ut är falskt alarm.",
        "Antal och kostnader är full räkning och har inget intervall.",
        "Under fem svar visas ingenting, om inte kommunen själv redan har publicerat siffran.",
        "Siffror står som de är utskrivna i källan. Där källan säger emot sig själv pekas det ut, inget är rättat.",
    )
    blocks: list[Block] = [
        Paragraph((Text("Så är siffrorna tagna:"),)),
        Bullets(tuple((Text(rule),) for rule in rules)),
    ]
    if facts.sources:
        blocks.append(_source_table(facts))
    if facts.registers:
        blocks.append(Paragraph((Text(f"Register och mätningar: {', '.join(facts.registers)}."),)))
    return tuple(blocks)


def _source_table(facts: Method) -> Table:
    columns = (
        Column("Källdokument", share=2.6),
        Column("Diarienummer", share=1.3),
        Column("Datum", share=1.3),
        Column("Upprättat av", share=2.0),
    )
    rows = tuple(
        Row((source.title, source.registry_number, source.dated, source.issued_by))
        for source in facts.sources
    )
    return Table("Källor", columns, rows)
