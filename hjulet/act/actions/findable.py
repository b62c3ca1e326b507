"""What actions and needs are found by."""

from hjulet.act.actions.models import Action, Need
from hjulet.base.search.workflows import Findable, Part


def text_of_action(action: Action) -> Findable:
    parts = [Part(action.description)] if action.description else []
    words = f"{action.subject} {action.about.name}"
    return Findable("action", action.pk, action.unit.municipality_id, action.title, parts, words)


def text_of_need(need: Need) -> Findable:
    parts = [Part(need.description)] if need.description else []
    return Findable("need", need.pk, need.unit.municipality_id, need.title, parts, need.about.name)
