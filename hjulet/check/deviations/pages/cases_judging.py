"""What the judging page shows: the event in the reporter's words, the scales, and what somebody else changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _

from hjulet.base.people.models import User
from hjulet.check.deviations.access import may_handle_law
from hjulet.check.deviations.choices import Law
from hjulet.check.deviations.forms.cases_judging import FLAGS, Judged, JudgeForm
from hjulet.check.deviations.models import Deviation, DeviationType, Part
from hjulet.check.deviations.workflows.locking import as_seen


@dataclass(frozen=True)
class LawFields:
    """One law's questions, and the words they are about."""

    law: Law
    part: Part | None
    fields: tuple[BoundField, ...]
    is_mine: bool
    judges: str


def judged(deviation: Deviation, user: User, day: date) -> Judged:
    """The parts that the user judges, the types of the day it happened, and whether the laws may be changed."""
    every = list(Part.objects.of(deviation).select_related("type"))
    mine = frozenset(law for law in Law if may_handle_law(user, deviation, law, day))
    here = [part for part in every if part.moved_to_lex_at is None]
    has_lex = len(here) < len(every)
    is_all_mine = all(part.law in mine for part in here)
    own = {Law(part.law): part for part in here if part.law in mine}
    return Judged(
        parts=own,
        here=frozenset(Law(part.law) for part in here),
        mine=mine,
        may_change_laws=is_all_mine and not has_lex,
        types=types_on(deviation),
        seen=as_seen(deviation),
    )


def types_on(deviation: Deviation) -> dict[Law, list[DeviationType]]:
    """Each law's types on the day it happened, every subtype after what it belongs to."""
    valid = DeviationType.objects.filter(municipality=deviation.municipality_id).valid_on(
        deviation.happened_on
    )
    found = list(valid)
    return {law: list(_in_tree([kind for kind in found if kind.law == law])) for law in Law}


def _in_tree(kinds: list[DeviationType]) -> Iterable[DeviationType]:
    tops = [kind for kind in kinds if kind.parent_id is None]
    for top in tops:
        yield top
        yield from (kind for kind in kinds if kind.parent_id == top.pk)


def flags(deviation: Deviation) -> list[str]:
    return [name for name, _label in FLAGS if getattr(deviation, name)]


def shown(judged: Judged, form: JudgeForm) -> dict[str, Any]:
    return {
        "laws": [_fields(judged, form, law) for law in Law if _has_fields(form, law)],
        "newer": form.newer,
    }


def _has_fields(form: JudgeForm, law: Law) -> bool:
    return any(name.startswith(f"{law}_") for name in form.fields)


def _fields(judged: Judged, form: JudgeForm, law: Law) -> LawFields:
    return LawFields(
        law=law,
        part=judged.parts.get(law),
        fields=tuple(form[name] for name in form.fields if name.startswith(f"{law}_")),
        is_mine=law in judged.mine,
        judges=_("SAS bedömer den här delen.")
        if law == Law.SOL
        else _("MAS eller MAR bedömer den här delen."),
    )


def as_it_stands(deviation: Deviation, judged: Judged) -> list[tuple[str, str]]:
    """What somebody else saved meanwhile, beside what one has typed oneself."""
    stands = [(_("Slag"), str(deviation.get_event_class_display() or "–"))]
    for law, part in judged.parts.items():
        said = {
            _("typ"): str(part.type or "–"),
            _("allvarlighet"): str(part.get_severity_display() or "–"),
            _("sannolikhet"): str(part.get_probability_display() or "–"),
            _("vårdskada"): str(part.get_care_injury_display() or "–") if law == Law.HSL else "",
            _("bedömning"): part.judgement or "–",
        }
        stands += [(f"{law.label}, {word}", value) for word, value in said.items() if value]
    return stands
