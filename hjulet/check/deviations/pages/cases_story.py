"""The story of a case: what happened, who did what and when, downwards in time. Only what the person may read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext as _

from hjulet.base.people.models import User
from hjulet.base.ui import swedish
from hjulet.check.deviations.choices import Direction, Door, Informed, Law, State
from hjulet.check.deviations.models import Deviation, Part
from hjulet.check.deviations.pages.cases import LEX, Seen

MIDNIGHT = time(23, 59)


@dataclass(frozen=True)
class Paragraph:
    """Words under a heading of their own, or under none."""

    text: str
    heading: str = ""


@dataclass(frozen=True)
class Happening:
    """One moment: what, who, when, and the words."""

    at: datetime
    title: str
    who: str = ""
    has_time: bool = True
    is_from_reporter: bool = False
    said: tuple[Paragraph, ...] = field(default=())

    @property
    def when(self) -> str:
        local = localtime(self.at)
        return f"{swedish.day(local)} {local:%H.%M}" if self.has_time else swedish.day(local)


def story(seen: Seen) -> list[Happening]:
    """Everything, the first first."""
    found = [
        *_beginning(seen),
        *(moment for part in seen.parts for moment in _of_part(part, seen)),
        *_words(seen),
        *_actions(seen),
        *_outside(seen),
        *_ways_out(seen),
    ]
    return sorted(found, key=lambda moment: moment.at)


def _beginning(seen: Seen) -> Iterator[Happening]:
    deviation = seen.deviation
    said = [paragraph for part in seen.parts for paragraph in _reported(part, seen)]
    if seen.reads_report and deviation.place_note:
        said.append(Paragraph(deviation.place_note, _("Var")))
    yield Happening(deviation.reported_at, _("Rapporterad"), _reporter(seen), said=tuple(said))
    if deviation.judged_at:
        judged = [_headed(seen, part, part.judgement) for part in seen.parts if part.judgement]
        yield Happening(deviation.judged_at, _("Bedömd"), _name(deviation.judged_by), said=tuple(judged))


def _reported(part: Part, seen: Seen) -> Iterator[Paragraph]:
    if part.what_happened:
        yield _headed(seen, part, part.what_happened)
    if part.done_at_once:
        yield Paragraph(part.done_at_once, _("Det här gjordes direkt"))


def _reporter(seen: Seen) -> str:
    """Who told us, for those who handle it and read the report: to thank, and to ask."""
    deviation = seen.deviation
    if seen.is_stub or not (seen.is_handler and seen.reads_report):
        return ""
    if deviation.reporter_name:
        by = deviation.reported_by.name if deviation.reported_by else ""
        named = {"name": deviation.reporter_name, "by": by}
        return _("%(name)s, skrivet av %(by)s") % named if by else deviation.reporter_name
    if deviation.reported_by is not None:
        return deviation.reported_by.name
    return {
        Door.UNIT: _("någon som använde enhetens QR-kod"),
        Door.IMPORTED: _("läst från %(system)s") % {"system": deviation.source_system or _("en fil")},
    }.get(Door(deviation.door), "")


def _of_part(part: Part, seen: Seen) -> Iterator[Happening]:
    law = Law(part.law)
    if part.lex_considered_at:
        title = _("Inte en fråga för %(lex)s") % {"lex": LEX[law]}
        why = (Paragraph(part.no_lex_reason, _("Därför att")),)
        yield Happening(part.lex_considered_at, title, _name(part.lex_considered_by), said=why)
    if part.investigated_at:
        texts = (
            (part.course, _("Händelseförlopp")),
            (part.barriers, _("Vad hindrade, och vad kunde ha hindrat")),
            (part.no_cause_reason, _("Varför ingen orsak finns")),
        )
        said = tuple(Paragraph(text, heading) for text, heading in texts if text)
        yield Happening(
            part.investigated_at, _titled(seen, part, _("Utredd")), _name(part.investigated_by), said=said
        )
    for member in part.team.all():
        title = _("%(name)s bjöds in till analysen") % {"name": member.user.name}
        yield Happening(member.invited_at, title, _name(member.invited_by))
    for one in part.contributions.all():
        yield Happening(
            one.written_at, _("Bidrag till analysen"), one.written_by.name, said=(Paragraph(one.text),)
        )
    if part.informed == Informed.YES and part.informed_on:
        yield _day(part.informed_on, _("Den som händelsen gäller har fått veta"))
    if part.noted_in_record_on:
        yield _day(part.noted_in_record_on, _("Antecknat i journalen"))


def _words(seen: Seen) -> Iterator[Happening]:
    for message in seen.messages:
        title = _("Fråga till den som rapporterade")
        if message.is_from_reporter:
            title = _("Den som rapporterade skrev")
        elif message.is_answer:
            title = _("Svar till den som rapporterade")
        who = "" if message.is_from_reporter else _name(message.written_by)
        yield Happening(
            message.written_at, title, who, is_from_reporter=message.is_from_reporter,
            said=(Paragraph(message.text),),
        )  # fmt: skip


def _actions(seen: Seen) -> Iterator[Happening]:
    for one in seen.decided:
        action = one.action
        if action.done_on:
            yield _day(action.done_on, _("Åtgärden klar: %(title)s") % {"title": action.title})
        for review in action.reviews.all():
            if review.reviewed_on:
                said = {"title": action.title, "verdict": review.get_judged_display()}
                title = _("Effekten uppföljd: %(title)s. %(verdict)s") % said
                yield _day(review.reviewed_on, title, _name(review.reviewed_by))


def _outside(seen: Seen) -> Iterator[Happening]:
    matter = matter_shown(seen)
    if matter is None:
        return
    is_ours = matter.direction == Direction.TO_OTHERS
    sent, answered = (
        (_("Skickad till %(who)s"), _("Svar från %(who)s"))
        if is_ours
        else (_("Kom från %(who)s"), _("Vi svarade %(who)s"))
    )
    if matter.sent_on:
        yield _day(matter.sent_on, sent % {"who": matter.counterpart})
    if matter.answered_on:
        said = (Paragraph(matter.answer),) if matter.answer else ()
        yield _day(matter.answered_on, answered % {"who": matter.counterpart}, said=said)


def matter_shown(seen: Seen):  # type: ignore[no-untyped-def]  # an ExternalMatter or None
    """Matters with other care givers belong to the HSL part where there is one."""
    matter = getattr(seen.deviation, "external", None)
    law = Law.HSL if seen.deviation.has_hsl else Law.SOL
    return matter if matter is not None and law in seen.mine else None


def _ways_out(seen: Seen) -> Iterator[Happening]:
    deviation = seen.deviation
    if deviation.escalated_at:
        yield Happening(deviation.escalated_at, _("Lyft till avdelningschefen"))
    for part in seen.every:
        if part.moved_to_lex_at:
            title = _("Utreds enligt %(lex)s") % {"lex": LEX[Law(part.law)]}
            yield Happening(part.moved_to_lex_at, title)
    if deviation.reason_at:
        may_read = seen.is_handler and seen.reads_report
        said = (Paragraph(deviation.reason),) if may_read and deviation.reason else ()
        yield Happening(deviation.reason_at, _way_out(deviation), _name(deviation.reason_by), said=said)
    if deviation.closed_at:
        yield Happening(deviation.closed_at, _("Avslutad"), _name(deviation.closed_by))


def _way_out(deviation: Deviation) -> str:
    if deviation.state == State.DUPLICATE and deviation.merged_into is not None:
        return _("Dubblett av %(number)s") % {"number": deviation.merged_into.number}
    if deviation.state == State.NOT_A_DEVIATION:
        return _("Inte en avvikelse")
    return _("Öppnad igen")


def _headed(seen: Seen, part: Part, text: str) -> Paragraph:
    """The law stands above its words where an event has two."""
    return Paragraph(text, str(Law(part.law).label) if len(seen.every) > 1 else "")


def _titled(seen: Seen, part: Part, title: str) -> str:
    return f"{title} ({Law(part.law).label})" if len(seen.every) > 1 else title


def _day(day: date, title: str, who: str = "", said: tuple[Paragraph, ...] = ()) -> Happening:
    at = datetime.combine(day, MIDNIGHT, tzinfo=get_current_timezone())
    return Happening(at, title, who, has_time=False, said=said)


def _name(user: User | None) -> str:
    return user.name if user is not None else ""
