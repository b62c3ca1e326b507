"""What the split and the country come to, in sentences that a politician understands. A sum is said, never a trend."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hjulet import statistics
from hjulet.base.ui.swedish import number, signed
from hjulet.check.costs.comparing.country import Standard, population_effect
from hjulet.check.costs.comparing.parts import rounded
from hjulet.check.costs.comparing.tables import PlainTable
from hjulet.check.costs.comparing.years import YearChange

FEW_USERS = 30  # fewer than this, and single persons decide the cost per user
MILLION, TEN_THOUSAND = 1_000_000, 10_000
UNKNOWN_RISE = (
    0.1  # a year whose index is not known may have raised prices this much: only more is said to be dearer
)
SAME_PRICE = 0.02  # within two percent the costs per user are said to be about the same

BESIDE = {  # users (more, about as many, fewer) × cost per user (more, about as much, less)
    (1, 1): gettext_lazy("Vi har fler brukare än riket har i samma åldrar, och varje brukare kostar mer."),
    (1, 0): gettext_lazy("Vi har fler brukare än riket har i samma åldrar. Varje brukare kostar ungefär lika mycket."),
    (1, -1): gettext_lazy("Vi har fler brukare än riket har i samma åldrar, men varje brukare kostar mindre."),
    (0, 1): gettext_lazy("Vi har ungefär lika många brukare som riket har i samma åldrar, men varje brukare kostar mer."),
    (0, 0): gettext_lazy("Vi har ungefär lika många brukare som riket har i samma åldrar, och varje brukare kostar ungefär lika mycket."),
    (0, -1): gettext_lazy("Vi har ungefär lika många brukare som riket har i samma åldrar, men varje brukare kostar mindre."),
    (-1, 1): gettext_lazy("Vi har färre brukare än riket har i samma åldrar, men varje brukare kostar mer."),
    (-1, 0): gettext_lazy("Vi har färre brukare än riket har i samma åldrar. Varje brukare kostar ungefär lika mycket."),
    (-1, -1): gettext_lazy("Vi har färre brukare än riket har i samma åldrar, och varje brukare kostar mindre."),
}  # fmt: skip


def of_change(found: YearChange) -> list[str]:
    """The change, what made it, and how far it can be trusted."""
    return [_change(found), *_causes(found), *certainty(found)]


def _change(found: YearChange) -> str:
    first, last = found.before.cost, found.after.cost
    said = {
        "first": money(first), "last": money(last), "before": found.before.year, "after": found.after.year,
        "group": found.after.total.label, "change": money(abs(last - first)),
        "percent": number(abs(float((last - first) / first)) * 100, 1) if first else "–",
    }  # fmt: skip
    if round(last) == round(first):
        return _("Kostnaden var %(last)s både %(before)s och %(after)s.") % said
    if last > first:
        return (
            _("Kostnaden var %(first)s %(before)s och %(last)s %(after)s: %(change)s mer (%(percent)s %%).")
            % said
        )
    return (
        _("Kostnaden var %(first)s %(before)s och %(last)s %(after)s: %(change)s mindre (%(percent)s %%).")
        % said
    )


def _causes(found: YearChange) -> list[str]:
    parts = found.parts
    said = []
    if found.fixed is not None:
        told = {"index": ", ".join(found.index), "amount": more_or_less(parts.general)}
        said.append(_("Ändrade priser i hela kommunsektorn förklarar %(amount)s, enligt %(index)s.") % told)
    said.append(_of_users(found))
    said.append(_of_price(found))
    if round(parts.rest):
        told = {"amount": more_or_less(parts.rest)}
        said.append(_("Kostnad som ingen brukare bär förklarar %(amount)s.") % told)
    return said


def _of_users(found: YearChange) -> str:
    parts = found.parts
    people, share = shares(parts.inhabitants or Fraction(0), parts.share or Fraction(0))
    told = {
        "before": number(found.before.users), "after": number(found.after.users),
        "amount": more_or_less(parts.volume),
        "people": people, "share": share,
    }  # fmt: skip
    if parts.inhabitants is None:
        return _("Antalet brukare gick från %(before)s till %(after)s. Det förklarar %(amount)s.") % told
    if found.by_age:
        return (
            _(
                "Antalet brukare gick från %(before)s till %(after)s. Det förklarar %(amount)s: %(people)s för hur många "
                "som bor här och i vilka åldrar, %(share)s för hur stor andel av dem som får stödet."
            )
            % told
        )
    return (
        _(
            "Antalet brukare gick från %(before)s till %(after)s. Det förklarar %(amount)s: %(people)s för hur många "
            "som bor här, %(share)s för hur stor andel av dem som får stödet."
        )
        % told
    )


def _of_price(found: YearChange) -> str:
    told = {
        "before": number(round(found.before.per_user)), "after": number(round(found.after.per_user)),
        "amount": more_or_less(found.parts.price),
    }  # fmt: skip
    if found.fixed is not None and found.by_age:
        sentence = _(
            "Kostnaden per brukare gick från %(before)s till %(after)s kr. Utöver prisökningen, och i samma åldrar, "
            "förklarar den %(amount)s."
        )
    elif found.fixed is not None:
        sentence = _(
            "Kostnaden per brukare gick från %(before)s till %(after)s kr. Utöver prisökningen förklarar den %(amount)s."
        )
    elif found.by_age:
        sentence = _(
            "Kostnaden per brukare gick från %(before)s till %(after)s kr. I samma åldrar förklarar den %(amount)s."
        )
    else:
        sentence = _(
            "Kostnaden per brukare gick från %(before)s till %(after)s kr. Det förklarar %(amount)s."
        )
    return sentence % told


def certainty(found: YearChange) -> list[str]:
    """A cost is counted, not asked for; but which people the users are is partly chance."""
    before, after = found.before, found.after
    said = []
    if min(before.users, after.users) < FEW_USERS:
        said.append(few_users(min(before.users, after.users)))
    elif not _share_moved(found):
        said.append(
            _("Så stor skillnad i antal brukare kan slumpen ge ett år. Läs den inte som en utveckling.")
        )
    said.append(one_person(after.users, after.per_user))
    return said


def few_users(users: int) -> str:
    return ngettext(
        "Med bara %(users)s brukare avgör en enda person kostnaden. Det går inte att säga att den har ändrats.",
        "Med bara %(users)s brukare avgör enskilda personer kostnaden per brukare. Det går inte att säga att den har "
        "ändrats eller skiljer sig av annat än slumpen.",
        users,
    ) % {"users": number(users)}


def one_person(users: int, per_user: Fraction) -> str:
    """What a new user who costs twice the mean does to the mean."""
    told = {"amount": number(round(per_user / (users + 1)))}
    return (
        _("En enda ny brukare som kostar dubbelt så mycket höjer kostnaden per brukare med %(amount)s kr.")
        % told
    )


def _share_moved(found: YearChange) -> bool:
    """Whether chance alone seldom gives as different numbers of users; cautious, since most are the same people."""
    before, after = found.before.linked, found.after.linked
    same = before.inhabitants and after.inhabitants
    ratio = statistics.rate_ratio(
        float(before.users), float(before.inhabitants or 1) if same else 1.0,
        float(after.users), float(after.inhabitants or 1) if same else 1.0,
    )  # fmt: skip
    return not ratio.lower <= 1 <= ratio.upper


def beside(found: Standard) -> str:
    """The verdict in one sentence. A number of users that chance explains is about as many."""
    users = 0 if found.lower <= 1 <= found.upper else (1 if found.users_ratio > 1 else -1)
    dearer = 1 + SAME_PRICE + UNKNOWN_RISE * _years_apart(found)
    price = (found.price_ratio > dearer) - (found.price_ratio < 1 - SAME_PRICE)
    return str(BESIDE[users, price])


def _years_apart(found: Standard) -> int:
    """Years of prices rising that nobody has taken out of the country's figures."""
    return 0 if found.factor is not None or found.year is None else max(0, found.point.year - found.year)


