"""Our own list: which of Kolada's indicators belong together, what we call them, and which way is better.

Kolada has no direction and long names; both are ours. The subject also says which similar municipalities to compare with.
"""

from dataclasses import dataclass

from hjulet.check.indicators.choices import Direction

HIGHER, LOWER, NEUTRAL = Direction.HIGHER, Direction.LOWER, Direction.NEUTRAL


@dataclass(frozen=True)
class Named:
    """An indicator with our short name."""

    id: str
    name: str
    direction: Direction
    subject: str


@dataclass(frozen=True)
class ReadyMade:
    """A set that is chosen with one tick."""

    key: str
    title: str
    about: str
    indicators: tuple[Named, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.indicators)


def _named(subject: str, direction: Direction, prefix: str, listed: str) -> tuple[Named, ...]:
    """'U23471 helhetssyn' a line."""
    pairs = (line.strip().partition(" ") for line in listed.strip().splitlines())
    return tuple(Named(ident, f"{prefix}{name}", direction, subject) for ident, _, name in pairs)


KKIK = ReadyMade(
    "kkik",
    "KKiK stöd och omsorg",
    "Kommunens kvalitet i korthet: väntetider, bemanning och nöjdhet.",
    (
        *_named("särskilt boende", LOWER, "", """
            U23401 Väntetid till särskilt boende, dagar i medeltal
            U23431 Väntat mer än 90 dagar på särskilt boende"""),
        *_named("särskilt boende", HIGHER, "", "U23471 Särskilt boende: nöjda, helhetssyn"),
        *_named("särskilt boende", LOWER, "", "N23592 Platser i särskilt boende per sjuksköterska, vardagar"),
        *_named("särskilt boende", HIGHER, "", """
            N23588 Undersköterskor bland omsorgspersonalen, vardagar
            N23589 Undersköterskor bland omsorgspersonalen, helger"""),
        *_named("hemtjänst", HIGHER, "", "U21468 Hemtjänst: nöjda, helhetssyn"),
        *_named("hemtjänst", LOWER, "", """
            U21401 Personalkontinuitet i hemtjänsten, olika personer på 14 dagar
            U21436 Möter fler än 20 ur personalen på 14 dagar"""),
        *_named("lss", HIGHER, "", """
            U28567 Boende LSS: trygg med alla i personalen
            U28561 Daglig verksamhet: verksamheten är viktig"""),
        *_named("lss", LOWER, "", "U28414 Utredningstid LSS, dagar i medeltal"),
        *_named("individ- och familjeomsorg", LOWER, "", """
            U31402 Väntetid till beslut om försörjningsstöd, dagar i medeltal
            U33401 Utredningstid barn och unga, dagar i medeltal"""),
        *_named("individ- och familjeomsorg", HIGHER, "", "U31462 Ej återaktualiserade, försörjningsstöd ett år"),
        *_named("äldreomsorg", HIGHER, "", "U20404 Kvalitetsindex äldreomsorg"),
        *_named("lss", HIGHER, "", "U28408 Kvalitetsindex LSS"),
        *_named("individ- och familjeomsorg", HIGHER, "", "U31401 Kvalitetsindex ekonomiskt bistånd"),
        *_named("särskilt boende", NEUTRAL, "Särskilt boende: ", """
            U23594 antal svarande
            U23595 svarsfrekvens"""),
        *_named("hemtjänst", NEUTRAL, "Hemtjänst: ", """
            U23592 antal svarande
            U23593 svarsfrekvens"""),
        *_named("lss", NEUTRAL, "Daglig verksamhet: ", """
            U33950 svarsfrekvens
            U33960 antal svar"""),
    ),
)  # fmt: skip

CARE_HOMES = ReadyMade(
    "aldre-sabo",
    "Vad tycker de äldre: särskilt boende",
    "Socialstyrelsens enkät till äldre i särskilt boende, varje vår.",
    (
        *_named("särskilt boende", HIGHER, "Särskilt boende: ", """
            U23471 nöjda, helhetssyn
            U23520 bra bemötande alltid eller oftast
            U23463 bra bemötande alltid
            U23521 mycket eller ganska trygga
            U23464 mycket trygga
            U23460 kan påverka tider
            U23461 personalen tar hänsyn till åsikter
            U23459 personalen har tid
            U23467 maten smakar bra
            U23468 måltiden är en trevlig stund
            U23469 kan komma utomhus
            U23470 nöjda med aktiviteterna
            U23465 trivsamma gemensamma utrymmen
            U23466 trivsamt utomhus
            U23472 lätt att träffa sjuksköterska
            U23482 lätt att träffa läkare
            U23462 får veta om tillfälliga förändringar
            U23516 vet vart man vänder sig med klagomål
            U23475 trivs med rummet
            U23480 förtroende för personalen
            U23483 lätt att få kontakt med personalen
            U20443 aktuell genomförandeplan"""),
        *_named("särskilt boende", NEUTRAL, "Särskilt boende: ", """
            U23594 antal svarande
            U23595 svarsfrekvens"""),
    ),
)  # fmt: skip

