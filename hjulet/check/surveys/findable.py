"""What a survey is found by: its name, and what it is about. What people have answered is in no index."""

from hjulet.base.search.workflows import Findable
from hjulet.check.surveys.models import Survey


def text_of_survey(survey: Survey) -> Findable:
    words = f"enkät {survey.get_audience_display()} {survey.get_subject_display()}"
    return Findable("survey", survey.pk, survey.unit.municipality_id, survey.title, (), words)
