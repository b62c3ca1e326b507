"""The counts of the chapter about deviations as figures. Few are hidden here, for every reader alike, and what would tell them."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.urls import reverse
from django.utils.text import slugify

from hjulet.base.ui.swedish import number, with_unit
from hjulet.check.deviations.choices import Law
from hjulet.report.reports.blocks import Figure
from hjulet.report.reports.sections.deviations import Facts, LawFacts
from hjulet.statistics import suppress

FEWEST = 5
FEW, PROTECTED = "färre än 5", "visas inte"
SOURCE = "Räknat bland avvikelserna i Kvalitetshjulet"
HIDDEN = "Antal under fem visas inte. Ibland döljs ett tal till, så att det inte går att räkna ut."
Named = Sequence[tuple[str, int]]


def figure(facts: Facts, key: str, label: str, amount: float, *, hidden: str = "") -> Figure:
    """A count of ours. The public edition has no way in to the cases."""
    is_shown = not hidden
    return Figure(
        id=f"avvikelser/{key}/{facts.slug}/{facts.year}", label=label, text=number(int(amount)) if is_shown else hidden,
        value=Decimal(int(amount)) if is_shown else None, missing_reason=hidden, unit="antal",
        organisation=facts.organisation, period=facts.period, n=None, source=SOURCE,
        url="" if facts.is_public else reverse("deviations:figures"),
    )  # fmt: skip


def is_few(amount: int) -> bool:
    return 0 < amount < FEWEST


def of_law(facts: Facts, law: LawFacts) -> Figure:
    """Everything under one law: the sum that the tables of units and types are parted from."""
    label = f"Avvikelser enligt {law.law.label}"
    return figure(facts, law.law, label, law.now, hidden=FEW if is_few(law.now) else "")


def of_law_before(facts: Facts, law: LawFacts) -> Figure:
    before, label = law.before or 0, f"Avvikelser enligt {law.law.label}, samma månader året före"
    return figure(facts, f"{law.law}/fore", label, before, hidden=FEW if is_few(before) else "")


def tells_all(facts: Facts) -> bool:
    """Whether the sum over the laws may be told: where one law has few it would give that one away."""
    return not any(is_few(law.now) for law in facts.laws)


def share(facts: Facts, key: str, label: str, amount: int, of: int) -> Figure:
    percent, is_shown = Decimal(amount * 100) / Decimal(of), not is_few(of)
    return Figure(
        id=f"avvikelser/{key}/{facts.slug}/{facts.year}", label=label, text=with_unit(percent, "%", 0) if is_shown else PROTECTED,
        value=percent.quantize(Decimal(1)) if is_shown else None, missing_reason="" if is_shown else PROTECTED, unit="%",
        organisation=facts.organisation, period=facts.period, n=of if is_shown and tells_all(facts) else None, source=SOURCE,
        url="" if facts.is_public else reverse("deviations:figures"),
    )  # fmt: skip


def figures_of(facts: Facts, key: str, named: Named) -> list[Figure]:
    """A list of counts whose sum is known: the small ones hidden, and as many more as protect them."""
    hidden = hidden_places([amount for _name, amount in named])
    names = keys([name for name, _amount in named])
    return [
        figure(facts, f"{key}/{at}", name, amount, hidden=PROTECTED if place in hidden else "")
        for place, (at, (name, amount)) in enumerate(zip(names, named, strict=True))
    ]


def hidden_places(amounts: Sequence[int]) -> frozenset[int]:
    kept = suppress(amounts, FEWEST).hidden
    return frozenset(place for place in range(len(amounts)) if kept[place])


def by_unit(facts: Facts) -> list[tuple[str, list[Figure]]]:
    """Each law parted by unit. The sum over the laws is told of no unit, so each law is a list of its own."""
    names = keys([name for name, _numbers in facts.units])
    hidden = [hidden_places([numbers[at] for _name, numbers in facts.units]) for at in range(len(facts.laws))]
    return [
        (
            name,
            [
                figure(
                    facts, f"enhet/{key}/{law.law}", f"{name}, {law.law.label}", amount,
                    hidden=PROTECTED if place in few else "",
                )
                for law, few, amount in zip(facts.laws, hidden, numbers, strict=True)
            ],
        )
        for place, (key, (name, numbers)) in enumerate(zip(names, facts.units, strict=True))
    ]  # fmt: skip


def keys(names: Iterable[str]) -> list[str]:
    """A name for each in addresses and ids, the same from year to year whatever order they come in."""
    found: list[str] = []
    for name in names:
        first = slugify(name) or "rad"
        same = sum(one == first or one.startswith(f"{first}--") for one in found)
        found.append(f"{first}--{same + 1}" if same else first)
    return found


def ranked(figures: Sequence[Figure]) -> list[Figure]:
    """The shown ones as they come, the most common first; then the hidden by name: their places would tell how many."""
    shown = [one for one in figures if one.value is not None]
    return [*shown, *sorted((one for one in figures if one.value is None), key=lambda one: one.label)]


def law_of(facts: Facts, law: Law) -> LawFacts | None:
    return next((one for one in facts.laws if one.law == law), None)