HOME_CARE = ReadyMade(
    "aldre-hemtjanst",
    "Vad tycker de äldre: hemtjänst",
    "Socialstyrelsens enkät till äldre med hemtjänst, varje vår.",
    (
        *_named("hemtjänst", HIGHER, "Hemtjänst: ", """
            U21468 nöjda, helhetssyn
            U21504 bra bemötande alltid eller oftast
            U21466 bra bemötande alltid
            U21505 mycket eller ganska trygga
            U21467 mycket trygga
            U21462 kan påverka tider
            U21463 personalen tar hänsyn till åsikter
            U21465 får veta om tillfälliga förändringar
            U21461 personalen har tid
            U21464 vet vart man vänder sig med klagomål
            U21474 personalen utför sina uppgifter
            U21477 förtroende för personalen
            U21481 lätt att få kontakt med personalen
            U21475 personalen kommer på avtalad tid
            N21497 kan träffa sin fasta omsorgskontakt
            N21495 personalen pratar och förstår svenska
            N21496 personalen har kunskap och kompetens
            U21452 aktuell genomförandeplan"""),
        *_named("hemtjänst", LOWER, "Hemtjänst: ", "U21478 svåra besvär av ensamhet"),
        *_named("hemtjänst", NEUTRAL, "Hemtjänst: ", """
            U23592 antal svarande
            U23593 svarsfrekvens"""),
    ),
)  # fmt: skip

DISABILITY = ReadyMade(
    "brukare-lss",
    "SKR:s brukarundersökningar LSS och boendestöd",
    "Gruppbostad, servicebostad, daglig verksamhet och boendestöd, varje höst.",
    (
        *_named("lss", HIGHER, "Gruppbostad: ", """
            U28518 bestämmer om viktiga saker
            U28519 får den hjälp man vill ha
            U28520 personalen bryr sig
            U28521 personalen pratar så att man förstår
            U28641 all personal förstår mig
            U28522 trygg med alla i personalen
            U28523 aldrig rädd hemma
            U28524 trivs alltid hemma
            U28560 vet vem man kontaktar"""),
        *_named("lss", NEUTRAL, "Gruppbostad: ", """
            U33954 svarsfrekvens
            U33964 antal svar"""),
        *_named("lss", HIGHER, "Servicebostad: ", """
            U28525 bestämmer om viktiga saker
            U28526 får den hjälp man vill ha
            U28527 personalen bryr sig
            U28528 personalen pratar så att man förstår
            U28529 trygg med alla i personalen
            U28530 aldrig rädd hemma
            U28531 trivs med alla i personalen
            U28571 vet vem man kontaktar"""),
        *_named("lss", HIGHER, "Daglig verksamhet: ", """
            U28532 bestämmer om viktiga saker
            U28533 får den hjälp man vill ha
            U28534 personalen bryr sig
            U28535 personalen pratar så att man förstår
            U28658 all personal förstår mig
            U28536 trygg med alla i personalen
            U28537 aldrig rädd
            U28538 trivs alltid
            U28561 verksamheten är viktig
            U28562 vet vem man kontaktar
            N28685 personalen pratar om arbete med lön"""),
        *_named("lss", NEUTRAL, "Daglig verksamhet: ", """
            U33950 svarsfrekvens
            U33960 antal svar"""),
        *_named("lss", NEUTRAL, "Servicebostad: ", """
            U33956 svarsfrekvens
            U33966 antal svar"""),
        *_named("boendestöd", NEUTRAL, "Boendestöd: ", """
            U33953 svarsfrekvens
            U33963 antal svar"""),
        *_named("boendestöd", HIGHER, "Boendestöd: ", """
            U26420 bestämmer om viktiga saker
            U26421 får den hjälp man vill ha
            U26422 personalen bryr sig
            U26423 personalen pratar så att man förstår
            U26424 trygg med alla i personalen
            U26437 vet vem man kontaktar"""),
    ),
)  # fmt: skip


