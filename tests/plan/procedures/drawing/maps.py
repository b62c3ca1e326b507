"""Process maps to draw: one that everybody knows, and any there may be."""

from random import Random

from hypothesis import strategies as st

from hjulet.plan.procedures.drawing import Link, ProcessMap, Step, Way

DEVIATIONS = ProcessMap(
    "Avvikelser",
    (
        Step("report", "Rapportera det som hände", "Medarbetare", (Link("Rapportera avvikelser", "/rutin/1"),), "#1"),
        Step(
            "judge", "Bedöm hur allvarligt det är", "Enhetschef", (Link("Allvarlighetsgrad & åtgärder", "/rutin/2?a=1&b=2"),),
            ways=(Way("lex", "Ja"), Way("causes", "Nej, mindre allvarligt"), Way("", "Inte en avvikelse")),
            question="Kan det vara ett missförhållande?",
        ),
        Step(
            "lex", "Utred lex Sarah eller lex Maria", "SAS och MAS", ways=(Way("causes", "Nej"), Way("judge", "Uppgifter saknas"), Way("", "Ja")),
            question="Är det allvarligt?",
        ),
        Step("causes", "Utred orsakerna tillsammans med teamet", "Enhetschef"),
        Step("follow-up", "Följ upp effekten", "Enhetschef", ways=(Way("causes", "Nej"), Way("", "Ja")), question="Hjälpte det?"),
    ),
    begins="Något gick inte som det skulle",
    ends="Alla vet vad som hände",
)  # fmt: skip

WORDS = (
    "Bedöm",
    "kvalitetsutvecklingssamordnare",
    "hälso- och sjukvårdsinsatser",
    "i",
    "teamet",
    "biståndshandläggaren",
    "<&>",
)


def invented(count: int, seed: int) -> ProcessMap:
    """A process of so many activities, with decisions that rejoin, end and go back, as chance will have it."""
    chance = Random(seed)

    def said(most: int = 12) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))

    keys = [f"step-{number}" for number in range(1, count + 1)]
    lanes = list(dict.fromkeys(["", *(said(4) for _ in range(chance.randint(0, 7)))]))
    steps = tuple(
        Step(
            key,
            said(),
            chance.choice(lanes),
            tuple(Link(said(), "/rutin/1") for _ in range(chance.choice([0, 0, 1, 3]))),
            ways=tuple(
                Way(chance.choice([*keys, ""]), chance.choice(["", said(6)]))
                for _ in range(chance.choice([0, 0, 1, 2, 3, 5]))
            ),
            question=chance.choice(["", said()]),
        )
        for key in keys
    )
    return ProcessMap(said(), steps, chance.choice(["", said()]), chance.choice(["", said()]))


def processes(most: int = 40) -> st.SearchStrategy[ProcessMap]:
    return st.builds(invented, st.integers(0, most), st.integers(0, 10_000))
