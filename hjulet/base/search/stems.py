"""Words as the search knows them: Swedish stems, and their blinded marks (ADR 0012).

The index holds only the marks. Whoever reads the database sees that two texts share a word, never which.
"""

import re
from functools import lru_cache
from unicodedata import normalize

import snowballstemmer

from hjulet.base.identities.sealing import blind

SHORTEST = 2
MARK = 12  # hexadecimal characters: 100,000 different stems collide once in 50,000 indexes

# Snowball's Swedish stop words: they are in every text and tell nothing.
_SAID = (
    "och det att i en jag hon som han på den med var sig för så till är men ett om hade de av icke mig du henne då sin "
    "nu har inte hans honom skulle hennes där min man ej vid kunde något från ut när efter upp vi dem vara vad över än "
    "dig kan sina här ha mot alla under någon eller allt mycket sedan ju denna själv detta åt utan varit hur ingen mitt "
    "ni bli blev oss din dessa några deras blir mina samma vilken er sådan vår blivit dess inom mellan sådant varför "
    "varje vilka ditt vem vilket sitt sådana vart dina vars vårt våra ert era vilkas "
)
STOP_WORDS = frozenset(_SAID.split())

WORD = re.compile(r"[^\W_]+")
# Endings that Snowball leaves. One order, each once, so that every form of a word comes out alike.
_ENDINGS = [
    (
        re.compile(r"(?<=\w{3})[ae]ns?$|(?<=\w{4})(?:its?|orn?)$|(?<=\w{3})ar$"),
        "",
    ),  # klockan, mötena, rullatorn
    (re.compile(r"(?<=\w[^\Waeiouyåäö]{2})ets?$"), ""),  # golvet, barnet, fönstret
    (re.compile(r"(?<=\w{2}[^\Waeiouyåäö])eln?$"), "l"),  # läkemedel, läkemedlen
    (re.compile(r"(?<=\w{3}[^\Waeiouyåäör])r$"), ""),  # pillren, katetrar
    (re.compile(r"(?<=\w{3})a?s$"), ""),  # överdos, syrgas: Snowball takes the end for a genitive or a plural
    (re.compile(r"([mn])\1$"), r"\1"),  # rum, rummet
]


def stems(text: str) -> list[str]:
    """The stems of the text in its order, stop words left out; å, ä, ö and digits are kept."""
    words = WORD.findall(normalize("NFC", text).casefold())
    return [stem(word) for word in words if len(word) >= SHORTEST and word not in STOP_WORDS]


def blinded(text: str, *, purpose: str) -> str:
    """What the index column holds: the marks of the stems, each once, sorted so that their order tells nothing."""
    return " ".join(query(text, purpose=purpose))


def query(words: str, *, purpose: str) -> list[str]:
    """The marks to look for."""
    return sorted({_mark(purpose, one) for one in stems(words)})


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Snowball's stem without the endings that it leaves."""
    left = str(snowballstemmer.stemmer("swedish").stemWord(word))
    for ending, instead in _ENDINGS:
        left = ending.sub(instead, left)
    return left


def _mark(purpose: str, one: str) -> str:
    return blind(f"search.{purpose}", one)[:MARK]
