"""Reading a receipt code off a page, as a person does."""

import re


def code_in(page: str) -> str:
    found = re.search(r">(\d{4} \d{4} \d{4} \d{4})<", page)
    assert found, "no code on the page"
    return found[1].replace(" ", "")
