"""What the pages where one writes show beside the form."""

from typing import Any
from uuid import uuid4

from hjulet.check.lex.checklists import CHECKLISTS, Item
from hjulet.check.lex.choices import Kind, SecrecyReason
from hjulet.check.lex.forms.working import ItemForm, MaskForm
from hjulet.check.lex.models import LexCase, LexItem
from hjulet.check.lex.passages import sentences
from hjulet.check.lex.render.documents import Section, sections
from hjulet.check.lex.workflows.masking import fingerprint

REPORTER = "reporter"


def item_context(case: LexCase, about: Item, form: ItemForm | None, newer: LexItem | None) -> dict[str, Any]:
    """The item with its neighbours, so that one can write them one after the other."""
    item = case.items.select_related("done_by", "changed_by").get(key=about.key)
    keys = [one.key for one in CHECKLISTS[Kind(case.kind)]]
    at = keys.index(about.key)
    return {
        "case": case,
        "about": about,
        "item": item,
        "form": form or ItemForm(initial={"text": item.text, "revision": item.revision}),
        "newer": newer,
        "number": at + 1,
        "amount": len(keys),
        "before": keys[at - 1] if at else "",
        "after": keys[at + 1] if at + 1 < len(keys) else "",
    }


def action_text() -> dict[str, Any]:
    return {"token": uuid4()}


def mask_form(case: LexCase, data: Any) -> MaskForm:
    return MaskForm(data, initial={"of": fingerprint(case), "token": uuid4()})


def mask_context(case: LexCase, form: MaskForm, ticked: set[str]) -> dict[str, Any]:
    """Every section with its sentences, each with a tick; the reporter's name is ticked to begin with."""
    shown = sections(case)
    start = ticked or {REPORTER}
    return {
        "case": case,
        "form": form,
        "sections": [_maskable(section, start, dict(form.data)) for section in shown],
        "reasons": SecrecyReason.choices,
    }


def spans(case: LexCase) -> tuple[list[Section], dict[str, list[tuple[int, int]]]]:
    shown = sections(case)
    return shown, {section.key: sentences(section.text) for section in shown}


def _maskable(section: Section, ticked: set[str], data: dict[str, Any]) -> dict[str, Any]:
    first = SecrecyReason.REPORTER if section.key == REPORTER else SecrecyReason.SOCIAL_SERVICES
    chosen = data.get(f"why-{section.key}", [first])
    parts = [
        (f"{section.key}:{start}:{stop}", section.text[start:stop]) for start, stop in sentences(section.text)
    ]
    return {
        "key": section.key,
        "title": section.title,
        "whole": section.key in ticked,
        "why": chosen[0] if isinstance(chosen, list) else chosen,
        "sentences": [{"mark": mark, "text": text, "ticked": mark in ticked} for mark, text in parts],
    }
