"""A proposal for "what is new", drafted from what changed; the owner makes it readable."""

from django.utils.translation import gettext as _

from hjulet.base.texts.differences import Change, Told
from hjulet.plan.procedures.models import RoutineVersion
from hjulet.plan.procedures.pages.reading import difference

MOST = 6  # lines; nobody reads more
LONGEST = 160


def proposed(before: RoutineVersion | None, now: RoutineVersion) -> str:
    """New and removed lines in a few words each; empty for a first version."""
    if before is None:
        return ""
    lines = [said for _title, told in difference(before, now).parts for line in told if (said := _said(line))]
    more = len(lines) - MOST
    shown = lines[:MOST] + ([_("Och %(n)s ändringar till.") % {"n": more}] if more > 0 else [])
    return "\n".join(f"- {line}" for line in shown)


def _said(line: Told) -> str:
    if not line.is_changed:
        return ""
    now = "".join(piece.text for piece in line.pieces if piece.change != Change.REMOVED).strip()
    if not now:
        was = "".join(piece.text for piece in line.pieces).strip()
        return _("Borttaget: %(text)s") % {"text": _short(was)}
    is_new = all(piece.change == Change.ADDED for piece in line.pieces)
    return (_("Nytt: %(text)s") if is_new else _("Ändrat: %(text)s")) % {"text": _short(now)}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
