"""How far a report has come, in a few words, and what to do next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.base.ui import swedish
from hjulet.report.manuscripts.choices import Standing, State
from hjulet.report.manuscripts.models import Manuscript
from hjulet.report.manuscripts.pages.rows import Row


@dataclass(frozen=True)
class Step:
    """The next thing to do, and where."""

    text: str
    href: str


@dataclass(frozen=True)
class Progress:
    done: int
    required: int
    lines: tuple[str, ...]
    days: str  # what is left to the last day
    is_late: bool
    late: int  # questions that have passed their day
    step: Step


def progress(manuscript: Manuscript, rows: Sequence[Row], today: date) -> Progress:
    required = [row for row in rows if row.is_required]
    done = sum(row.is_done for row in required)
    late = sum(one.is_late for row in rows for one in row.waiting)
    is_draft = manuscript.state == State.DRAFT
    return Progress(
        done=done,
        required=len(required),
        lines=tuple(_lines(rows, done, len(required), late)),
        days=_days(manuscript.due_on, today) if is_draft else "",
        is_late=bool(is_draft and manuscript.due_on and manuscript.due_on < today),
        late=late if manuscript.state != State.APPROVED else 0,
        step=_step(manuscript, rows),
    )


def _lines(rows: Sequence[Row], done: int, required: int, late: int) -> list[str]:
    lines = [_("%(done)s av %(all)s avsnitt som måste ha text är klara.") % {"done": done, "all": required}]
    out, answers = sum(len(row.waiting) for row in rows), sum(len(row.to_take) for row in rows)
    comments = sum(row.comments for row in rows)
    if out:
        lines.append(_and_late(ngettext("%(n)s fråga är ute", "%(n)s frågor är ute", out) % {"n": out}, late))
    if answers:
        said = ngettext("%(n)s svar väntar på att läggas in.", "%(n)s svar väntar på att läggas in.", answers)
        lines.append(said % {"n": answers})
    if comments:
        said = ngettext("%(n)s kommentar är inte löst.", "%(n)s kommentarer är inte lösta.", comments)
        lines.append(said % {"n": comments})
    return lines


def _and_late(said: str, late: int) -> str:
    words = ngettext("%(said)s, %(n)s är sen.", "%(said)s, %(n)s är sena.", late)
    return words % {"said": said, "n": late} if late else f"{said}."


def _days(due_on: date | None, today: date) -> str:
    if due_on is None:
        return _("Ingen dag är vald.")
    left, said = abs((due_on - today).days), {"day": swedish.day(due_on)}
    if due_on == today:
        return _("Rapporten ska vara klar i dag.")
    if due_on < today:
        words = ngettext(
            "Rapporten skulle ha varit klar %(day)s, för %(n)s dag sedan.",
            "Rapporten skulle ha varit klar %(day)s, för %(n)s dagar sedan.", left,
        )  # fmt: skip
    else:
        words = ngettext("%(n)s dag kvar till %(day)s.", "%(n)s dagar kvar till %(day)s.", left)
    return words % (said | {"n": left})


def _step(manuscript: Manuscript, rows: Sequence[Row]) -> Step:
    """What keeps others waiting first, then what nobody has begun, then what is nearly done."""
    check = reverse("manuscripts:check", args=[manuscript.pk])
    if manuscript.state == State.REVIEW:
        return Step(_("Rapporten granskas"), check)
    if manuscript.state == State.APPROVED:
        return Step(_("Rapporten är fastställd. Se utgåvorna"), reverse("manuscripts:approved"))
    return _in_a_section(manuscript, rows) or _about_many(manuscript, rows) or Step(
        _("Granska och skicka rapporten"), check
    )  # fmt: skip


def _in_a_section(manuscript: Manuscript, rows: Sequence[Row]) -> Step | None:
    told: tuple[tuple[Callable[[Row], object], str], ...] = (
        (lambda row: row.to_take, _("Lägg in svaret i %(section)s")),
        (lambda row: row.besides, _("Sammanfoga texterna i %(section)s")),
        (lambda row: row.comments, _("Läs kommentaren till %(section)s")),
        (lambda row: row.standing == Standing.OFFERED, _("Läs förslaget i %(section)s och gör det till ert")),
    )
    for is_so, words in told:
        for row in rows:
            if is_so(row):
                href = reverse("manuscripts:section", args=[manuscript.pk, row.section.anchor])
                return Step(words % {"section": row.section.title}, href)
    return None


def _about_many(manuscript: Manuscript, rows: Sequence[Row]) -> Step | None:
    """Sections that are missing: nobody has them, nobody is asked, or they are waited for."""
    missing = [row for row in rows if row.is_missing]
    gone = [row for row in missing if row.owner_has_left]
    if gone:
        said = {"name": gone[0].owner.user.name if gone[0].owner else "", "section": gone[0].section.title}
        words = _("%(name)s har slutat. Välj någon ny för %(section)s") % said
        return Step(words, reverse("manuscripts:owners", args=[manuscript.pk]))
    alone = [row for row in missing if row.owner is None and not row.waiting]
    if alone:
        words = ngettext(
            "%(n)s avsnitt saknar text, och ingen är frågad. Fråga flera på en gång",
            "%(n)s avsnitt saknar text, och ingen är frågad. Fråga flera på en gång", len(alone),
        )  # fmt: skip
        href = reverse("manuscripts:ask_many", args=[manuscript.pk]) + "?borja=saknas"
        return Step(words % {"n": len(alone)}, href)
    if missing:
        words = ngettext("%(n)s avsnitt väntar på text", "%(n)s avsnitt väntar på text", len(missing))
        return Step(words % {"n": len(missing)}, "?visa=saknas")
    waiting = [row for row in rows if row.waiting]
    if waiting:
        words = ngettext("%(n)s avsnitt väntar på svar", "%(n)s avsnitt väntar på svar", len(waiting))
        return Step(words % {"n": len(waiting)}, "?visa=saknas")
    return None
