"""Several who do the same at once: every report has its own number, one conversion and one decision stand."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from hjulet.check.deviations.models import Deviation
from hjulet.check.lex.choices import Doing, Kind
from hjulet.check.lex.models import LexCase, Refused
from hjulet.check.lex.workflows import deciding
from hjulet.check.lex.workflows.opening import LexReport, open_from_deviation, start_directly
from tests.check.lex.making import AT, answer, delegate, proposed
from tests.factories import DeviationFactory
from tests.world import make_world

AMOUNT = 4
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(verb: Callable[[int], object]) -> list[object]:
    """What each got, all started at the same moment; a refusal is an answer too."""
    ready = Barrier(AMOUNT)

    def one(number: int) -> object:
        ready.wait()
        try:
            return verb(number)
        except Refused as error:
            return error.obstacles
        finally:
            connection.close()

    with ThreadPoolExecutor(AMOUNT) as pool:
        return list(pool.map(one, range(AMOUNT)))


def test_every_report_has_its_own_number():
    world = make_world()
    said = LexReport(Kind.LEX_SARAH, world.units["solgarden"], "Larmet hördes inte.", is_sol=True)
    together(lambda _number: start_directly(said, uuid4(), by=world.people["staff"], at=AT))

    assert sorted(LexCase.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4]


def test_one_form_sent_by_four_clicks_is_one_case():
    world, token = make_world(), uuid4()
    said = LexReport(Kind.LEX_SARAH, world.units["solgarden"], "Larmet hördes inte.", is_sol=True)
    together(lambda _number: start_directly(said, token, by=world.people["staff"], at=AT))

    assert LexCase.objects.count() == 1


def test_deviation_becomes_one_case_and_its_text_moves_once():
    world = make_world()
    number = DeviationFactory(unit=world.units["solgarden"]).pk

    def convert(_number: int) -> object:
        deviation = Deviation.objects.get(pk=number)
        return open_from_deviation(deviation, Kind.LEX_SARAH, laws=["sol"], by=world.people["manager"], at=AT)

    found = together(convert)

    texts = [paper.text for paper in LexCase.objects.get().papers.all()]
    assert texts.count("Larmet hördes inte i korridoren.") == 1
    assert sum(isinstance(one, list) for one in found) == AMOUNT - 1


def test_one_decision_stands():
    world = make_world()
    case = proposed(world, registry_number="SN 2026/12")
    deciders = [world.people["sas"], world.people["lex_sarah"]]
    for user, key in zip(deciders, ("sas", "lex_sarah"), strict=True):
        answer(case, user, Doing.DECIDES)
        delegate(world, person=key)

    def decide(number: int) -> object:
        outcome = ("misconduct", "serious")[number % 2]
        return deciding.decide(
            LexCase.objects.get(pk=case.pk), outcome, "Därför.", by=deciders[number % 2], at=AT
        )

    found = together(decide)

    assert sum(isinstance(one, list) for one in found) == AMOUNT - 1
