"""Deviations, their parts, and the registers they are judged by."""

from hjulet.check.deviations.models.counts import MonthCount
from hjulet.check.deviations.models.details import Device, Draft, ExternalMatter, Message
from hjulet.check.deviations.models.deviations import Deviation, Refused
from hjulet.check.deviations.models.imports import DeviationImport, ImportedDeviation
from hjulet.check.deviations.models.offline import OfflineReport, StrandedReport
from hjulet.check.deviations.models.parts import Cause, Contribution, DecidedAction, Part, TeamMember
from hjulet.check.deviations.models.registers import (
    ColumnMap,
    Deadlines,
    DeviationType,
    SavedView,
    StandardAnswer,
    UnitDoor,
    deadlines_of,
)

__all__ = [
    "Cause",
    "ColumnMap",
    "Contribution",
    "Deadlines",
    "DecidedAction",
    "Deviation",
    "DeviationImport",
    "DeviationType",
    "Device",
    "Draft",
    "ExternalMatter",
    "ImportedDeviation",
    "Message",
    "MonthCount",
    "OfflineReport",
    "Part",
    "Refused",
    "SavedView",
    "StandardAnswer",
    "StrandedReport",
    "TeamMember",
    "UnitDoor",
    "deadlines_of",
]
