"""Tables of processes and routines."""

from hjulet.plan.procedures.models.processes import Activity, Branch, Process
from hjulet.plan.procedures.models.routines import Routine, RoutineQuerySet
from hjulet.plan.procedures.models.versions import CannotChange, RoutineVersion, RoutineVersionQuerySet
from hjulet.plan.procedures.models.writing import (
    RoutineComment,
    RoutineCopy,
    RoutinePicture,
    RoutineReview,
    RoutineRound,
)

__all__ = [
    "Activity",
    "Branch",
    "CannotChange",
    "Process",
    "Routine",
    "RoutineComment",
    "RoutineCopy",
    "RoutinePicture",
    "RoutineQuerySet",
    "RoutineReview",
    "RoutineRound",
    "RoutineVersion",
    "RoutineVersionQuerySet",
]
