"""The pages of review, approval, editions and publication, as people use them."""

import pytest
from django.test import Client
from django.urls import reverse

from hjulet.report.manuscripts.choices import Point
from hjulet.report.manuscripts.models import Approved, Manuscript, SecrecyCheck, SectionText
from hjulet.report.manuscripts.pages.editions import address
from hjulet.report.manuscripts.workflows.publishing import sign
from hjulet.report.reports.choices import Edition
from tests.report.manuscripts.approving.access_makers import stored, words_of
from tests.report.manuscripts.approving.conftest import NOON
from tests.report.manuscripts.approving.making import SECTION


def _url(name, found, *more):
    return reverse(f"manuscripts:{name}", args=[found.pk, *more])


def _page(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_check_page_links_to_the_section_that_lacks_its_text(draft, signed_in):
    SectionText.objects.filter(section=SECTION).update(markdown="")
    page = _page(signed_in("sas").get(_url("check", draft)))

    assert "Skriv en text" in page
    assert f'href="{_url("section", draft, SECTION)}#analysis"' in page
    assert "1 sak måste rättas innan rapporten fastställs" in page
    assert "men den går inte att fastställa förrän det som måste rättas är rättat" in page


def test_check_page_without_faults_says_so(draft, signed_in):
    page = _page(signed_in("sas").get(_url("check", draft)))

    assert "Kontrollen har inte hittat något som stoppar." in page


def test_check_page_shows_what_a_text_may_not_have(draft, signed_in):
    text = "Rapportera enligt 14 kap. 3 § SoL. Brukaren Anna, 19121212-1212. {{siffra:finns-inte}}"
    SectionText.objects.filter(section=SECTION).update(markdown=text, is_offered=True)
    page = _page(signed_in("director").get(_url("check", draft)))

    for words in (
        "Byt ut hänvisningar till lag som har upphört", "heter nu 27 kap. 2 §", "ser ut att ha ett personnummer", "nämna någon vid namn",
        "Byt ut siffror som inte finns bland uppgifterna", "Gör texten till er egen, eller ta bort den",
    ):  # fmt: skip
        assert words in page


def test_report_goes_from_review_to_approved_on_the_page(draft, signed_in):
    signed_in("sas").post(_url("send", draft))
    director = signed_in("director")
    page = _page(director.get(_url("check", draft)))
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    answer = director.post(_url("approve", draft), {"registry_number": "KOS 7", "seen": seen}, follow=True)

    assert "Rapporten är fastställd." in _page(answer)
    assert Manuscript.objects.get().registry_number == "KOS 7"
    assert answer.redirect_chain[0][0] == Approved.objects.get(edition=Edition.INTERNAL).get_absolute_url()


def test_missing_registry_number_is_asked_for_on_the_page(in_review, signed_in):
    page = _page(signed_in("director").post(_url("approve", in_review), {"registry_number": ""}))

    assert "Skriv diarienumret. Registratorn har det." in page


def test_sent_back_report_keeps_what_was_written_when_something_is_missing(in_review, signed_in):
    page = _page(signed_in("director").post(_url("send_back", in_review), {"reason": ""}))

    assert "Skriv vad som behöver göras" in page


@pytest.fixture
def public(world):
    """Approved and not yet published."""
    return stored(world.units["sektorn"], world.people["director"], published=False)


def _open(found, number=None):
    words = words_of(found)
    return (
        reverse("published:edition", kwargs=words | {"number": number})
        if number
        else reverse("published:report", kwargs=words)
    )


def test_nothing_is_at_the_open_address_before_publication(public):
    client = Client()
    given = {**words_of(public), "number": 1}

    assert client.get(_open(public)).status_code == 404
    assert client.get(_open(public, 1)).status_code == 404
    assert "inte publicerat någon rapport" in _page(client.get(reverse("published:list", args=["ekvik"])))
    assert client.get(reverse("published:list", args=["finns-inte"])).status_code == 404
    for form in ("pdf", "docx", "csv", "json"):
        assert client.get(reverse("published:file", kwargs=given | {"form": form})).status_code == 404


def test_signed_report_is_published_and_can_be_read_by_anybody(public, signed_in):
    registrar = signed_in("registrar")
    answer = registrar.post(_url("secrecy", public), {"points": Point.values, "remark": ""}, follow=True)
    assert "Sekretesskontrollen är undertecknad." in _page(answer)
    registrar.post(_url("publish", public))

    page = _page(Client().get(_open(public)))
    assert "Utgåva 1, fastställd 20 november 2026, diarienummer KOS 1." in page
    assert "Kvalitetsberättelse 2024" in _page(Client().get(reverse("published:list", args=["ekvik"])))


def test_report_is_not_published_without_a_signature(public, signed_in):
    answer = signed_in("registrar").post(_url("publish", public), follow=True)

    assert "Sekretesskontrollen är inte undertecknad." in _page(answer)
    assert Client().get(_open(public)).status_code == 404


def test_signature_needs_every_point(public, signed_in):
    page = _page(signed_in("registrar").post(_url("secrecy", public), {"points": Point.values[1:]}))

    assert "Gå igenom och bocka av alla punkter" in page
    assert not SecrecyCheck.objects.exists()


def test_signature_of_another_text_does_not_publish(world, public, signed_in):
    sign(public, Point.values, "", by=world.people["sas"], at=NOON)
    SecrecyCheck.objects.update(fingerprint="0" * 64)

    answer = signed_in("sas").post(_url("publish", public), follow=True)
    assert "Sekretesskontrollen är inte undertecknad." in _page(answer)


def test_text_that_was_changed_behind_our_back_is_not_published(world, public, signed_in):
    sign(public, Point.values, "", by=world.people["sas"], at=NOON)
    Approved.objects.update(texts={SECTION: {"analysis": "Något annat."}})

    answer = signed_in("sas").post(_url("publish", public), follow=True)
    assert "stämmer inte med sitt fingeravtryck" in _page(answer)


def test_report_that_is_taken_down_is_gone(world, signed_in):
    found = stored(world.units["sektorn"], world.people["director"], published=True)
    assert Client().get(_open(found)).status_code == 200
    signed_in("director").post(_url("take_down", found))

    assert Client().get(_open(found)).status_code == 404


def test_internal_edition_is_never_published(world, public, signed_in):
    internal = Approved.objects.get(edition=Edition.INTERNAL)

    assert signed_in("director").get(_url("secrecy", internal)).status_code == 404
    assert signed_in("director").post(_url("publish", internal)).status_code == 404
    assert signed_in("registrar").get(internal.get_absolute_url()).status_code == 404


def test_reader_of_the_old_edition_is_told_of_the_later_one(world, signed_in):
    old = stored(world.units["sektorn"], world.people["director"], published=True)
    stored(world.units["sektorn"], world.people["director"], published=True, number=2)

    assert "Det finns en senare utgåva" in _page(Client().get(_open(old, 1)))
    assert "Det finns en senare utgåva" not in _page(Client().get(_open(old)))
    assert "Det finns en senare utgåva" in _page(signed_in("sas").get(old.get_absolute_url()))


def test_later_edition_that_is_not_published_is_not_told_of_outside(world):
    old = stored(world.units["sektorn"], world.people["director"], published=True)
    stored(world.units["sektorn"], world.people["director"], published=False, number=2)

    assert "Det finns en senare utgåva" not in _page(Client().get(_open(old, 1)))
    assert address(old) == ["ekvik", "kvalitetsberattelse", "sociala-sektorn", 2024]


def test_who_signs_is_told_of_a_published_report_about_a_part_of_the_same(world, approved, signed_in):
    public = approved[Edition.PUBLIC]
    assert "redan publicerad" not in _page(signed_in("registrar").get(_url("secrecy", public)))

    for unit in ("solgarden", "granby"):
        stored(
            world.units[unit],
            world.people["neighbour" if unit == "granby" else "sas"],
            published=True,
            year=2025,
        )
    page = _page(signed_in("registrar").get(_url("secrecy", public)))

    assert "redan publicerad" in page
    assert "Kvalitetsberättelse 2025, Solgården" in page
    assert "Granby" not in page.partition("redan publicerad")[2]


def test_reading_an_approved_report_leads_to_what_was_frozen(world, approved, signed_in):
    internal = approved[Edition.INTERNAL]

    answer = signed_in("sas").get(reverse("manuscripts:preview", args=[internal.manuscript_id]))

    assert (answer.status_code, answer.url) == (302, internal.get_absolute_url())
