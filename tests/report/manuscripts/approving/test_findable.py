"""Approved reports are found by their chapters: the internal edition by those inside, the public one when published."""

from hjulet.desk.searching.indexing import index_everything
from hjulet.report.manuscripts.findable import chapters
from hjulet.report.reports.choices import Edition
from tests.desk.search.finding import addresses, ask, found
from tests.report.manuscripts.approving.conftest import DAY


def test_a_chapter_is_what_stands_under_a_heading_without_tables_and_contents():
    told = chapters(
        """<article><header><h1>Berättelse</h1><p>Utgåva 1</p></header>
        <nav><h2 id="innehall">Innehåll</h2><ol><li>Processer</li></ol></nav>
        <div class="heading"><h2 id="processer">Processer</h2><p class="law">4 kap. 2 §</p></div>
        <p>Vi har <strong>kartlagt</strong> dem &amp; mer.</p>
        <ul><li>Fall</li><li>Trycksår</li></ul>
        <table><tr><td><p>42</p></td></tr></table>
        <h3 id="tom">Tom</h3></article>"""
    )

    assert [(part.heading, part.anchor) for part in told] == [("Processer", "processer")]
    assert told[0].body == "4 kap. 2 §\nVi har kartlagt dem & mer.\nFall\nTrycksår"


def test_an_approved_report_is_found_by_its_chapters_by_those_inside(approved, signed_in):
    internal = approved[Edition.INTERNAL]
    answer = ask(signed_in("sas"), "kartlagt processerna")

    assert [kind for kind, _title in found(answer)] == ["report"]
    assert addresses(answer)[0].startswith(f"{internal.get_absolute_url()}#")
    assert found(ask(signed_in("staff"), "kartlagt processerna")) == []  # it is not published
    assert found(ask(signed_in("politician"), "kartlagt processerna")) == []
    assert found(ask(signed_in("neighbour"), "kartlagt processerna")) == []


def test_a_published_report_is_found_by_everyone_here_once(published, world, signed_in):
    index_everything(world.municipality, DAY)

    answer = ask(signed_in("staff"), "kartlagt processerna")
    assert [kind for kind, _title in found(answer)] == ["published"]
    assert signed_in("staff").get(addresses(answer)[0]).status_code == 200
    assert [kind for kind, _title in found(ask(signed_in("politician"), "kartlagt"))] == ["published"]
    assert [kind for kind, _title in found(ask(signed_in("director"), "kartlagt"))] == ["report"]
    assert found(ask(signed_in("neighbour"), "kartlagt processerna")) == []


def test_a_draft_is_found_by_nobody(in_review, signed_in):
    assert found(ask(signed_in("sas"), "kartlagt processerna")) == []
