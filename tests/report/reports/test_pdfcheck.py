"""Every property of the gate is broken on purpose: a check that cannot fail is a defect."""

from io import BytesIO

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from hjulet.report.reports.pdfcheck import faults
from hjulet.report.reports.render.pdf import pdf
from tests.report.reports.sample import sample


@pytest.fixture(scope="module")
def good():
    return pdf(sample())


def _broken(source, damage):
    with Pdf.open(BytesIO(source)) as document:
        damage(document)
        target = BytesIO()
        document.save(target)
    return faults(target.getvalue())


def _elements(document, kind):
    return [
        item
        for item in document.objects
        if isinstance(item, Dictionary) and item.get("/S") == kind and "/P" in item
    ]


def _remove(*path):
    def damage(document):
        *outer, last = path
        node = document.Root
        for name in outer:
            node = node[name]
        del node[last]

    return damage


def _metadata(key):
    def damage(document):
        with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
            del metadata[key]

    return damage


def _retag(before, after, at=0):
    def damage(document):
        _elements(document, Name(before))[at].S = Name(after)

    return damage


def _no_headings(document):
    for level in (1, 2, 3):
        for element in _elements(document, Name(f"/H{level}")):
            element.S = Name.P


def _without_alt(document):
    del _elements(document, Name.Figure)[0].Alt


def _without_scope(scope):
    def damage(document):
        for cell in _elements(document, Name.TH):
            owned = [cell.A] if isinstance(cell.A, Dictionary) else list(cell.A)
            for attributes in owned:
                if attributes.get("/Scope") == scope:
                    del attributes["/Scope"]
                    return

    return damage


def _empty_row(document):
    rows = [row for row in _elements(document, Name.TR) if row.P.S in {Name.TBody}]
    rows[0].K = Array()


def _paint(document, content=b"0 0 10 10 re f"):
    document.pages[1].contents_add(document.make_stream(content))


def _paint_in_idle_mark(document):
    _paint(document, b"/Span <</Lang (sv)>> BDC 0 0 10 10 re f EMC")


def _without_tabs(document):
    del document.pages[2].Tabs


def _unembedded(document):
    for item in document.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.FontDescriptor:
            for key in [key for key in dict(item) if key.startswith("/FontFile")]:
                del item[key]


BREAKS = [
    (_remove("/Lang"), "Språket saknas (/Lang)."),
    (_remove("/MarkInfo"), "Filen är inte märkt (/MarkInfo /Marked)."),
    (_remove("/ViewerPreferences", "/DisplayDocTitle"), "Fönstret visar inte titeln (/DisplayDocTitle)."),
    (_remove("/Outlines"), "Bokmärken saknas (/Outlines)."),
    (_remove("/StructTreeRoot", "/K"), "Strukturträdet saknas (/StructTreeRoot)."),
    (_metadata("dc:title"), "Titeln saknas i metadata (dc:title)."),
    (_metadata("pdfaid:part"), "Filen säger inte att den är PDF/A-2a (pdfaid)."),
    (_metadata("{http://www.aiim.org/pdfua/ns/id/}part"), "Filen säger inte att den är PDF/UA-1 (pdfuaid)."),
    (_no_headings, "Rubriker saknas."),
    (_retag("/H1", "/H2"), "Den första rubriken är H2, inte H1."),
    (_retag("/H2", "/H3"), "Rubriknivå hoppas över: H1 följs av H3."),
    (_without_alt, "En bild saknar beskrivning (/Alt)."),
    (_retag("/TH", "/TD"), "Tabell 2: en rubrikcell är inte TH."),
    (_without_scope(Name.Column), "Tabell 2: en rubrikcell saknar Scope Column."),
    (_without_scope(Name.Row), "Tabell 1: en rubrikcell saknar Scope Row."),
    (_empty_row, "Tabell 2: en rad är tom."),
    (_paint, "Sidan 2: något är ritat utanför märkt innehåll."),
    (_paint_in_idle_mark, "Sidan 2: något är ritat utanför märkt innehåll."),
    (_without_tabs, "Sidan 3: tabbordningen följer inte strukturen (/Tabs)."),
]


def test_our_own_report_passes(good):
    assert faults(good) == []


@pytest.mark.parametrize(("damage", "fault"), BREAKS, ids=[fault for _, fault in BREAKS])
def test_gate_finds(good, damage, fault):
    assert fault in _broken(good, damage)


def test_gate_finds_fonts_that_are_not_embedded(good):
    assert [fault for fault in _broken(good, _unembedded) if "Inter-Regular är inte inbäddat" in fault]


def test_decoration_may_be_painted(good):
    assert _broken(good, lambda document: _paint(document, b"/Artifact BMC 0 0 10 10 re f EMC")) == []
