"""The pages of the registers and of reading files in: what they show, refuse and keep."""

import re
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hjulet.check.deviations.models import (
    Deadlines,
    Deviation,
    DeviationImport,
    DeviationType,
    StandardAnswer,
)
from hjulet.check.deviations.workflows.registers import add_examples
from tests.check.deviations.registers.files import as_csv, row
from tests.factories import DeviationFactory

AT = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@pytest.fixture
def mas(world, signed_in):
    add_examples(world.municipality, by=None, at=AT)
    return signed_in("mas")


def kind_of(code: str) -> DeviationType:
    return DeviationType.objects.valid_on(date(2026, 6, 1)).get(code=code)


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def form_of(client, url: str, **changes) -> dict:
    """What the page's form would send, as it was shown, with changes."""
    form = client.get(url).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (shown | changes).items() if value not in {None, False}}


def send_file(client, content: bytes, name: str = "fil.csv", system: str = "Lifecare"):
    return client.post(
        reverse("deviations:import"), {"system": system, "file": SimpleUploadedFile(name, content)}
    )


def batch_of(client, *rows) -> DeviationImport:
    send_file(client, as_csv(rows))
    return DeviationImport.objects.latest("pk")


def test_the_list_shows_what_was_valid_on_a_day(mas):
    now = text_of(mas.get(reverse("deviations:types")))
    then = text_of(mas.get(reverse("deviations:types"), {"dag": "2022-06-01"}))

    assert "Rehabilitering" in now
    assert "Så här såg listan ut 1 juni 2022." in then
    assert "Rehabilitering" not in then.split("Har slutat gälla")[0]


def test_the_list_says_what_old_types_became(mas):
    shown = text_of(mas.get(reverse("deviations:types"))).split("Har slutat gälla")[1]

    assert "Brist i vårdkedjan HSL, till och med 31 december 2024 Blev Vårdkedja, information" in shown
    assert "Externa avvikelser HSL, till och med 31 december 2024 Ingen typ tog över." in shown


def test_an_empty_register_offers_the_examples(world, signed_in):
    client = signed_in("sas")

    client.post(reverse("deviations:type_examples"))

    assert "Fall" in text_of(client.get(reverse("deviations:types")))
    again = client.post(reverse("deviations:type_examples"), follow=True)
    assert "Allt i exempellistan finns redan." in text_of(again)


def test_a_type_is_added_from_a_day(mas):
    url = reverse("deviations:type_create") + "?lag=hsl"

    mas.post(url, {"name": "Syrgas", "order": "5", "valid_from": "2026-12-01", "is_medication": "on"})

    kind = DeviationType.objects.get(code="HSL_SYRGAS")
    assert (kind.law, kind.valid_from, kind.is_medication) == ("hsl", date(2026, 12, 1), True)


def test_a_type_with_a_name_that_is_taken_is_refused_and_what_was_typed_stays(mas):
    response = mas.post(
        reverse("deviations:type_create") + "?lag=hsl", {"name": "Fall", "order": "5", "valid_from": ""}
    )

    assert "Det finns redan en typ med det namnet den dagen." in text_of(response)
    assert 'value="Fall"' in response.content.decode()


def test_a_type_that_nobody_has_used_is_renamed_without_questions(mas):
    url = reverse("deviations:type_edit", args=[kind_of("SOL_TREATMENT").pk])
    assert "from_day" not in mas.get(url).context["form"].fields

    mas.post(url, form_of(mas, url, name="Respekt"))

    assert kind_of("SOL_TREATMENT").name == "Respekt"


def test_a_type_in_use_asks_whether_old_years_get_the_new_word(mas, world):
    kind = kind_of("SOL_TREATMENT")
    DeviationFactory(unit=world.units["solgarden"], part={"type": kind})
    url = reverse("deviations:type_edit", args=[kind.pk])

    without_day = mas.post(url, form_of(mas, url, name="Respekt", how="renew"))
    mas.post(url, form_of(mas, url, name="Respekt", how="renew", from_day="2027-01-01"))

    assert "Skriv från vilken dag." in text_of(without_day)
    kind.refresh_from_db()
    assert (kind.name, kind.valid_to) == ("Bemötande", date(2026, 12, 31))
    assert [one.name for one in kind.became.all()] == ["Respekt"]