def _engagement(subject: str, prefix: str, numbers: str) -> tuple[Named, ...]:
    """The index, its three parts and how many answered: five ids in that order."""
    total, motivation, leadership, steering, answered = numbers.split()
    return (
        Named(total, f"{prefix}: medarbetarengagemang (HME)", HIGHER, subject),
        Named(motivation, f"{prefix}: motivation (HME)", HIGHER, subject),
        Named(leadership, f"{prefix}: ledarskap (HME)", HIGHER, subject),
        Named(steering, f"{prefix}: styrning (HME)", HIGHER, subject),
        Named(answered, f"{prefix}: svarsfrekvens (HME)", NEUTRAL, subject),
    )


STAFF = ReadyMade(
    "hme",
    "Medarbetarengagemang (HME) och sjukfrånvaro",
    "Hållbart medarbetarengagemang: motivation, ledarskap och styrning.",
    (
        *_engagement("medarbetare", "Hela kommunen", "U00200 U00201 U00202 U00203 N00898"),
        *_engagement("medarbetare", "Hemtjänst", "U21200 U21201 U21202 U21203 N21898"),
        *_engagement("medarbetare", "Särskilt boende", "U23200 U23201 U23202 U23203 N23898"),
        *_engagement("medarbetare", "Funktionsnedsättning", "U25200 U25201 U25202 U25203 N25898"),
        *_engagement("medarbetare", "Individ- och familjeomsorg", "U30200 U30201 U30202 U30203 N30898"),
        *_named("medarbetare", LOWER, "Hela kommunen: ", """
            N00090 sjukfrånvaro
            N00091 sjukfrånvaro över 59 dagar"""),
    ),
)  # fmt: skip

COSTS = ReadyMade(
    "kostnader",
    "Kostnader och volymer",
    "Nettokostnadsavvikelser, kostnad per brukare, hur många som har insatser.",
    (
        *_named("äldreomsorg", NEUTRAL, "", """
            N20900 Nettokostnadsavvikelse äldreomsorg, procent
            N20029 Nettokostnadsavvikelse äldreomsorg, miljoner kronor
            N20048 Kostnad äldreomsorg per invånare 80+"""),
        *_named("äldreomsorg", LOWER, "", "N20402 Fallskador bland personer 80+"),
        *_named("hemtjänst", NEUTRAL, "", """
            N21006 Kostnad hemtjänst per hemtjänsttagare
            N21826 Beviljade hemtjänsttimmar per brukare och månad
            N21701 Invånare 65+ med hemtjänst
            N21704 Invånare 80+ med hemtjänst"""),
        *_named("särskilt boende", NEUTRAL, "", """
            N23009 Kostnad särskilt boende per brukare
            N23801 Invånare 80+ i särskilt boende
            N23890 Invånare 65+ i särskilt boende"""),
        *_named("lss", NEUTRAL, "", """
            N28018 Nettokostnadsavvikelse LSS, procent
            N28021 Nettokostnadsavvikelse LSS, miljoner kronor"""),
        *_named("boendestöd", NEUTRAL, "", "N26801 Invånare 0–64 år med boendestöd"),
        *_named("individ- och familjeomsorg", NEUTRAL, "", """
            N30001 Nettokostnadsavvikelse IFO, procent
            N30026 Nettokostnadsavvikelse IFO, miljoner kronor
            N35030 Köp av vård för vuxna med missbruk
            N35804 Vårddygn i institution, vuxna med missbruk
            N31807 Invånare med ekonomiskt bistånd
            N31816 Långvarigt ekonomiskt bistånd
            N31824 Vuxna biståndsmottagare
            N31849 Ekonomiskt bistånd per hushåll
            N33816 Barn och unga placerade på HVB
            N33817 Barn och unga placerade i familjehem
            N33818 Barn och unga placerade på HVB eller i familjehem"""),
        *_named("kommunen", NEUTRAL, "", "N01951 Invånare"),
    ),
)  # fmt: skip

SETS = (KKIK, CARE_HOMES, HOME_CARE, DISABILITY, STAFF, COSTS)
BY_KEY = {one.key: one for one in SETS}
BY_ID = {named.id: named for one in SETS for named in one.indicators}
