"""One factory per model, no surprises; situations are traits."""

from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import uuid4

import factory

from hjulet.act.actions.choices import NextStep, Verdict
from hjulet.act.actions.models import Action, EffectReview, Need, Spread
from hjulet.base.files import storage
from hjulet.base.files.models import StoredFile
from hjulet.base.notices.models import Notice
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.models import RoleHolding, User
from hjulet.base.sources.models import Document
from hjulet.check.costs.models import CostRow, CostTable
from hjulet.check.deviations.models import Deviation, Part, StrandedReport, UnitDoor
from hjulet.check.indicators.models import Indicator, Target, Value
from hjulet.check.lex.checklists import CHECKLISTS
from hjulet.check.lex.models import LexCase, LexItem
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


class StoredFileFactory(factory.django.DjangoModelFactory):
    """A text file that says "hej", sealed on disk as any other."""

    class Meta:
        model = StoredFile

    municipality = factory.SubFactory(MunicipalityFactory)
    name = factory.Sequence(lambda n: f"fil-{n}.txt")
    media_type = "text/plain"
    size = 3
    sha256 = sha256(b"hej").hexdigest()
    uploaded_at = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    @classmethod
    def _create(cls, model_class: type[StoredFile], *args: Any, **kwargs: Any) -> StoredFile:
        file = model_class.objects.create(**kwargs)
        storage.write(file.key, b"hej")
        return file


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


class EffectReviewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EffectReview

    class Params:
        is_concluded = factory.Trait(
            reviewed_on=date(2026, 3, 1), reviewed_by=factory.SelfAttribute("booked_by"), verdict=Verdict.IMPROVED,
            judged=Verdict.IMPROVED, judgement="Vi märker skillnad.", next_step=NextStep.KEEP,
        )  # fmt: skip

    action = factory.SubFactory(ActionFactory)
    due_on = date(2026, 3, 1)
    booked_by = factory.SubFactory("tests.factories.UserFactory")
    booked_at = datetime(2026, 1, 2, 8, 0, tzinfo=UTC)


class SpreadFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Spread

    review = factory.SubFactory(EffectReviewFactory, is_concluded=True, next_step=NextStep.SPREAD)
    unit = factory.SubFactory(UnitFactory)
    asked_by = factory.SelfAttribute("review.booked_by")
    asked_at = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


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


class NoticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Notice

    user = factory.SubFactory(UserFactory)
    kind = "general"
    title = factory.Sequence(lambda n: f"Meddelande {n}")
    path = "/"
    key = factory.Sequence(lambda n: f"nyckel-{n}")
    created_at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    mail_after = factory.SelfAttribute("created_at")
    way = "digest"


class DeviationFactory(factory.django.DjangoModelFactory):
    """With one part: `law` says which, `text` what happened, `part` more about it; `has_part=False` leaves it out."""

    class Meta:
        model = Deviation

    law = "sol"
    text = "Larmet hördes inte i korridoren."
    part: dict[str, Any] = {}
    has_part = True
    unit = factory.SubFactory(UnitFactory)
    municipality = factory.SelfAttribute("unit.municipality")
    year = 2026
    sequence = factory.LazyAttribute(
        lambda made: Deviation.objects.filter(municipality=made.municipality, year=made.year).count() + 1
    )
    tile = "other"
    how_bad = "little"
    happened_on = date(2026, 11, 20)
    reported_at = datetime(2026, 11, 20, 1, 14, tzinfo=UTC)  # 02.14 in Sweden
    judge_by = date(2026, 11, 23)
    investigate_by = date(2026, 12, 4)
    has_sol = factory.LazyAttribute(lambda made: made.law == "sol")
    has_hsl = factory.LazyAttribute(lambda made: made.law == "hsl")

    @classmethod
    def _create(cls, model_class: type[Deviation], *args: Any, **kwargs: Any) -> Deviation:
        law, text, more, has_part = (kwargs.pop(name) for name in ("law", "text", "part", "has_part"))
        made = super()._create(model_class, *args, **kwargs)
        if has_part:
            PartFactory(**{"deviation": made, "law": law, "what_happened": text} | more)
        return made


class PartFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Part

    law = "sol"
    deviation = factory.SubFactory(DeviationFactory, law=factory.SelfAttribute("..law"), has_part=False)
    what_happened = "Larmet hördes inte i korridoren."
    done_at_once = "Gick in direkt när vi upptäckte det."


class LexCaseFactory(factory.django.DjangoModelFactory):
    """A received lex Sarah with its checklist, empty; `kind="lex_maria"` makes the other."""

    class Meta:
        model = LexCase
        skip_postgeneration_save = True

    unit = factory.SubFactory(UnitFactory)
    municipality = factory.SelfAttribute("unit.municipality")
    kind = "lex_sarah"
    year = 2026
    sequence = factory.LazyAttribute(
        lambda made: (
            LexCase.objects.filter(municipality=made.municipality, kind=made.kind, year=made.year).count() + 1
        )
    )
    client_id = factory.LazyFunction(uuid4)
    is_sol = factory.LazyAttribute(lambda made: made.kind == "lex_sarah")
    door = "direct"
    received_at = datetime(2026, 11, 20, 1, 14, tzinfo=UTC)  # 02.14 in Sweden
    investigate_by = date(2027, 1, 19)

    @factory.post_generation
    def items(self, create: bool, given: Any, **said: Any) -> None:
        """`items=True` writes them all and makes those that the proposal needs ready, by the investigator."""
        made: Any = self
        if not create:
            return
        for order, item in enumerate(CHECKLISTS[made.kind]):
            is_done = bool(given) and not item.is_last
            LexItem.objects.create(
                case=made, key=item.key, order=order, is_last=item.is_last, is_done=is_done,
                text=f"Om {item.key}." if given else "",
                done_by=made.investigator if is_done else None, done_at=made.received_at if is_done else None,
            )  # fmt: skip


class StrandedReportFactory(factory.django.DjangoModelFactory):
    """Through a door, and without what happened."""

    class Meta:
        model = StrandedReport

    unit = factory.SubFactory(UnitFactory)
    municipality = factory.SelfAttribute("unit.municipality")
    door = "unit"
    why = "form"
    client_id = factory.LazyFunction(uuid4)
    said = '{"tile": "fall", "when": "now", "how_bad": "little"}'
    written_at = received_at = datetime(2026, 11, 20, 1, 14, tzinfo=UTC)


class UnitDoorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = UnitDoor

    unit = factory.SubFactory(UnitFactory)
    token = factory.Sequence(lambda n: f"dorr-{n}")