def test_a_type_ends_on_a_day_and_says_what_took_over(mas):
    kind, other = kind_of("HSL_REHAB"), kind_of("HSL_NURSING")
    page = mas.get(reverse("deviations:type_edit", args=[kind.pk]))
    said = {"last_day": "2026-12-31", "became": [other.pk], "seen": page.context["end_form"]["seen"].value()}

    mas.post(reverse("deviations:type_end", args=[kind.pk]), said)
    again = mas.post(reverse("deviations:type_end", args=[kind.pk]), said)

    kind.refresh_from_db()
    assert (kind.valid_to, list(kind.became.all())) == (date(2026, 12, 31), [other])
    assert "Någon annan ändrade nyss." in text_of(again)


def test_what_an_ended_type_became_can_be_changed(mas):
    old = DeviationType.objects.get(code="OLD_EXTERNAL")

    mas.post(reverse("deviations:type_map", args=[old.pk]), {"became": [kind_of("HSL_TRANSFER").pk]})

    assert [one.code for one in old.became.all()] == ["HSL_TRANSFER"]


def test_deadlines_say_that_promised_days_are_kept_and_refuse_what_is_out_of_bounds(mas):
    url = reverse("deviations:deadlines")
    assert "De som redan finns behåller sina dagar." in text_of(mas.get(url))

    refused = mas.post(url, form_of(mas, url, investigate_days="500"))
    mas.post(url, form_of(mas, url, investigate_days="30"))

    assert refused.context["form"].errors["investigate_days"]
    assert Deadlines.objects.get().investigate_days == 30


def test_standard_answers_are_written_changed_and_taken_away(mas):
    mas.post(reverse("deviations:standard_answer_create"), {"title": "Hej", "text": "Tack."})
    answer = StandardAnswer.objects.get(title="Hej")
    url = reverse("deviations:standard_answer_edit", args=[answer.pk])

    taken = mas.post(reverse("deviations:standard_answer_create"), {"title": "Hej", "text": "Igen."})
    mas.post(url, form_of(mas, url, text="Tack så mycket."))
    answer.refresh_from_db()
    mas.post(reverse("deviations:standard_answer_remove", args=[answer.pk]))

    assert "Det finns redan ett svar med den rubriken." in text_of(taken)
    assert answer.text == "Tack så mycket."
    assert not StandardAnswer.objects.filter(title="Hej").exists()


def test_a_file_is_shown_before_anything_is_read_in_and_shows_no_text(mas):
    response = send_file(mas, as_csv([row("A"), row("B", Status="Pågående", Avslutsdatum="")]))
    batch = DeviationImport.objects.get()
    page = mas.get(response.url)

    assert response.url == reverse("deviations:import_preview", args=[batch.pk])
    assert "2 nya händelser" in text_of(page)
    assert "Avslutad 1" in text_of(page)
    assert "golvet" not in page.content.decode()
    assert Deviation.objects.count() == 0


def test_a_file_is_read_in_by_one_button_and_undone_by_another(mas):
    batch = batch_of(mas, row("A"), row("B"))
    url = reverse("deviations:import_preview", args=[batch.pk])

    mas.post(reverse("deviations:import_run", args=[batch.pk]), form_of(mas, url))
    done = text_of(mas.get(url))
    again = mas.post(reverse("deviations:import_run", args=[batch.pk]), {"seen": ""}, follow=True)
    mas.post(reverse("deviations:import_undo", args=[batch.pk]))

    assert "Mia Mas läste in 2 händelser" in done
    assert "Filen är redan inläst eller borttagen." in text_of(again)
    assert Deviation.objects.count() == 0
    assert "ångrade inläsningen" in text_of(mas.get(url))


