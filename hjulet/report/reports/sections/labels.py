"""Long names that share their beginning and end are said once, so that rows say what differs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

DASH = re.compile(" [-–] ")
FEWEST = 3  # rows that must share a part before it is lifted out


@dataclass(frozen=True)
class Frame:
    """What most names begin and end with: 'Brukarbedömning gruppbostad LSS - ', ', lägeskommun, andel (%)'."""

    start: str = ""
    end: str = ""

    @property
    def words(self) -> str:
        """The shared parts as a phrase for the caption."""
        return ", ".join(part for part in (self.start.rstrip(" -–"), self.end.removeprefix(", ")) if part)

    def without(self, label: str) -> str:
        """The name without the shared parts; a name that does not share both is left whole."""
        if not (self.start or self.end) or not (label.startswith(self.start) and label.endswith(self.end)):
            return label
        return label.removeprefix(self.start).removesuffix(self.end) or label


def frame_of(labels: Sequence[str]) -> Frame:
    """The beginning (up to ' - ' or ' – ') and the end (from the first ', ' after it) that most of the names share."""
    starts = Counter(label[: dash.end()] for label in labels if (dash := DASH.search(label)))
    start, times = starts.most_common(1)[0] if starts else ("", 0)
    if times < FEWEST:
        return Frame()
    rests = [label.removeprefix(start) for label in labels if label.startswith(start)]
    ends = Counter(", " + end for _own, comma, end in (rest.partition(", ") for rest in rests) if comma)
    end, shared = ends.most_common(1)[0] if ends else ("", 0)
    return Frame(start, end if shared == len(rests) else "")
