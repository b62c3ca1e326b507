"""What must hold for a report, as tables."""

import pytest

from hjulet.report.reports.rules import is_hidden, known_by, readable_year


@pytest.mark.parametrize(("said", "year"), [("2025", 2025), ("2012", 2012), ("2026", 2026)])
def test_a_year_that_has_begun_can_be_told(said, year):
    assert readable_year(said, 2026) == year


@pytest.mark.parametrize("said", ["", "25", "2027", "2011", "-2025", "2025.0", "tjugo", "²⁰²⁵"])
def test_a_year_that_cannot_be_told_is_refused_with_a_sentence(said):
    with pytest.raises(ValueError, match=r"Skriv|Välj"):
        readable_year(said, 2026)


@pytest.mark.parametrize(
    ("answers", "is_published", "hidden"),
    [(4, False, True), (5, False, False), (4, True, False), (None, False, False), (0, False, True)],
)
def test_fewer_than_five_answers_are_hidden_unless_already_published(answers, is_published, hidden):
    assert is_hidden(answers, is_published=is_published) is hidden


@pytest.mark.parametrize(
    ("documents", "year", "known"),
    [([], 2022, True), ([2022], 2022, True), ([2025], 2022, False), ([2025, 2022], 2022, True)],
)
def test_a_report_tells_only_what_was_known(documents, year, known):
    assert known_by(documents, year) is known
