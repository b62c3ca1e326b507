"""Which laws an event belongs to: a part is added, turned into the other law's, or taken up in the other part."""

from collections.abc import Mapping

from hjulet.check.deviations.choices import Law, Obstacle
from hjulet.check.deviations.models import Deviation, Device, Part, Refused
from hjulet.check.deviations.workflows.locking import index, remember_laws

OWN = ("what_happened", "done_at_once", "judgement", "course", "barriers", "no_cause_reason")


def set_laws(
    deviation: Deviation, wanted: frozenset[Law], texts: Mapping[Law, str], *, mine: frozenset[Law], move_text: bool
) -> dict[Law, Part]:  # fmt: skip
    """The parts after the change, each held. MINE are the laws whose parts the user handles. Raises Refused.

    The caller holds the case. A part that has become a lex case stays as it is.
    """
    every = {Law(part.law): part for part in Part.objects.of(deviation).select_for_update(of=("self",))}
    for part in every.values():
        part.deviation = deviation
    in_lex = frozenset(law for law, part in every.items() if part.moved_to_lex_at is not None)
    open_parts = {law: part for law, part in every.items() if law not in in_lex}
    wanted -= in_lex
    added, dropped = wanted - set(open_parts), set(open_parts) - wanted
    if not wanted:
        raise Refused([Obstacle.NO_LAW])
    if not dropped <= mine:
        raise Refused([Obstacle.PART_IS_OTHERS])
    if added and dropped:
        _turn(open_parts, old=dropped.pop(), new=next(iter(added)))
    elif added:
        _add(deviation, open_parts, next(iter(added)), texts)
    elif dropped:
        _take_up(open_parts, dropped.pop(), move_text=move_text)
    remember_laws(deviation, frozenset(open_parts) | in_lex)
    return open_parts


def has_own_text(part: Part) -> bool:
    return (
        any(getattr(part, name).strip() for name in OWN)
        or part.causes.exists()
        or part.contributions.exists()
    )


def _turn(parts: dict[Law, Part], *, old: Law, new: Law) -> None:
    """The report was filed under the wrong law: the same part, with the other law's readers from now on."""
    part = parts.pop(old)
    part.law, part.type, part.severity, part.probability, part.care_injury = new, None, None, None, ""
    part.revision += 1
    part.save(update_fields=["law", "type", "severity", "probability", "care_injury", "revision"])
    part.team.all().delete()  # they were named on the other law's part
    parts[new] = part


def _add(deviation: Deviation, parts: dict[Law, Part], law: Law, texts: Mapping[Law, str]) -> None:
    text = texts.get(law, "").strip()
    if not text:
        raise Refused([Obstacle.NO_TEXT])
    part = Part(deviation=deviation, law=law, what_happened=text)
    index(part)
    part.save(force_insert=True)
    parts[law] = part


def _take_up(parts: dict[Law, Part], dropped: Law, *, move_text: bool) -> None:
    """The dropped part's text, causes and contributions stand in the part that is left, if that is what was said."""
    gone = parts.pop(dropped)
    (kept,) = parts.values()
    if has_own_text(gone):
        if not move_text:
            raise Refused([Obstacle.PART_HAS_TEXT])
        for name in OWN:
            setattr(
                kept, name, "\n\n".join(text for text in (getattr(kept, name), getattr(gone, name)) if text)
            )
        index(kept)
        kept.revision += 1
        kept.save(update_fields=[*OWN, "words", "revision"])
        gone.causes.update(part=kept)
        gone.contributions.update(part=kept)
        if not Device.objects.filter(part=kept).exists():
            Device.objects.filter(part=gone).update(part=kept)
    gone.delete()
