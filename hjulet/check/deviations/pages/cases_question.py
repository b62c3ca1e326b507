"""What a page of a case asks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """A page that asks one thing about a case."""

    title: str
    button: str
    lead: str = ""
    law: str = ""  # the paragraph behind it
    template: str = "deviations/case/form.html"
    then: str = ""  # where to go when it is done, if not to the case


@dataclass(frozen=True)
class Done:
    """What was done, and where to go from there when it is not back to the case."""

    words: str
    then: str = ""
