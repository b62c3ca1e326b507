"""How wide text becomes in Inter, so that charts can wrap and place labels without a browser."""

import re

# ruff: noqa: RUF001 (the signs are widths of themselves)
# Advance widths in thousandths of the type size, printed by scripts/make_fonts.py.
CHARACTERS = {
    240: "ijlìíîï", 260: "’", 270: "I¦¸ÌÍÎÏ", 280: " \u00a0", 290: "!,.:¡·", 300: "';", 305: "¹", 325: "`t´",
    335: "|", 360: "/\\", 365: "()[]", 370: "f", 375: "r", 405: "1", 425: "{}", 440: "²”", 445: "³", 455: "_ª°",
    460: "-", 465: '"', 470: "^", 480: "¯º", 500: "*–", 510: "?¿", 530: "s", 545: "x", 550: "kz¥",
    560: "avyàáâãäåýÿ", 565: "7L", 570: "Jc¢§ç", 585: "e«µ»èéêëð", 590: "Fhnu¨ñùúûü", 595: "5",
    600: "EoÈÉÊËòóôõöø", 605: "¶", 610: "2bdpq£þ", 615: "gß", 620: "3689", 630: "0Z", 635: "#Þ", 640: "$PS",
    645: "&4RT", 655: "B", 660: "+<=>~¬±×÷−≤≥≈≠", 665: "®€", 670: "K", 680: "XYÝ", 690: "AVÀÁÂÃÄÅ", 720: "D",
    725: "¤", 730: "CÇ", 735: "Ð", 745: "GHUÙÚÛÜ", 755: "NÑ", 765: "OQÒÓÔÕÖØ", 775: "↗↘", 800: "¼", 820: "w",
    835: "↑↓", 845: "½", 865: "…", 875: "m", 880: "¾", 885: "✓✗", 905: "M", 915: "©æ●○■□", 955: "←→", 965: "@",
    980: "%", 985: "W", 995: "Æ", 1000: "—", 1010: "▲△▼▽", 1050: "◆◇",
}  # fmt: skip
WIDTHS = {character: width for width, characters in CHARACTERS.items() for character in characters}
UNKNOWN = 1100  # a character we know nothing of takes as much room as the widest
BOLD = 1.03
ELLIPSIS = "…"
WHITE = re.compile(r"[^\S\u00a0]+")  # a no-break space keeps a number and its unit on one line
SOFT_HYPHEN = "\u00ad"


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels from the first character's start to the last one's end."""
    thousandths = sum(WIDTHS.get(character, UNKNOWN) for character in text if character != SOFT_HYPHEN)
    return thousandths * size / 1000 * (BOLD if bold else 1)


def wrap(text: str, size: float, room: float, *, most: int = 6, bold: bool = False) -> tuple[str, ...]:
    """TEXT in lines no wider than ROOM; a word that is too long is broken, what is over MOST lines is cut."""
    lines: list[str] = []
    for word in filter(None, WHITE.split(text)):
        if lines and text_width(f"{lines[-1]} {word}", size, bold=bold) <= room:
            lines[-1] += f" {word}"
        else:
            lines += _broken(word, size, room, bold=bold)
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), size, room, bold=bold))


def shortened(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """TEXT, or as much of it as there is room for and an ellipsis."""
    if text_width(text, size, bold=bold) <= room:
        return text
    while text and text_width(text + ELLIPSIS, size, bold=bold) > room:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def _broken(word: str, size: float, room: float, *, bold: bool) -> list[str]:
    """WORD in one piece if it fits, else in pieces with hyphens, at its soft hyphens where it has any."""
    pieces: list[str] = []
    parts = word.split(SOFT_HYPHEN)
    word = "".join(parts)
    while text_width(word, size, bold=bold) > room and len(word) > 1:
        breaks = [sum(map(len, parts[:count])) - sum(map(len, pieces)) for count in range(1, len(parts))]
        length = _longest(word, size, room, breaks=breaks, bold=bold)
        pieces.append(word[:length])
        word = word[length:]
    return [piece if piece[-1:] in "-/" else piece + "-" for piece in pieces] + [word]


def _longest(word: str, size: float, room: float, *, breaks: list[int], bold: bool) -> int:
    """How many characters fit with a hyphen: to a good break, else leaving three on either side if it can."""
    fitting = [n for n in range(1, len(word)) if text_width(word[:n] + "-", size, bold=bold) <= room] or [1]
    good = [n for n in fitting if n in breaks] or [n for n in fitting if 3 <= n <= len(word) - 3]
    return (good or fitting)[-1]


def shared_beginning(labels: tuple[str, ...]) -> str:
    """What all labels begin with, up to ' - ', ' – ' or ': ' ("Brukarbedömning gruppbostad LSS - "), else nothing."""
    first, last = min(labels, default=""), max(labels, default="")
    differing = (index for index, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1])
    common = first[: next(differing, min(len(first), len(last)))] if len(labels) > 1 else ""
    end = max((common.rfind(sign) + len(sign) for sign in (" - ", " – ", ": ") if sign in common), default=0)
    return common[:end] if all(label[end:].strip() for label in labels) else ""
