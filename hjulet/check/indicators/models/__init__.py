"""Indicators, their values with revisions and sources, and target levels."""

from hjulet.check.indicators.models.imports import ImportedValue, ValueImport, ValueMap
from hjulet.check.indicators.models.indicators import Indicator, IndicatorQuerySet
from hjulet.check.indicators.models.kolada import (
    KoladaChoice,
    KoladaGroup,
    KoladaKpi,
    KoladaSync,
    KoladaUnit,
)
from hjulet.check.indicators.models.kolada_values import KoladaRevision, KoladaValue, Standing
from hjulet.check.indicators.models.measuring import (
    MeasuredUnit,
    MeasuredUnitQuerySet,
    Measurement,
    MeasurementQuerySet,
)
from hjulet.check.indicators.models.questions import (
    CannotAsk,
    FigureAnswer,
    FigureQuestion,
    FigureQuestionQuerySet,
)
from hjulet.check.indicators.models.registers import Register
from hjulet.check.indicators.models.targets import Target, TargetQuerySet, scale_for
from hjulet.check.indicators.models.values import (
    CannotRevise,
    Citation,
    Revision,
    Value,
    ValueQuerySet,
)

__all__ = [
    "CannotAsk",
    "CannotRevise",
    "Citation",
    "FigureAnswer",
    "FigureQuestion",
    "FigureQuestionQuerySet",
    "ImportedValue",
    "Indicator",
    "IndicatorQuerySet",
    "KoladaChoice",
    "KoladaGroup",
    "KoladaKpi",
    "KoladaRevision",
    "KoladaSync",
    "KoladaUnit",
    "KoladaValue",
    "MeasuredUnit",
    "MeasuredUnitQuerySet",
    "Measurement",
    "MeasurementQuerySet",
    "Register",
    "Revision",
    "Standing",
    "Target",
    "TargetQuerySet",
    "Value",
    "ValueImport",
    "ValueMap",
    "ValueQuerySet",
    "scale_for",
]
