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
