"""One note for a whole table, instead of a refrain in every row."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.base.ui.swedish import number
from hjulet.check.indicators.choices import Verdict
from hjulet.check.indicators.judgement.changes import Change

Kinds = dict[Verdict, list[Change]]


def table_note(changes: Sequence[Change], *, moved: int = 0) -> str:
    """What the table's changes have in common. `moved`: how many rows have moved over all years together."""
    kinds = {kind: [found for found in changes if found.verdict == kind] for kind in Verdict}
    sure = [found for found in changes if found.is_sure]
    notes = [
        _about_chance(sure, kinds[Verdict.CHANCE]),
        _about_all_years(moved),
        _about_unknown(kinds[Verdict.UNKNOWN], among=len(sure) + len(kinds[Verdict.CHANCE])),
        _about_the_rest(kinds, among=len(changes)),
        _about_misfits(sum(found.impossible for found in changes)),
    ]
    return " ".join(note for note in notes if note)


def _about_chance(sure: Sequence[Change], chance: Sequence[Change]) -> str:
    if not chance and not sure:
        return ""
    said = {"sure": len(sure), "all": len(sure) + len(chance), "answers": _answers_a_year([*sure, *chance])}
    if not sure:
        return _("Ingen av förändringarna är större än slumpen: %(answers)s.") % said
    if not chance:
        return _("Förändringarna är större än slumpen: %(answers)s.") % said
    return (
        _("%(sure)s av %(all)s förändringar är större än slumpen, de andra kan bero på den: %(answers)s.")
        % said
    )


def _about_all_years(moved: int) -> str:
    if not moved:
        return ""
    one = "Sett över alla år har en rad rört sig mer än slumpen."
    many = "Sett över alla år har %(rows)s rader rört sig mer än slumpen."
    return ngettext(one, many, moved) % {"rows": moved}


def _about_unknown(unknown: Sequence[Change], *, among: int) -> str:
    if not unknown:
        return ""
    said = {"unknown": len(unknown), "all": among + len(unknown)}
    is_about_answers = any(found.is_share for found in unknown)
    if is_about_answers and among:
        return _("För %(unknown)s av %(all)s saknas antal svar, där går förändringen inte att bedöma.") % said
    if is_about_answers:
        return _("Antal svar saknas, därför går förändringarna inte att bedöma.")
    if among:
        return (
            _("För %(unknown)s av %(all)s framgår inte underlagets storlek, där går inget att bedöma.") % said
        )
    return _("Det framgår inte hur stort underlaget är, därför går förändringarna inte att bedöma.")


def _about_the_rest(kinds: Kinds, *, among: int) -> str:
    if kinds[Verdict.FULL] and len(kinds[Verdict.FULL]) == among:
        return _("Värdena är full räkning, därför finns inget intervall.")
    if kinds[Verdict.FIRST] and len(kinds[Verdict.FIRST]) == among:
        return _("Det är första mätningen, därför finns ingen förändring att bedöma.")
    return ""


def _about_misfits(rows: int) -> str:
    if not rows:
        return ""
    one = "I en rad stämmer andelen inte med antalet svar; någon har hoppat över frågan."
    many = "I %(rows)s rader stämmer andelen inte med antalet svar; någon har hoppat över frågan."
    return ngettext(one, many, rows) % {"rows": rows}


def _answers_a_year(changes: Sequence[Change]) -> str:
    """'13–16 svar per år'."""
    n = [answers for found in changes for answers in found.answers]
    fewest, most = number(min(n)), number(max(n))
    said = {"answers": fewest if fewest == most else f"{fewest}–{most}"}
    return _("%(answers)s svar per år") % said