def test_what_has_changed_since_it_was_looked_at_is_shown_again(mas):
    batch = batch_of(mas, row("A"))

    response = mas.post(
        reverse("deviations:import_run", args=[batch.pk]), {"seen": "något annat"}, follow=True
    )

    assert "Något har ändrats sedan du granskade. Inget är inläst." in text_of(response)
    assert Deviation.objects.count() == 0


def test_faults_are_listed_by_row_and_column_and_may_be_skipped(mas):
    batch = batch_of(mas, row("A"), row("B", Händelsedatum="i går"))
    url = reverse("deviations:import_preview", args=[batch.pk])

    assert "Rad 3, Händelsedatum ”i går” går inte att läsa som ett datum." in text_of(mas.get(url))
    mas.post(reverse("deviations:import_run", args=[batch.pk]), form_of(mas, url))
    assert Deviation.objects.count() == 0
    mas.post(reverse("deviations:import_run", args=[batch.pk]), form_of(mas, url, skips_faulty="on"))
    assert Deviation.objects.count() == 1


def test_unknown_words_are_asked_about_once(mas):
    batch = batch_of(mas, row("A", Enhet="Södra", Avvikelsetyp="Ramlat", Status="Vilande"))
    url = reverse("deviations:import_words", args=[batch.pk])
    form = mas.get(url).context["form"]
    answers = {"Södra": "solgarden", "Ramlat": "HSL_FALL", "Vilande": "investigated"}

    mas.post(url, {name: answers[word.said] for name, word in form.words.items()})

    preview = reverse("deviations:import_preview", args=[batch.pk])
    assert mas.get(preview).context["plan"].unknown == ()
    assert mas.get(url).url == preview


def test_columns_that_are_not_known_are_asked_about_and_none_is_taken_twice(mas):
    send_file(mas, as_csv([["1", "Solgården", "2026-03-04", "Text"]], ["Nr", "Var", "När", "Text"]))
    batch = DeviationImport.objects.get()
    preview = mas.get(reverse("deviations:import_preview", args=[batch.pk]))
    url = reverse("deviations:import_columns", args=[batch.pk])
    said = {"number": "Nr", "unit": "Var", "happened": "När", "what": "Text"}

    twice = mas.post(url, {**said, "done": "Text"})
    mas.post(url, said)

    assert preview.url == url
    assert "Kolumnen ”Text” är redan vald för Vad som hände." in text_of(twice)
    assert len(mas.get(reverse("deviations:import_preview", args=[batch.pk])).context["plan"].new) == 1


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "fil.csv", "Filen är tom."),
        (b"\x00\x01", "fil.pdf", "går inte att läsa"),
        (b"PK\x03\x04", "fil.xlsx", "skadad eller har lösenord"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words_and_leaves_nothing(mas, content, name, reason):
    response = send_file(mas, content, name)

    assert reason in text_of(response)
    assert DeviationImport.objects.count() == 0


def test_a_file_is_taken_away_by_a_button(mas):
    batch = batch_of(mas, row("A"))

    response = mas.post(reverse("deviations:import_cancel", args=[batch.pk]), follow=True)

    assert "Inget är inläst. Filen är borttagen." in text_of(response)
    assert mas.get(reverse("deviations:import_preview", args=[batch.pk])).status_code == 404


def test_personal_numbers_in_the_text_are_counted_and_not_shown(mas):
    batch = batch_of(mas, row("A", Beskrivning="Gav dosen till 19121212-1212 i stället."))

    page = mas.get(reverse("deviations:import_preview", args=[batch.pk]))

    assert "I 1 händelse står något som ser ut som ett personnummer" in text_of(page)
    assert "1212-1212" not in page.content.decode()


def test_the_administrator_keeps_registers_but_reads_no_files_in(world, signed_in):
    client = signed_in("administrator")

    assert "Läs in från fil" not in text_of(client.get(reverse("deviations:types")))
    assert client.get(reverse("deviations:import")).status_code == 403
