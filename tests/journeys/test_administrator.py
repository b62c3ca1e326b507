"""The administrator takes in the organisation from a file."""

import pytest

from tests.journeys.seeing import go, shown

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280, 360])]
COLUMNS = "id,name,parent_id,kind,law_area,regime,place,valid_from,valid_to,note"
BAD = f"""{COLUMNS}
nya-huset,Nya huset,aldreomsorg,enhet,SoL,egen,,2026,,
,Utan kortnamn,aldreomsorg,enhet,SoL,egen,,,,
fel-slag,Fel slag,aldreomsorg,rymdstation,SoL,egen,,,,
fel-dag,Fel dag,aldreomsorg,enhet,SoL,egen,,2026-13-45,,
"""


def test_administrator_sees_every_fault_of_a_bad_file_and_then_reads_a_good_one(page_of, axe, width):
    # given an administrator with a file that has three faults
    page = shown(page_of("administrator", "lingonfors", width), "/organisation/inlasning/")
    axe(page)

    # when it is uploaded
    upload(page, BAD)

    # then every fault stands there with row, column and reason
    faults = page.get_by_role("region", name="Fel i filen")
    found = {
        (row.locator("th").inner_text(), row.locator("td").first.inner_text())
        for row in faults.locator("tbody tr").all()
    }
    assert found == {("3", "id"), ("4", "kind"), ("5", "valid_from")}
    assert "Inget har sparats" in page.locator("main").inner_text()
    axe(page)
    assert "Nya huset" not in shown(page, "/organisation/").content()

    # and a good file is shown before it is saved
    name = f"Nybo {width}"
    shown(page, "/organisation/inlasning/")
    upload(page, f"{COLUMNS}\nnybo-{width},{name},aldreomsorg,enhet,SoL,egen,,2026-01,,\n")
    assert name in page.locator("main").inner_text()
    axe(page)
    assert name not in page.request.get("/organisation/").text()

    # and saved when it is confirmed
    go(page, page.get_by_role("button", name="Läs in"))
    assert "Filen är inläst." in page.locator("#messages").inner_text()
    assert name in page.locator("main").inner_text()
    axe(page)


def upload(page, text):
    file = {"name": "enheter.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.get_by_label("Fil", exact=True).set_input_files(file)
    go(page, page.get_by_role("button", name="Granska filen"))
