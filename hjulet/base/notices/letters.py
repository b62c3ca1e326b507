"""The words of an e-mail: titles and links, nothing else that is said in the system."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.base.notices.choices import Kind
from hjulet.base.notices.models import Notice
from hjulet.base.ui import swedish

MOST_OF_A_KIND = 10
ORDER = {kind: number for number, kind in enumerate(Kind.values)}


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def one(notice: Notice) -> Letter:
    """A message that goes at once. The subject is its kind: it shows on a locked telephone."""
    opened = _("Öppna i Kvalitetshjulet: %(url)s") % {"url": _url(notice.path)}
    paragraphs = ["\n".join(_said(notice)), opened, _chosen()]
    return Letter(f"Kvalitetshjulet: {notice.get_kind_display()}", "\n\n".join(paragraphs) + "\n")


def digest(notices: Sequence[Notice]) -> Letter:
    """The day's messages: how many of each kind, then the first of them."""
    amount = len(notices)
    subject = ngettext("%(amount)s nytt meddelande", "%(amount)s nya meddelanden", amount) % {
        "amount": amount
    }
    ordered = sorted(notices, key=lambda notice: (ORDER[notice.kind], notice.pk))
    kinds = [_kind(list(group)) for _name, group in groupby(ordered, key=lambda notice: notice.kind)]
    every = _("Öppna alla i Kvalitetshjulet: %(url)s") % {"url": _url(reverse("notices:list"))}
    return Letter(f"Kvalitetshjulet: {subject}", "\n\n".join([*kinds, every, _chosen()]) + "\n")


def _kind(notices: list[Notice]) -> str:
    lines = [f"{notices[0].get_kind_display()}: {len(notices)}"]
    for notice in notices[:MOST_OF_A_KIND]:
        title, *rest = _said(notice)
        lines += [f"- {title}", *(f"  {line}" for line in [*rest, _url(notice.path)])]
    if len(notices) > MOST_OF_A_KIND:
        lines.append(_("- och %(amount)s till") % {"amount": len(notices) - MOST_OF_A_KIND})
    return "\n".join(lines)


def _said(notice: Notice) -> list[str]:
    said = [notice.title]
    if notice.due_on:
        said.append(_("Senast %(day)s.") % {"day": swedish.day(notice.due_on)})
    if notice.on_behalf_of:
        said.append(_("Du får det här som ersättare för %(name)s.") % {"name": notice.on_behalf_of.name})
    return said


def _chosen() -> str:
    return _("Välj hur du får meddelanden: %(url)s") % {"url": _url(reverse("notices:choices"))}


def _url(path: str) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{path}"
