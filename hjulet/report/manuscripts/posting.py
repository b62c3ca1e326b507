"""What a posted section becomes: every text that stood in it saved first, then what the button asked for."""

from datetime import datetime
from uuid import UUID, uuid4

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.base.people.models import User
from hjulet.base.people.request import Request
from hjulet.base.texts.sittings import joined
from hjulet.report.manuscripts.choices import Part
from hjulet.report.manuscripts.forms.writing import TextForm
from hjulet.report.manuscripts.merging import known_figures
from hjulet.report.manuscripts.models import CannotChange
from hjulet.report.manuscripts.offers import offer
from hjulet.report.manuscripts.pages.beside import beginning
from hjulet.report.manuscripts.pages.section import Open, Typed, standing_out, texts_of
from hjulet.report.manuscripts.rules import SHORT
from hjulet.report.manuscripts.shorthand import whole
from hjulet.report.manuscripts.workflows import writing
from hjulet.report.manuscripts.workflows.writing import Place, Saved

TOO_LONG = gettext_lazy(
    "Texten är inte sparad, men den står kvar här. Den är för lång: högst 20 000 tecken. Korta den eller dela upp den."
)


def token() -> UUID:
    return uuid4()


def save(found: Open, form: TextForm, *, by: User, at: datetime) -> Saved:
    said = form.cleaned_data
    place = Place(found.manuscript, found.section.anchor, Part(said["part"]))
    markdown = as_stored(found, place.part, said["markdown"])
    return writing.save_text(place, markdown, revision=said["revision"], by=by, at=at)


def as_stored(found: Open, part: Part, markdown: str) -> str:
    """What stands in a box with the whole identity of each figure."""
    if not SHORT.search(markdown):
        return markdown
    text = texts_of(found).get(part)
    return whole(markdown, known_figures(found.report), text.markdown if text else "")


def save_all(request: Request, found: Open, *, at: datetime) -> dict[str, Typed]:
    """Save what was posted of the section's texts. What could not be saved comes back, to stand in its box again."""
    failed: dict[str, Typed] = {}
    for part in Part:
        markdown = request.POST.get(f"markdown-{part}")
        if markdown is None:
            continue
        form = TextForm(
            {"part": part, "markdown": markdown, "revision": request.POST.get(f"revision-{part}", "")}
        )
        if not form.is_valid():
            failed[part] = Typed(markdown, str(TOO_LONG))
            continue
        saved = save(found, form, by=request.user, at=at)
        if saved.beside:
            messages.warning(request, words(saved, at))
    return failed


def do(request: Request, found: Open, *, at: datetime) -> None:
    """What the pressed button says besides saving: put in a figure, offer a draft, own it or take it away."""
    asked, _colon, what = request.POST.get("do", "save").partition(":")
    try:
        if asked == "insert":
            _insert(found, what, by=request.user, at=at)
        elif asked in {"offer", "last", "own", "drop"} and what in Part.values:
            _offer(request, found, asked, Part(what), at=at)
        elif asked == "save":
            messages.success(request, _("Texterna är sparade."))
    except CannotChange as error:
        for obstacle in error.obstacles:
            messages.error(request, obstacle.label)


def words(saved: Saved, at: datetime) -> str:
    """Where the text went, for the one who wrote it."""
    if saved.obstacles:
        return f"{saved.obstacles[0].label} {_('Det du skrev är sparat bredvid texten.')}"
    if saved.beside and saved.text.changed_by_id == saved.beside.written_by_id:
        return _(
            "Du skrev här i ett annat fönster. Det du skrev är sparat bredvid. Ladda om sidan och foga ihop."
        )
    if saved.beside:
        who = saved.text.changed_by.name if saved.text.changed_by else _("Någon annan")
        return _(
            "%(who)s skrev här samtidigt. Det du skrev är sparat bredvid, inget är borta. Ladda om sidan och foga ihop."
        ) % {"who": who}
    return _("Sparat %(time)s.") % {"time": f"{timezone.localtime(at):%H.%M}"}


def _insert(found: Open, what: str, *, by: User, at: datetime) -> None:
    """Without JavaScript a figure is put last in the first text, in a paragraph of its own."""
    text = texts_of(found).get(Part.ANALYSIS)
    was, revision = (text.markdown, text.revision) if text else ("", 0)
    place = Place(found.manuscript, found.section.anchor, Part.ANALYSIS)
    said = as_stored(found, place.part, what)
    writing.save_text(place, joined(was, said), revision=revision, by=by, at=at)


def _offer(request: Request, found: Open, asked: str, part: Part, *, at: datetime) -> None:
    place = Place(found.manuscript, found.section.anchor, part)
    if asked == "offer":
        draft = offer(found.section, part, standing_out(found, request.today))
        writing.offer_text(place, draft, by=request.user, at=at)
    elif asked == "last":
        draft = beginning(found.manuscript, found.section.anchor, part)
        writing.offer_text(place, draft, is_last_years=True, by=request.user, at=at)
    else:
        writing.answer_offer(place, own=asked == "own", by=request.user, at=at)