def of_country(table: PlainTable, found: Standard) -> list[str]:
    """What lies behind the verdict: expected users and cost, the population's ages, prices, and few users."""
    gap = found.point.linked.cost - found.expected.cost
    volume, price = shares(found.parts.volume, found.parts.price)
    told = {
        "users": number(found.point.users), "expected": number(round(found.expected.users)),
        "cost": money(found.point.linked.cost), "standard": money(found.expected.cost), "gap": money(abs(gap)),
        "volume": volume, "price": price,
    }  # fmt: skip
    said = [
        _("Med rikets andel i varje åldersgrupp hade vi haft %(expected)s brukare. Vi har %(users)s.") % told
    ]
    sentence = (
        _(
            "Med rikets kostnad i varje åldersgrupp (standardkostnaden) hade brukarna kostat %(standard)s. De kostade "
            "%(cost)s, %(gap)s mer: %(volume)s för hur många de är, %(price)s för vad var och en kostar."
        )
        if gap >= 0
        else _(
            "Med rikets kostnad i varje åldersgrupp (standardkostnaden) hade brukarna kostat %(standard)s. De kostade "
            "%(cost)s, %(gap)s mindre: %(volume)s för hur många de är, %(price)s för vad var och en kostar."
        )
    )
    said.append(sentence % told)
    if (ages := population_effect(table, found)) is not None:
        told = {"country": number(round(ages[0])), "here": number(round(ages[1]))}
        said.append(
            _(
                "Åldrarna hos dem som bor här spelar också in: rikets siffror ger %(here)s kr per invånare här, "
                "mot %(country)s i hela riket."
            )
            % told
        )
    said += _prices_of_country(found)
    if found.point.users < FEW_USERS:
        said.append(few_users(found.point.users))
    return said


