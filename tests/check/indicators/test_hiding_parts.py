"""Who knows the whole and all its parts but one knows that one too: what is hidden beside the few."""

import pytest

from hjulet.check.indicators.judgement import Part, hidden_parts

WHOLE, CARE, LSS = "0001", "00010001", "00010002"
OAK, ASH, ELM = f"{CARE}0001", f"{CARE}0002", f"{LSS}0001"


@pytest.mark.parametrize(
    ("parts", "hidden"),
    [
        ([(OAK, 12), (ASH, 30)], set()),
        ([(OAK, 3), (ASH, 30)], {OAK}),  # no sum stands beside them
        ([(CARE, 33), (OAK, 3), (ASH, 30)], {OAK, ASH}),
        (
            [(CARE, 45), (OAK, 3), (ASH, 30)],
            {OAK},
        ),  # twelve are counted at neither, and nobody knows how many
        ([(CARE, 31), (ASH, 30)], {ASH}),  # one is counted at no unit
        ([(CARE, 20), (OAK, 3), (ASH, 30)], {OAK}),  # the same people at both: nothing to subtract
        ([(CARE, 3), (OAK, 3)], {CARE, OAK}),
        ([(OAK, 0), (ASH, 30), (CARE, 30)], set()),
    ],
)
def test_few_are_hidden_and_what_would_tell_them(parts, hidden):
    found = hidden_parts([Part(place, path, amount) for place, (path, amount) in enumerate(parts)])

    assert {parts[place][0] for place in found} == hidden


def test_a_unit_alone_in_its_department_is_protected_by_another_department():
    told = {WHOLE: 100, CARE: 90, OAK: 40, ASH: 50, LSS: 10, ELM: 3}
    found = hidden_parts([Part(place, path, amount) for place, (path, amount) in enumerate(told.items())])

    assert {list(told)[place] for place in found} == {ELM}

    told[LSS] = 3
    told[WHOLE] = 93
    found = hidden_parts([Part(place, path, amount) for place, (path, amount) in enumerate(told.items())])
    assert {LSS, ELM} < {list(told)[place] for place in found}


def test_what_is_published_already_protects_nobody():
    parts = [Part(0, CARE, 53), Part(1, OAK, 3), Part(2, ASH, 20, is_known=True), Part(3, f"{CARE}0003", 30)]

    assert hidden_parts(parts) == {1, 3}
