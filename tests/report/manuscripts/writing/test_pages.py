"""The pages where a report is written together, as people use them."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hjulet.report.manuscripts.facts import facts_of, key_of
from hjulet.report.manuscripts.models import Approved, Comment, Manuscript, SectionText, TextVersion
from hjulet.report.manuscripts.rules import reference
from hjulet.report.manuscripts.shorthand import sign_of
from hjulet.report.reports.blocks import Column, Heading, Row, Table
from tests.report.manuscripts.approving.access_makers import stored
from tests.report.manuscripts.writing.conftest import SECTION
from tests.report.reports.sample import measured


def _url(name, manuscript, *more):
    return reverse(f"manuscripts:{name}", args=[manuscript.pk, *more])


def _page(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def _texts(**said):
    """A posted form, with the other texts as they were opened: empty."""
    parts = ("analysis", "actions", "next_year")
    empty = {f"markdown-{part}": "" for part in parts} | {f"revision-{part}": "0" for part in parts}
    return empty | {name.replace("__", "-"): value for name, value in said.items()}


def test_report_is_begun_and_its_board_shows_every_section(world, signed_in):
    said = {"kind": "kvalitetsberattelse", "unit": world.units["sektorn"].pk, "year": 2025}
    answer = signed_in("sas").post(reverse("manuscripts:start"), said, follow=True)

    found = Manuscript.objects.get()
    assert answer.redirect_chain == [(_url("board", found), 302)]
    assert "Processer och rutiner" in _page(answer)
    assert re.search(r"0 av \d+ avsnitt som måste ha text är klara\.", _page(answer))


def test_year_that_has_not_begun_is_refused_in_words(world, signed_in):
    said = {"kind": "kvalitetsberattelse", "unit": world.units["sektorn"].pk, "year": 2199}

    assert "Året har inte börjat än" in _page(signed_in("sas").post(reverse("manuscripts:start"), said))


def test_texts_are_saved_without_javascript_and_shown_as_in_the_report(manuscript, signed_in):
    client, url = signed_in("sas"), _url("section", manuscript, SECTION)
    answer = client.post(url, _texts(markdown__analysis="Vi är **på väg**."), follow=True)

    assert "Texterna är sparade." in _page(answer)
    assert "Vi är <strong>på väg</strong>." in _page(answer)
    assert "1 av" in _page(client.get(_url("board", manuscript)))
    assert "Vi är <strong>på väg</strong>." in _page(client.get(_url("preview", manuscript)))


def test_autosave_answers_with_revision_words_and_preview(manuscript, signed_in):
    said = {"part": "actions", "markdown": "Vi har kartlagt.", "revision": 0}
    told = signed_in("sas").post(_url("autosave", manuscript, SECTION), said).json()

    assert told["revision"] == 1
    assert told["said"].startswith("Sparat ")
    assert told["preview"].strip() == "<p>Vi har kartlagt.</p>"


def test_autosave_on_an_old_revision_says_who_wrote_and_that_nothing_is_gone(manuscript, signed_in):
    url, said = _url("autosave", manuscript, SECTION), {"part": "actions", "revision": 0}
    signed_in("sas").post(url, said | {"markdown": "Stinas text."})
    answer = signed_in("mas").post(url, said | {"markdown": "Mias text."})

    assert answer.status_code == 409
    assert answer.json()["said"].startswith("Stina Sas skrev här samtidigt.")
    page = _page(signed_in("sas").get(_url("section", manuscript, SECTION)))
    assert "Mia Mas skrev samtidigt" in page
    assert "Mias text." in page


def test_conflict_without_javascript_is_merged_on_the_page(manuscript, signed_in):
    url = _url("section", manuscript, SECTION)
    signed_in("sas").post(url, _texts(markdown__analysis="Stinas text."))
    page = _page(signed_in("mas").post(url, _texts(markdown__analysis="Mias text."), follow=True))
    assert "Lägg till sist i texten" in page

    beside = TextVersion.objects.get(is_beside=True)
    signed_in("mas").post(reverse("manuscripts:settle", args=[beside.pk]), {"do": "append"})
    assert SectionText.objects.get(part="analysis").markdown == "Stinas text.\n\nMias text."


def test_text_that_is_too_long_stands_in_its_box_and_the_others_are_saved(manuscript, signed_in):
    said = _texts(markdown__analysis="x" * 20_001, markdown__actions="Vi har kartlagt.")
    page = _page(signed_in("sas").post(_url("section", manuscript, SECTION), said))

    assert "högst 20 000 tecken" in page
    assert "x" * 20_001 in page
    assert SectionText.objects.get().markdown == "Vi har kartlagt."


def test_what_stands_out_is_told_until_the_text_mentions_it(manuscript, signed_in):
    client, url = signed_in("sas"), _url("section", manuscript, SECTION)
    page = _page(client.get(url))
    assert "Åtgärden är försenad." in page
    assert 'data-insert="Kartlägg processerna"' in page

    client.post(url, _texts(do="insert:Kartlägg processerna", markdown__analysis="Sent:"))
    assert SectionText.objects.get(part="analysis").markdown == "Sent:\n\nKartlägg processerna"
    assert "Texten nämner allt som sticker ut" in _page(client.get(url))


def test_live_figure_shows_where_it_comes_from_and_says_when_it_has_changed(manuscript, signed_in):
    client, url = signed_in("sas"), _url("section", manuscript, "forbattring")
    page = _page(client.get(url))
    sign = sign_of("raknat/atgarder/alla/2025")
    assert f'data-insert="{{{{1 #{sign}}}}}"' in page
    client.post(url, _texts(markdown__analysis=f"Vi hade {{{{3 #{sign}}}}} åtgärder."))
    assert SectionText.objects.get().markdown == "Vi hade {{siffra:raknat/atgarder/alla/2025|3}} åtgärder."
    page = _page(client.get(url))

    assert 'data-figure="raknat/atgarder/alla/2025">1<' in page
    assert "Räknat bland det som är registrerat" in page
    assert "var 3, är 1" in page


def test_offer_is_marked_until_it_is_made_ones_own(manuscript, signed_in):
    client, url = signed_in("sas"), _url("section", manuscript, SECTION)
    page = _page(client.post(url, _texts(do="offer:actions"), follow=True))
    assert "Det här är ett förslag från systemet." in page
    assert "Pågår (1): Kartlägg processerna." in page
    assert "förslag att göra till sitt" in _page(client.get(_url("board", manuscript)))
    assert "Ingen har gjort texten till sin än." in _page(client.get(_url("preview", manuscript)))

    text = SectionText.objects.get()
    client.post(
        url, {"do": "own:actions", "markdown-actions": text.markdown, "revision-actions": text.revision}
    )
    text.refresh_from_db()
    assert (text.is_offered, text.changed_by.name) == (False, "Stina Sas")


def test_comment_is_written_once_and_resolved(manuscript, signed_in):
    director, url = signed_in("director"), _url("comment", manuscript, SECTION)
    said = {"text": "Vad beror det på?", "token": uuid4()}
    for _press in range(2):
        director.post(url, said)
    comment = Comment.objects.get()
    assert "har kommentarer" in _page(director.get(_url("board", manuscript)))

    signed_in("sas").post(reverse("manuscripts:resolve", args=[comment.pk]))
    assert "Löst av Stina Sas" in _page(director.get(_url("section", manuscript, SECTION)))


def test_director_reads_and_comments_but_does_not_write(manuscript, signed_in):
    client, url = signed_in("director"), _url("section", manuscript, SECTION)

    assert "<textarea" not in _page(client.get(url)).replace('<textarea name="text"', "")
    assert client.post(url, _texts(markdown__analysis="Nej.")).status_code == 403
    assert not SectionText.objects.exists()


def test_history_says_who_wrote_what_and_gives_it_back(manuscript, signed_in):
    url = _url("section", manuscript, SECTION)
    signed_in("sas").post(url, _texts(markdown__analysis="Det var en gång."))
    signed_in("mas").post(url, _texts(markdown__analysis="Helt ny text.", revision__analysis="1"))
    page = _page(signed_in("sas").get(_url("history", manuscript, SECTION)))
    assert page.index("Analys: Mia Mas") < page.index("Analys: Stina Sas")

    first = TextVersion.objects.order_by("pk").first()
    signed_in("sas").post(reverse("manuscripts:restore", args=[first.pk]))
    assert SectionText.objects.get(part="analysis").markdown == "Det var en gång."


@pytest.mark.parametrize("state", ["review", "approved"])
def test_report_that_is_not_a_draft_cannot_be_written_in(world, manuscript, signed_in, state):
    more = {
        "registry_number": "1",
        "approved_at": "2026-11-20T12:00Z",
        "approved_by": world.people["director"],
    }
    Manuscript.objects.update(state=state, **(more if state == "approved" else {}))
    page = _page(signed_in("sas").get(_url("section", manuscript, SECTION)))

    assert 'name="markdown-analysis"' not in page


def test_editor_with_two_hundred_figures_asks_the_database_at_most_twenty_times(world, manuscript, signed_in):
    stored(world.units["sektorn"], world.people["director"], published=False)  # last year's stands beside
    Approved.objects.update(texts={"egenkontroll": {"analysis": "Så stod det."}})
    figures = [measured(f"matt-{number}", str(number)) for number in range(200)]
    rows = tuple(Row((figure.label, figure)) for figure in figures)
    table = Table("Många mått", (Column("Mått"), Column("2025")), rows)
    report = replace(facts_of(manuscript), blocks=(Heading(2, "Egenkontroll", "egenkontroll"), table))
    cache.set(key_of(manuscript), report)
    client, url = signed_in("sas"), _url("section", manuscript, "egenkontroll")
    text = " ".join(reference(figure.id, figure.text) for figure in figures)
    client.post(url, _texts(markdown__analysis=text))
    with CaptureQueriesContext(connection) as asked:
        page = _page(client.get(url))

    assert "Så stod det." in page
    assert page.count("data-insert=") == 200
    assert len(asked) <= 20


def test_section_that_the_report_does_not_have_is_not_found(manuscript, signed_in):
    assert signed_in("sas").get(_url("section", manuscript, "finns-inte")).status_code == 404
