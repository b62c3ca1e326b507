import json
from dataclasses import replace
from decimal import Decimal

import pytest

from hjulet.report.reports.blocks import Paragraph
from hjulet.report.reports.render.figures_json import CannotListFigures, figures_json
from tests.report.reports.sample import measured, sample


def _listed(report):
    return json.loads(figures_json(report))["figures"]


def test_report_says_what_it_is():
    content = json.loads(figures_json(sample()))

    assert {key: value for key, value in content.items() if key != "figures"} == {
        "kind": "kvalitetsberattelse",
        "title": "Kvalitetsberättelse 2025",
        "municipality": "Påhittade Älvdalens kommun",
        "organisation": "Sociala sektorn",
        "year": 2025,
        "edition": "internal",
    }


def test_figures_stand_in_printed_order_each_once():
    report = sample()

    identities = [figure["id"] for figure in _listed(report)]

    assert identities[:3] == ["trygg/pahittad/2025", "vantetid/pahittad/2025", "matlada/pahittad/2025"]
    assert len(identities) == len(set(identities))


def test_figure_carries_everything_needed_to_check_it():
    assert _listed(sample())[0] == {
        "id": "trygg/pahittad/2025",
        "label": "Trygg med alla i personalen",
        "value": 94,
        "missing_reason": "",
        "unit": "%",
        "organisation": "Påhittad kommun",
        "period": "2025",
        "n": 16,
        "source": "Kvalitetsberättelse 2025, avsnitt 4.2.1",
    }


def test_missing_value_is_null_with_its_reason_never_zero():
    by_identity = {figure["id"]: figure for figure in _listed(sample())}

    assert by_identity["matlada/pahittad/2025"]["value"] is None
    assert by_identity["matlada/pahittad/2025"]["missing_reason"] == "Ingen mätning"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("94", "94"), ("79.0", "79"), ("0.1", "0.1"), ("-16.25", "-16.25"), ("171229817", "171229817")],
)
def test_numbers_keep_their_digits(value, expected):
    report = replace(sample(), blocks=(Paragraph((measured("tal", value),)),))

    assert f'"value": {expected},' in figures_json(report)


def test_one_identity_with_two_values_is_refused():
    first = measured("tal", "1")
    report = replace(sample(), blocks=(Paragraph((first, replace(first, value=Decimal(2)))),))

    with pytest.raises(CannotListFigures, match="tal/pahittad/2025 har två värden i samma rapport: 1 och 2"):
        figures_json(report)


def test_same_report_gives_the_same_text_in_swedish_letters():
    assert figures_json(sample()) == figures_json(sample())
    assert "Ä" in figures_json(sample())
