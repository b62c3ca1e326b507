"""A copy to hand out: what is masked is not in the file, and who decided so is kept."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from pikepdf import Pdf, Stream

from hjulet.base.log.models import Entry
from hjulet.check.lex.choices import Obstacle
from hjulet.check.lex.models import LexItem, LexPaper, MaskedCopy, Refused
from hjulet.check.lex.pages.writing import spans
from hjulet.check.lex.render.documents import for_ivo
from hjulet.check.lex.render.pdf import pdf
from hjulet.check.lex.workflows.masking import fingerprint, make_masked_copy
from hjulet.report.reports.pdfcheck import faults
from tests.check.lex.making import AT, DAY, decided
from tests.paper import words_of

SECRET = "Kvastfening"
TEXT = f"Larmet hördes inte. {SECRET} låg på golvet 😀. Sonen {SECRET} ringde."


@pytest.fixture
def case(world):
    made = decided(world, reporter_name=f"{SECRET} Ek")
    LexPaper.objects.create(case=made, title="Rapporten", text=TEXT, written_at=AT)
    LexItem.objects.filter(case=made, key="course").update(text=TEXT)
    return made


def marked(case, words):
    """The marks on every sentence that holds the words."""
    shown, found = spans(case)
    return [
        (one.key, start, stop, "26:1")
        for one in shown
        for start, stop in found[one.key]
        if words in one.text[start:stop]
    ]


def copied(case, world, marks, **said):
    told = {
        "reason": "Begäran om handling",
        "recipient": "Tidningen",
        "of": fingerprint(case),
        "token": uuid4(),
        **said,
    }
    return make_masked_copy(case, marks, **told, by=world.people["lex_sarah"], at=AT)


def streams_of(content):
    """Everything in the file, unpacked."""
    with Pdf.open(BytesIO(content)) as document:
        found = [item.read_bytes() for item in document.objects if isinstance(item, Stream)]
        return b"".join([*found, repr(list(document.objects)).encode()])


def test_what_is_masked_is_not_in_the_file(case, world):
    copy = copied(case, world, marked(case, SECRET))
    content = copy.file.content()
    shown = words_of(content)

    assert "Larmet hördes inte." in shown
    assert "maskerat, 26 kap. 1 § OSL" in shown
    assert SECRET not in shown
    assert "golvet" not in shown
    everything = streams_of(content)
    assert not any(SECRET.encode(code) in everything for code in ("utf-8", "utf-16-be"))


def test_whole_file_without_marks_would_have_told(case):
    """So that the test above looks in the right place."""
    assert SECRET in words_of(pdf(for_ivo(case, DAY)))


def test_masked_copy_can_be_read_by_everybody_and_archived(case, world):
    assert faults(copied(case, world, marked(case, SECRET)).file.content()) == []


def test_who_decided_why_and_when_is_kept_and_logged_without_words(case, world):
    copy = copied(case, world, marked(case, SECRET))

    assert (copy.decided_by, copy.decided_at, copy.reason) == (
        world.people["lex_sarah"],
        AT,
        "Begäran om handling",
    )
    assert {mark[3] for mark in copy.marks} == {"26:1"}
    logged = Entry.objects.get(event="lexcase.masked")
    assert SECRET not in str(logged.details)


def test_same_form_twice_is_one_copy(case, world):
    token = uuid4()
    marks = marked(case, SECRET)

    assert copied(case, world, marks, token=token) == copied(case, world, marks, token=token)
    assert MaskedCopy.objects.count() == 1


@pytest.mark.parametrize(
    ("marks", "said", "expected"),
    [
        ([], {}, [Obstacle.NOTHING_MARKED]),
        ([("course", 0, 19, "26:1")], {"reason": " "}, [Obstacle.NO_REASON]),
        ([("course", 0, 19, "26:1")], {"of": "something else"}, [Obstacle.CHANGED]),
        ([("course", 3, 9, "26:1")], {}, [Obstacle.CHANGED]),
        ([("pengar", 0, 19, "26:1")], {}, [Obstacle.CHANGED]),
    ],
)
def test_copy_is_refused_with_words(case, world, marks, said, expected):
    with pytest.raises(Refused) as caught:
        copied(case, world, marks, **said)

    assert caught.value.obstacles == expected


def test_text_that_changed_after_the_page_was_opened_is_not_masked_by_old_marks(case, world):
    before, marks = fingerprint(case), marked(case, SECRET)
    LexItem.objects.filter(case=case, key="course").update(text=TEXT.replace("Larmet", SECRET))

    with pytest.raises(Refused):
        copied(case, world, marks, of=before)


def test_copy_is_made_with_ticks_alone_and_fetched(case, world, signed_in):
    client = signed_in("lex_sarah")
    page = client.get(reverse("lex:mask", args=[case.pk]))
    form = {name: page.context["form"][name].value() for name in ("of", "token")}
    paper = case.papers.get()
    ticked = ["reporter", "course", f"text-{paper.pk}:20:{20 + len(SECRET) + 18}"]
    ticked += [
        sentence["mark"]
        for one in page.context["sections"]
        for sentence in one["sentences"]
        if SECRET in sentence["text"]
    ]
    form |= {"reason": "Begäran", "mark": ticked, "why-reporter": "26:5", "why-course": "25:1"}

    client.post(reverse("lex:mask", args=[case.pk]), form)
    copy = MaskedCopy.objects.get()
    response = client.get(reverse("lex:masked_file", args=[case.pk, copy.pk]))

    shown = words_of(response.content)
    assert SECRET not in shown
    assert "maskerat, 26 kap. 5 § OSL" in shown
    assert "maskerat, 25 kap. 1 § OSL" in shown


def test_reporters_name_is_ticked_from_the_start(case, signed_in):
    page = signed_in("lex_sarah").get(reverse("lex:mask", args=[case.pk]))
    reporter = next(one for one in page.context["sections"] if one["key"] == "reporter")

    assert (reporter["whole"], reporter["why"]) == (True, "26:5")


def test_emoji_and_code_are_only_text_on_paper(case):
    LexItem.objects.filter(case=case, key="course").update(
        text='Hej 😀 #set text(red) "a" \\ $x$ *b*\n= rubrik'
    )

    assert '#set text(red) "a" \\ $x$ *b*' in words_of(pdf(for_ivo(case, DAY)))
