"""Words of open texts and of the questions about them. Pure.

The blinded index keeps marks of stems (stems.py), and a mark once written must stay as it is. Open texts are indexed anew
whenever we like, so here the stem goes one step further: *signera*, *signering* and *signeringen* are one word.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from hjulet.base.search.stems import SHORTEST, STOP_WORDS, WORD, stem

LONGEST_STEM = 60
LONGEST_QUESTION = 200
MOST_WORDS = 12  # of a question; more say nothing more

# What a question is made of, and not what it is about.
_ASKED = (
    "hur gör göra gjort görs vad när var vart varför vem vilken vilka vilket ska skall bör måste kan kunna får fått fick få "
    "behöver behövs vill borde finns gäller gälla man nån nåt nånting någonting nåra någon något några jag mig mej oss vi "
    "dom dem hen okej ok hej tack rätt sätt går gå gått blir blivit blev håller typ lite bara även också är va ifall om "
    "egentligen liksom hjälp fråga undrar veta vet säger sägs står hitta hittar söker sök läsa finna tar ta tagit kommer "
    "komma kom göras annars sig själv min mitt mina sin sitt sina vår vårt våra efter innan före under hos mot per st etc "
)
QUESTION_WORDS = STOP_WORDS | frozenset(_ASKED.split())

_DERIVED = re.compile(r"(?<=\w{4})(?:ering|ation|ning|ing|ande|ende|er)$")


@dataclass(frozen=True)
class Question:
    """What somebody asks: the words that tell something, in their order, each once."""

    said: str
    words: tuple[str, ...]

    @property
    def roots(self) -> tuple[str, ...]:
        return tuple(root(word) for word in self.words)


def question(said: str) -> Question:
    """The words worth looking for. A question of nothing but small words is about them: "få" finds nothing, and says so."""
    cut = said.replace("\0", "")[:LONGEST_QUESTION].strip()
    telling = [word for word in spoken(cut) if word not in QUESTION_WORDS and len(word) >= SHORTEST]
    first: dict[str, str] = {}
    for word in telling:
        first.setdefault(root(word), word)
    return Question(cut, tuple(first.values())[:MOST_WORDS])


def spoken(text: str) -> list[str]:
    """Every word of the text in lower case, in its order."""
    return WORD.findall(normalize("NFC", text).casefold())


def told(text: str) -> list[tuple[str, str]]:
    """The words of a text that are indexed, each with its root."""
    return [(root(word), word) for word in spoken(text) if len(word) >= SHORTEST and word not in STOP_WORDS]


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """What all forms of a word share."""
    return _DERIVED.sub("", stem(word))[:LONGEST_STEM]
