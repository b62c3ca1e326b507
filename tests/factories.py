"""One factory per model, no surprises; situations are traits."""

from datetime import date
from decimal import Decimal
from typing import Any

import factory

from hjulet.act.actions.models import Action, Need
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.models import RoleHolding, User
from hjulet.base.sources.models import Document
from hjulet.check.costs.models import CostRow, CostTable
from hjulet.check.indicators.models import Indicator, Target, Value
from hjulet.plan.steering.models import Goal, SelfAssessment, Vision


class MunicipalityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Municipality

    slug = factory.Sequence(lambda n: f"kommun-{n}")
    name = factory.Sequence(lambda n: f"Kommun {n}")


class UnitFactory(factory.django.DjangoModelFactory):
    """A root, or a child when `parent` is given (treebeard makes the path)."""

    class Meta:
        model = Unit

    municipality = factory.SubFactory(MunicipalityFactory)
    slug = factory.Sequence(lambda n: f"enhet-{n}")
    name = factory.Sequence(lambda n: f"Enhet {n}")
    kind = "unit"

    @classmethod
    def _create(cls, model_class: type[Unit], *args: Any, **kwargs: Any) -> Unit:
        parent = kwargs.pop("parent", None)
        if parent is None:
            return Unit.objects.add_root(kwargs)
        kwargs["municipality"] = parent.municipality
        return Unit.objects.add_child(Unit.objects.get(pk=parent.pk), kwargs)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    municipality = factory.SubFactory(MunicipalityFactory)
    email = factory.Sequence(lambda n: f"person{n}@example.se")
    name = factory.Sequence(lambda n: f"Person {n}")


class RoleHoldingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleHolding

    user = factory.SubFactory(UserFactory)
    unit = factory.SubFactory(UnitFactory)
    role = Role.STAFF
    starts_on = date(2020, 1, 1)


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Document

    municipality = factory.SubFactory(MunicipalityFactory)
    slug = factory.Sequence(lambda n: f"rapport-{n}")
    title = "Kvalitetsberättelse"
    year = 2025


class NeedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Need

    unit = factory.SubFactory(UnitFactory)
    area = "processer"
    title = factory.Sequence(lambda n: f"Behov {n}")
    year = 2025


class ActionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Action
        skip_postgeneration_save = True

    unit = factory.SubFactory(UnitFactory)
    area = "processer"
    title = factory.Sequence(lambda n: f"Åtgärd {n}")
    year = 2025


class GoalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Goal

    municipality = factory.SubFactory(MunicipalityFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Mål {n}")
    first_year = 2022


class VisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Vision

    municipality = factory.SubFactory(MunicipalityFactory)
    title = factory.Sequence(lambda n: f"Vision {n}")


class SelfAssessmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SelfAssessment

    unit = factory.SubFactory(UnitFactory)
    area = "processer"
    year = 2024
    rating = "partly"


class IndicatorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Indicator
        skip_postgeneration_save = True

    municipality = factory.SubFactory(MunicipalityFactory)
    slug = factory.Sequence(lambda n: f"matt-{n}")
    name = factory.Sequence(lambda n: f"Mått {n}")
    unit_of_measure = "%"
    direction = "higher"


class ValueFactory(factory.django.DjangoModelFactory):
    """A year's value; `year=2024` sets the period."""

    class Meta:
        model = Value

    class Params:
        year = 2025

    indicator = factory.SubFactory(IndicatorFactory)
    unit = factory.SubFactory(UnitFactory)
    period_start = factory.LazyAttribute(lambda value: date(value.year, 1, 1))
    period_end = factory.LazyAttribute(lambda value: date(value.year, 12, 31))
    period_said = factory.LazyAttribute(lambda value: str(value.year))
    value = Decimal(80)


class TargetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Target

    indicator = factory.SubFactory(IndicatorFactory)
    municipality = factory.SelfAttribute("indicator.municipality")
    scale = "own"
    year = 2025


class CostTableFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CostTable

    municipality = factory.SubFactory(MunicipalityFactory)
    slug = factory.Sequence(lambda n: f"tabell-{n}")
    title = factory.Sequence(lambda n: f"Kostnader {n}")
    year = 2022


class CostRowFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CostRow

    table = factory.SubFactory(CostTableFactory)
    position = factory.Sequence(lambda n: n)
    kind = "age"
    label = factory.Sequence(lambda n: f"Grupp {n}")
    year = 2022
