"""Citations of law that has been replaced, as people write them, and where the same stands today. Pure.

Only what is verified is here. A chapter and paragraph that both socialtjänstlagar have is old law for certain only when
the sentence is about what the old one said there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hjulet.base.law import HSLF_DEVICES, HSLF_SAFETY, SOL, SOSFS

REPLACED = {  # a statute that has been replaced, by its number: what holds now
    "2001:453": f"{SOL.name} gäller sedan den 1 juli 2025",
    "2005:12": f"{SOSFS.name} gäller i stället",
    "2006:11": f"{SOSFS.name} gäller i stället",
    "2005:28": f"{HSLF_SAFETY.name} gäller i stället",
    "2008:1": f"{HSLF_DEVICES.name} gäller i stället",
}
MOVED = {  # chapter and paragraph of the former socialtjänstlag: the same in today's
    ("3", "3"): "5 kap. 1 och 2 §§",
    ("14", "2"): "5 kap. 1 §", ("14", "3"): "27 kap. 2 §", ("14", "4"): "27 kap. 3 §", ("14", "5"): "27 kap. 4 §",
    ("14", "6"): "27 kap. 5 §", ("14", "7"): "27 kap. 6 §",
    ("16", "6a"): "34 kap.", ("16", "6b"): "34 kap.", ("16", "6c"): "34 kap.", ("16", "6d"): "34 kap.",
    ("16", "6e"): "34 kap.", ("16", "6f"): "34 kap. 1 §", ("16", "6g"): "34 kap. 2 §", ("16", "6h"): "34 kap. 3 §",
    ("16", "6i"): "34 kap. 4 §",
}  # fmt: skip
OLD_SUBJECT = {  # what the old chapter is about; today's chapter of that number is about something else
    "3": re.compile(r"kvalitet|utveckla", re.IGNORECASE),
    "14": re.compile(r"lex sarah|missförhåll|rapport|anmäl|avhjälp|medverka|god kvalitet|\bIVO\b", re.IGNORECASE),
    "16": re.compile(""),  # today's chapter has no such paragraphs
}  # fmt: skip
NEW_SUBJECT = re.compile(r"dokument|journal|gallr", re.IGNORECASE)  # what 14 kap. is about today
TOLD_AS_FORMER = re.compile(  # the sentence itself says that the law is not today's
    r"(?:tidigare|gamla|äldre|förra|dåvarande|då gällande)\s+(?:\w+\s+)?(?:socialtjänstlag|SoL\b|lag|föreskrift)"
    r"|upphäv|upphör|ersatt|ersätt|till och med den 30 juni 2025",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ](?!oL\b))|\n+")
_PARAGRAPH = r"\d{1,2}(?:\s?[a-i]\b)?"
_PARAGRAPHS = rf"{_PARAGRAPH}(?:\s*(?:och|samt|,|–|-|till)\s*{_PARAGRAPH})*"
_SOL = r"(?:SoL\b|socialtjänstlag(?:en)?s?\b)(?!\s*\(?2025:400)"


def _place(n: int) -> str:
    """'14 kap. 3 §', 'kap 14 § 3' and '14:3'; the names of the groups are numbered, for the law stands before or after."""
    return (
        rf"(?:(?P<chapter_a{n}>\d{{1,2}})\s*kap\.?\s*(?P<paragraphs_a{n}>{_PARAGRAPHS})\s*§{{1,2}}"
        rf"|kap\.?\s*(?P<chapter_b{n}>\d{{1,2}})\s*§{{1,2}}\s*(?P<paragraphs_b{n}>{_PARAGRAPHS})"
        rf"|(?P<chapter_c{n}>\d{{1,2}}):(?P<paragraphs_c{n}>{_PARAGRAPH}))"
    )


CITED = re.compile(
    rf"{_place(1)}\s*(?:i\s+|,\s*)?{_SOL}|{_SOL}\s*,?\s*(?:\(2001:453\)\s*)?{_place(2)}", re.IGNORECASE
)
NUMBERED = re.compile(
    r"(?:SOSFS\s*(?P<sosfs>2005:12|2006:11|2005:28|2008:1)|(?P<sfs>2001:453))(?!\d)", re.IGNORECASE
)


@dataclass(frozen=True)
class Former:
    """A citation of law that has been replaced: as it is written, what holds now, and whether it is that for certain."""

    said: str
    now: str
    is_sure: bool

    @property
    def words(self) -> str:
        return f"”{self.said}”: {self.now}"


def former_law_in(text: str) -> list[Former]:
    """In the order they are written; a sentence that says that it tells of former law is left alone."""
    sentences = (" ".join(sentence.replace("*", "").split()) for sentence in SENTENCE.split(text) if sentence)
    found = [one for sentence in sentences for one in _in_sentence(sentence)]
    return list(dict.fromkeys(found))


def _in_sentence(sentence: str) -> Iterator[Former]:
    if TOLD_AS_FORMER.search(sentence):
        return
    for match in NUMBERED.finditer(sentence):
        yield Former(" ".join(match[0].split()), REPLACED[match["sosfs"] or match["sfs"]], is_sure=True)
    is_numbered = "2001:453" in sentence
    for match in CITED.finditer(sentence):
        said = {name.partition("_")[0]: value for name, value in match.groupdict().items() if value}
        yield from _moved(said["chapter"], said["paragraphs"], sentence, is_sure=is_numbered)


def _moved(chapter: str, paragraphs: str, sentence: str, *, is_sure: bool) -> Iterator[Former]:
    about = OLD_SUBJECT.get(chapter)
    if about is None:
        return
    is_old, is_new = about.search(sentence) is not None, NEW_SUBJECT.search(sentence) is not None
    if not is_sure and not is_old and (is_new or chapter == "3"):
        return
    is_certain = is_sure or chapter == "16" or (chapter == "14" and is_old and not is_new)
    for paragraph in _each(paragraphs):
        if now := MOVED.get((chapter, paragraph)):
            letter = paragraph.lstrip("0123456789")
            number = f"{paragraph.removesuffix(letter)} {letter}".strip()
            said = f"{chapter} kap. {number} § SoL"
            yield Former(said, f"heter nu {now} {SOL.name}", is_certain)


def _each(paragraphs: str) -> Iterator[str]:
    """'2–4' and '3, 6 och 7' as single paragraphs, letters joined: '6f'."""
    plain = re.sub(r"\s+", "", paragraphs.lower())
    for part in re.split(r",|och|samt", plain):
        ends = re.fullmatch(r"(\d+)(?:–|-|till)(\d+)", part)
        if ends:
            yield from map(str, range(int(ends[1]), int(ends[2]) + 1))
        elif part:
            yield part
