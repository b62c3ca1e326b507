"""What a measure is found by."""

from hjulet.base.search.workflows import Findable, Part
from hjulet.check.indicators.models import Indicator


def text_of_indicator(indicator: Indicator) -> Findable:
    parts = [Part(indicator.note)] if indicator.note else []
    words = f"{indicator.subject} {indicator.source_register} {indicator.kolada_id}"
    return Findable("indicator", indicator.pk, indicator.municipality_id, indicator.name, parts, words)
