"""Where one can go: the five steps of the wheel in order, then what we tell. Data; context.py resolves it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    title: str
    url_name: str
    query: str = ""


@dataclass(frozen=True)
class Step:
    """A group of the side navigation. `colour` is the end of a CSS class: step-plan, step-do …"""

    key: str
    title: str
    colour: str
    icon: str
    links: tuple[Link, ...]


STEPS = (
    Step(
        "plan", "Planera", "plan", "plan",
        (
            Link("Vision, mål och självskattning", "steering:overview"),
            Link("Processer", "procedures:processes"),
            Link("Rutiner och styrdokument", "procedures:routines"),
            Link("Samverkan och avtal", "cooperation:list"),
            Link("Organisation", "organisation:tree"),
        ),
    ),
    Step(
        "do", "Genomföra", "do", "do",
        (
            Link("Att läsa", "participation:readings"),
            Link("Vem har läst", "participation:sent"),
            Link("Arbetsplatsträffar", "participation:meetings"),
            Link("Utbildning", "participation:courses"),
            Link("Delegeringar", "participation:delegations"),
            Link("Ombud", "participation:roles"),
            Link("Idéer", "participation:ideas"),
            Link("Pågående åtgärder", "actions:list", "status=pagar"),
        ),
    ),
    Step(
        "check", "Följa upp", "check", "check",
        (
            Link("Rapportera en avvikelse", "deviations:report"),
            Link("Mina rapporter", "deviations:mine"),
            Link("Avvikelser", "deviations:list"),
            Link("Veckans genomgång", "deviations:week"),
            Link("QR-koder", "deviations:doors"),
            Link("Inställningar för avvikelser", "deviations:types"),
            Link("Lex Sarah och lex Maria", "lex:list"),
            Link("Utfall i lex-ärenden", "lex:outcomes"),
            Link("Att diarieföra", "lex:to_register"),
            Link("Mått och värden", "indicators:list"),
            Link("Frågor om siffror", "indicators:questions"),
            Link("Egna mätningar", "indicators:measurements"),
            Link("Enkäter", "surveys:list"),
            Link("Jämförelser", "indicators:comparisons"),
            Link("Kostnad per brukare", "costs:list"),
        ),
    ),
    Step("analyse", "Analysera", "analyse", "analyse", (
            Link("Avvikelser i siffror", "deviations:figures"),
            Link("Rutiner i händelser", "deviations:routines"),
            Link("Vad sticker ut", "indicators:standouts"),
            Link("Effekter av åtgärder", "effects:list"),
            Link("Serier", "series:list"),
        )),
    Step(
        "act", "Agera", "act", "act",
        (
            Link("Behov", "actions:needs"),
            Link("Åtgärder", "actions:list"),
        ),
    ),
    Step("tell", "Berätta", "tell", "tell", (
            Link("Rapporter", "reports:list"),
            Link("Skriv rapporten", "manuscripts:list"),
            Link("Rapportens ram", "reports:frames"),
            Link("Nämndens handlingar", "manuscripts:papers_list"),
        )),
)  # fmt: skip

REPORT = Link("Rapportera", "deviations:report")  # in the header of every page, for those who may
SEARCH = Link("Sök", "desk:search")  # in the header of every page
HOME = Link("Kvalitetshjulet", "desk:start")
USER_MENU = (
    Link("Min sida", "desk:start"),
    Link("Meddelanden", "notices:list"),
    Link("Mitt konto", "people:me"),
)
SIGN_OUT = Link("Logga ut", "account_logout")
FOOTER = (  # of every page, also for a stranger
    Link("Publicerade rapporter", "published:all"),
    Link("Källor", "desk:sources"),
    Link("Tillgänglighet", "desk:accessibility"),
)
