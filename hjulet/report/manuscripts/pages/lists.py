"""The list of reports that are being written: how far each has come, and who waits for whom."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import RoleHolding
from hjulet.base.people.roles import TABLE
from hjulet.base.ui.swedish import day as in_words
from hjulet.report.manuscripts.choices import RequestState, State
from hjulet.report.manuscripts.facts import required_sections
from hjulet.report.manuscripts.models import (
    Comment,
    Manuscript,
    ManuscriptQuerySet,
    Round,
    SectionRequest,
    SectionText,
    TextVersion,
)
from hjulet.report.manuscripts.pages.board import STATES

LISTED = 50


@dataclass(frozen=True)
class Wait:
    """Somebody or something that the report waits for."""

    said: str
    href: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class AtWork:
    """A report that is being written or reviewed."""

    manuscript: Manuscript
    tag: str
    progress: str
    waits: tuple[Wait, ...]
    is_late: bool


@dataclass(frozen=True)
class Ground:
    """Everything that is told of them: a query each, however many they are."""

    written: dict[int, set[str]]
    unfinished: dict[int, set[str]]  # sections where somebody has something to do
    required: dict[int, list[str]]
    asked: dict[int, list[SectionRequest]]
    comments: Counter[int]
    turns: dict[int, Round]
    reviewers: Sequence[RoleHolding]


def at_work(found: ManuscriptQuerySet, today: date) -> list[AtWork]:
    """Those with a day first, the nearest day first."""
    rows = list(found.being_written().select_related("unit__municipality", "sent_by")[:LISTED])
    ground = _ground(rows, today)
    rows.sort(key=lambda one: (one.due_on is None, one.due_on or today, -one.year))
    return [_at_work(one, ground, today) for one in rows]


def _ground(rows: Sequence[Manuscript], today: date) -> Ground:
    theirs = {"manuscript__in": [one.pk for one in rows]}
    texts = SectionText.objects.filter(**theirs).exclude(markdown="")
    besides = TextVersion.objects.filter(text__in=SectionText.objects.filter(**theirs)).waiting()
    states = [RequestState.OPEN, RequestState.ANSWERED]
    asked = list(SectionRequest.objects.filter(**theirs, state__in=states).select_related("to"))
    comments = list(Comment.objects.filter(**theirs).open().values_list("manuscript", "section"))
    turns = Round.objects.filter(**theirs).select_related("returned_by").order_by("sent_at", "pk")
    reviewers = RoleHolding.objects.filter(role__in=TABLE[Verb.APPROVE_REPORT])
    here = reviewers.filter(unit__municipality__in={one.unit.municipality_id for one in rows})
    unfinished = [
        *texts.filter(is_offered=True).values_list("manuscript", "section"),
        *besides.values_list("text__manuscript", "text__section"),
        *((one.manuscript_id, one.section) for one in asked),
        *comments,
    ]
    return Ground(
        _by_report(texts.filter(is_offered=False).values_list("manuscript", "section")),
        _by_report(unfinished),
        required_sections(rows),
        {
            pk: [one for one in asked if one.manuscript_id == pk]
            for pk in {one.manuscript_id for one in asked}
        },
        Counter(pk for pk, _section in comments),
        {turn.manuscript_id: turn for turn in turns},
        list(here.held_on(today).select_related("unit", "user")),
    )


def _by_report(pairs: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for pk, section in pairs:
        found[pk].add(section)
    return found


def _at_work(one: Manuscript, ground: Ground, today: date) -> AtWork:
    is_draft = one.state == State.DRAFT
    waits = _in_draft(one, ground, today) if is_draft else _in_review(one, ground)
    return AtWork(
        one,
        STATES[State(one.state)],
        _progress(one.pk, ground),
        tuple(waits),
        bool(one.due_on and one.due_on < today),
    )


def _progress(pk: int, ground: Ground) -> str:
    """As the board says it, when somebody has looked at the report lately: it is not built anew for a list."""
    written, required = ground.written.get(pk, set()), ground.required.get(pk)
    if required:
        done = written.intersection(required) - ground.unfinished.get(pk, set())
        said = _("%(done)s av %(all)s avsnitt som måste ha text är klara.")
        return said % {"done": len(done), "all": len(required)}
    return ngettext("%(n)s avsnitt har text.", "%(n)s avsnitt har text.", len(written)) % {"n": len(written)}


def _in_review(one: Manuscript, ground: Ground) -> Iterator[Wait]:
    if one.sent_by and one.sent_at:
        said = _("%(name)s skickade den till granskning %(day)s.")
        yield Wait(said % {"name": one.sent_by.name, "day": _day(one.sent_at)})
    names = [
        held.user.name
        for held in ground.reviewers
        if one.unit.path.startswith(held.unit.path) and held.user_id != one.sent_by_id
    ]
    if names:
        yield Wait(_("Väntar på att %(names)s granskar.") % {"names": _either(names)})
    else:
        yield Wait(_("Ingen annan än den som skickade den kan fastställa den. Säg till systemförvaltaren."))


def _in_draft(one: Manuscript, ground: Ground, today: date) -> Iterator[Wait]:
    turn = ground.turns.get(one.pk)
    if turn and turn.returned_by and turn.returned_at:
        said = _("%(name)s skickade tillbaka den %(day)s.")
        yield Wait(said % {"name": turn.returned_by.name, "day": _day(turn.returned_at)})
    asked = ground.asked.get(one.pk, [])
    yield from (_answer(question, today) for question in sorted(asked, key=_late_first))
    comments = ground.comments[one.pk]
    if comments:
        said = ngettext("%(n)s kommentar är inte löst.", "%(n)s kommentarer är inte lösta.", comments)
        yield Wait(said % {"n": comments})


def _late_first(question: SectionRequest) -> tuple[bool, date]:
    return question.state == RequestState.ANSWERED, question.due_on


def _answer(question: SectionRequest, today: date) -> Wait:
    told = {"name": question.to.name, "section": question.section_title, "day": in_words(question.due_on)}
    if question.state == RequestState.ANSWERED:
        said = _("%(name)s har svarat om %(section)s. Lägg in svaret.") % told
        return Wait(said, question.get_absolute_url())
    if question.due_on < today:
        return Wait(_("%(name)s skulle ha svarat om %(section)s %(day)s.") % told, is_late=True)
    return Wait(_("%(name)s svarar om %(section)s senast %(day)s.") % told)


def _either(names: Iterable[str]) -> str:
    *first, last = dict.fromkeys(names)
    return _("%(names)s eller %(last)s") % {"names": ", ".join(first), "last": last} if first else last


def _day(when: datetime) -> str:
    return in_words(timezone.localtime(when).date())
