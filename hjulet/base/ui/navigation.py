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
            Link("Organisation", "organisation:tree"),
        ),
    ),
    Step("do", "Genomföra", "do", "do", (Link("Pågående åtgärder", "actions:list", "status=pagar"),)),
    Step(
        "check", "Följa upp", "check", "check",
        (
            Link("Mått och värden", "indicators:list"),
            Link("Kostnad per brukare", "costs:list"),
        ),
    ),
    Step("analyse", "Analysera", "analyse", "analyse", (Link("Vad som har rört sig", "indicators:changes"),)),
    Step(
        "act", "Agera", "act", "act",
        (
            Link("Behov", "actions:needs"),
            Link("Åtgärder", "actions:list"),
        ),
    ),
    Step("tell", "Berätta", "tell", "tell", (Link("Rapporter", "reports:list"),)),
)  # fmt: skip

HOME = Link("Kvalitetshjulet", "desk:start")
USER_MENU = (Link("Min sida", "desk:start"), Link("Mitt konto", "people:me"))
SIGN_OUT = Link("Logga ut", "account_logout")
FOOTER = (Link("Källor", "desk:sources"), Link("Tillgänglighet", "desk:accessibility"))