def _prices_of_country(found: Standard) -> list[str]:
    if found.year is None or found.year == found.point.year:
        return []
    told = {"year": found.year, "own": found.point.year, "index": ", ".join(found.index)}
    if found.factor is None:
        return [
            _(
                "Rikets siffror är från %(year)s och inte omräknade till %(own)s års priser. En del av skillnaden är "
                "därför prisökning."
            )
            % told
        ]
    return [_("Rikets siffror från %(year)s är omräknade till %(own)s års priser med %(index)s.") % told]


def money(amount: Fraction) -> str:
    """'167,9 miljoner kronor', '830 000 kronor'."""
    if abs(amount) >= MILLION:
        return _("%(amount)s miljoner kronor") % {"amount": number(float(amount / MILLION), 1)}
    return _("%(amount)s kronor") % {
        "amount": number(int(round(amount, -3)) if abs(amount) >= TEN_THOUSAND else round(amount))
    }


def more_or_less(amount: Fraction) -> str:
    """'+16,0 miljoner kronor'."""
    if abs(amount) >= MILLION:
        return _("%(amount)s miljoner kronor") % {"amount": signed(float(amount / MILLION), 1)}
    return _("%(amount)s kronor") % {
        "amount": signed(int(round(amount, -3)) if abs(amount) >= TEN_THOUSAND else round(amount))
    }


def shares(*parts: Fraction) -> list[str]:
    """'+1,0 miljoner', '+15,0 miljoner': what makes up a sum that has just been said, rounded so that it adds up."""
    largest = max(map(abs, parts))
    if largest >= MILLION:
        tenths = rounded([part * 10 / MILLION for part in parts])
        return [_("%(amount)s miljoner") % {"amount": signed(part / 10, 1)} for part in tenths]
    step = 1000 if largest >= TEN_THOUSAND else 1
    return [
        _("%(amount)s kronor") % {"amount": signed(part * step)}
        for part in rounded([part / step for part in parts])
    ]
