"""What a later text says otherwise, word by word."""

import pytest

from hjulet.base.texts.differences import Change, changed_only, differences, lines_of
from hjulet.base.texts.reading import blocks_of


def _told(was, now):
    return differences(list(lines_of(blocks_of(was))), list(lines_of(blocks_of(now))))


def _said(told):
    """[-gone-] and {+new+} in a line."""
    marks = {Change.SAME: "%s", Change.ADDED: "{+%s+}", Change.REMOVED: "[-%s-]"}
    return ["".join(marks[piece.change] % piece.text for piece in line.pieces) for line in told]


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("Lika.", "Lika.", ["Lika."]),
        ("Ring chefen samma dag.", "Ring chefen inom en timme.", ["Ring chefen [-samma dag-]{+inom en timme+}."]),
        ("A.", "A.\n\nHelt nytt stycke här.", ["A.", "{+Helt nytt stycke här.+}"]),
        ("A.\n\nGammalt stycke.", "A.", ["A.", "[-Gammalt stycke.-]"]),
        ("- ett\n- två", "- ett\n- tre\n- två", ["ett", "{+tre+}", "två"]),
        ("", "Allt.", ["{+Allt.+}"]),
        ("Allt.", "", ["[-Allt.-]"]),
        ("| Vem |\n|---|\n| Ssk |", "| Vem |\n|---|\n| Usk |", ["Vem", "[-Ssk-]", "{+Usk+}"]),
    ],
)  # fmt: skip
def test_difference_is_told_in_words(was, now, expected):
    assert sorted(_said(_told(was, now))) == sorted(expected)


@pytest.mark.parametrize(
    ("was", "now"), [("A b c.\n\nD e.", "A x c.\n\nNy rad.\n\nD e f."), ("", "x"), ("- a\n- b", "b")]
)
def test_nothing_is_lost_in_the_telling(was, now):
    told = _told(was, now)

    def text(*changes):
        return ["".join(p.text for p in line.pieces if p.change in changes) for line in told]

    kept = [line for line in text(Change.SAME, Change.ADDED) if line]
    gone = [line for line in text(Change.SAME, Change.REMOVED) if line]
    assert kept == [line.text for line in lines_of(blocks_of(now))]
    assert sorted(gone) == sorted(line.text for line in lines_of(blocks_of(was)))


def test_only_what_changed_stands_under_its_heading():
    was = "# Före\n\nTvätta händerna.\n\n# Efter\n\nSignera senare i dag."
    now = "# Före\n\nTvätta händerna.\n\n# Efter\n\nSignera genast i dag."

    assert _said(changed_only(_told(was, now))) == ["Efter", "Signera [-senare-]{+genast+} i dag."]


def test_long_texts_are_compared_in_a_blink():
    was = "\n\n".join(f"Stycke {number} om läkemedel och hur de ges." for number in range(1500))
    now = was.replace("Stycke 7 ", "Avsnitt 7 ").replace("Stycke 900 om", "Stycke 900 kring")

    changed = [line for line in _told(was, now) if line.is_changed]
    assert len(changed) == 2
