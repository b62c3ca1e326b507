"""docs/statistics.md keeps its promises: one picture a part, and no part begins with a method's name."""

import re
from pathlib import Path

import pytest

import hjulet.statistics

DOCS = Path(__file__).parents[2] / "docs"
PARTS = re.split(r"^## (?=\d)", (DOCS / "statistics.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
METHODS = (
    "xmr",
    "wilson",
    "newcombe",
    "diagram",
    "tratt",
    "median",
    "poisson",
    "regression",
    "sigma",
    "intervall",
)


def title(part):
    return part.splitlines()[0]


@pytest.mark.parametrize("part", PARTS, ids=title)
def test_each_part_has_one_picture_that_exists(part):
    (picture,) = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", part)

    assert (DOCS / picture).read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize("part", PARTS, ids=title)
def test_no_part_begins_with_the_name_of_a_method(part):
    first = part.splitlines()[2].split(". ")[0].lower()

    assert not any(method in first for method in METHODS)


@pytest.mark.parametrize("part", PARTS, ids=title)
def test_each_part_says_when_to_use_it_and_what_to_think_of(part):
    assert "**När:**" in part
    assert "**Tänk på:**" in part


def test_every_public_function_is_in_the_handbook():
    text = (DOCS / "statistics.md").read_text(encoding="utf-8")
    functions = [
        name for name in hjulet.statistics.__all__ if name.islower() and name not in {"one", "share_limits"}
    ]

    assert [name for name in functions if f"`{name}" not in text] == []
