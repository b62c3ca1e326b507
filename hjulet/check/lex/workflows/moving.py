"""Move the text of a deviation's part into a lex case, so that nothing of it is left outside the lex group."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from hjulet.base.identities.fields import SealedTextField
from hjulet.base.log.chain import record
from hjulet.base.notices.workflows import withdraw
from hjulet.base.people.models import User
from hjulet.check.deviations.models import Cause, Contribution, Deviation, ExternalMatter, Message, Part
from hjulet.check.lex.models import LexCase, LexPaper

STAYS = frozenset({"done_at_once"})  # what the unit's manager still reads on the stub


@dataclass(frozen=True)
class Moved:
    """What the first drafts of the investigation are made of."""

    number: str
    reported_at: datetime
    course: str
    causes: str


@dataclass(frozen=True)
class _Text:
    title: str
    text: str
    by: User | None
    at: datetime


def move_texts(deviation: Deviation, part: Part, case: LexCase, *, why: str, by: User, at: datetime) -> Moved:
    """Every sealed text of the part and of its deviation, and of the doublets that tell the same. The caller holds the locks."""
    causes = _causes(part)
    moved = Moved(deviation.number, deviation.reported_at, part.course, causes)
    same = Part.objects.filter(deviation__merged_into=deviation, law=part.law, moved_to_lex_at=None)
    pairs = [
        (deviation, part),
        *((other.deviation, other) for other in same.select_related("deviation__reported_by")),
    ]
    texts = [text for pair in pairs for text in _texts(*pair)]
    if why.strip():
        texts.append(_Text(_("Varför ärendet öppnades"), why, by, at))
    LexPaper.objects.bulk_create(
        LexPaper(case=case, title=one.title[:80], text=one.text, written_by=one.by, written_at=one.at)
        for one in texts
    )
    case.actions.set(deviation.actions.all())
    for told, told_part in pairs:
        case.files.add(*told.files.all())
        _empty(told, told_part, at=at)
        withdraw(told, at=at)
        withdraw(told_part, at=at)
        record("deviation.moved_to_lex", told, by=by, at=at, law=part.law, case=case.number)
    return moved


def _texts(deviation: Deviation, part: Part) -> Iterator[_Text]:
    yield from _of_fields(part, deviation.reported_by, deviation.reported_at)
    if causes := _causes(part):
        yield _Text(_("Orsaker"), causes, None, deviation.reported_at)
    yield from _of_contributions(part)
    yield from _of_fields(deviation, deviation.reported_by, deviation.reported_at)
    yield from _of_messages(deviation)


def _of_fields(thing: Part | Deviation, by: User | None, at: datetime) -> Iterator[_Text]:
    for field in _sealed(thing):
        if text := getattr(thing, field.name):
            title = str(field.verbose_name)
            yield _Text(title[:1].upper() + title[1:], text, by, at)


def _sealed(thing: models.Model) -> list[SealedTextField]:
    """Every sealed column, also one that is added after this was written."""
    fields = thing._meta.concrete_fields  # noqa: SLF001 - public in Django, whatever its name says
    return [field for field in fields if isinstance(field, SealedTextField)]


def _causes(part: Part) -> str:
    causes = [(str(cause.get_category_display()), cause.explanation) for cause in part.causes.all()]
    return "\n".join(f"{category}: {text}" if text else category for category, text in causes)


def _of_contributions(part: Part) -> Iterator[_Text]:
    for one in part.contributions.select_related("written_by"):
        yield _Text(_("Bidrag från teamet"), one.text, one.written_by, one.written_at)


def _of_messages(deviation: Deviation) -> Iterator[_Text]:
    for message in deviation.messages.select_related("written_by"):
        title = _("Från den som rapporterade") if message.is_from_reporter else _("Till den som rapporterade")
        yield _Text(title, message.text, message.written_by, message.written_at)
    for external in ExternalMatter.objects.filter(deviation=deviation).exclude(answer=""):
        yield _Text(_("Svar från motparten"), external.answer, None, deviation.reported_at)


def _empty(deviation: Deviation, part: Part, *, at: datetime) -> None:
    """What is left is a stub: number, immediate measures, tasks. The person stays only while another part needs to know."""
    gone = {field.name: "" for field in _sealed(part) if field.name not in STAYS}
    considered = {"lex_considered_at": None, "lex_considered_by": None}
    _write(part, gone | considered | {"words": "", "moved_to_lex_at": at, "revision": part.revision + 1})
    Cause.objects.filter(part=part).update(explanation="")
    Contribution.objects.filter(part=part).delete()
    part.team.all().delete()
    Message.objects.filter(deviation=deviation).update(text=_("Meddelandet finns i lex-ärendet."))
    ExternalMatter.objects.filter(deviation=deviation).update(answer="")
    deviation.files.clear()
    emptied: dict[str, object] = {field.name: "" for field in _sealed(deviation)}
    if not Part.objects.filter(deviation=deviation, moved_to_lex_at=None).exists():
        emptied |= {"identity": None, "is_in_lex": True}
    _write(deviation, emptied)


def _write(thing: models.Model, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        setattr(thing, name, value)
    thing.save(update_fields=list(values))
