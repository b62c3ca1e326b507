"""What an action answers is found from below, and nobody reads more of it than elsewhere."""

from datetime import date

from django.apps import apps

from hjulet.act.actions.models import Action
from tests.factories import ActionFactory, DeviationFactory, IndicatorFactory, NeedFactory

DAY = date(2026, 11, 22)


def test_every_many_to_many_field_called_actions_is_a_source():
    fields = [field for model in apps.get_models() for field in model._meta.many_to_many]
    pointing = {field.model for field in fields if field.name == "actions" and field.related_model is Action}

    found = {source.rows.model for source in Action(pk=1).sources()}

    assert pointing
    assert found == pointing | {Action._meta.get_field("needs").related_model}


def test_what_an_action_is_aimed_at_is_no_source(world):
    action = ActionFactory(unit=world.units["solgarden"])
    action.aims_at.add(IndicatorFactory(municipality=world.municipality))

    assert not any(source.rows.exists() for source in action.sources())


def test_a_source_that_one_may_not_see_is_counted_but_not_named(world):
    action = ActionFactory(unit=world.units["solgarden"])
    seen, hidden = NeedFactory(unit=world.units["solgarden"]), NeedFactory(unit=world.units["lonnen"])
    action.needs.add(seen, hidden)

    told = {key: action.sources_known_to(world.people[key], DAY) for key in ("manager", "sas", "politician")}

    assert [list(known.rows) for known in told["manager"].kinds] == [[seen]]
    assert (told["manager"].hidden, told["sas"].hidden, told["politician"].hidden) == (1, 0, 2)
    assert told["politician"].kinds == ()


def test_a_deviation_and_a_need_stand_side_by_side_in_as_many_queries_for_one_as_for_three(
    world, django_assert_num_queries
):
    action = ActionFactory(unit=world.units["solgarden"])
    here = [DeviationFactory(unit=world.units["solgarden"]) for _n in range(3)]
    action.needs.add(NeedFactory(unit=world.units["solgarden"]))
    for deviation in here:
        deviation.actions.add(action)
    DeviationFactory(unit=world.units["bjorkgarden"]).actions.add(action)
    manager, kinds = world.people["manager"], len(action.sources())
    manager.remember_roles(DAY)

    with django_assert_num_queries(kinds + 1):
        known = action.sources_known_to(manager, DAY)

    assert {row for kind in known.kinds for row in kind.rows} >= set(here)
    assert known.hidden == 1
