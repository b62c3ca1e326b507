"""What supports a process: everything that points at it with `processes`, found without knowing who they are.

As an action finds what it answers (act/actions/models/sources.py): cooperation knows processes, processes know nobody
above them. Such a model's manager has `supporting(process, day)`, its rows `visible_to` and `is_agreement`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.fields.reverse_related import ManyToManyRel

from hjulet.base.people.models import User
from hjulet.plan.procedures.models.processes import Process

FIELD = "processes"


@dataclass(frozen=True)
class Support:
    """What is in force for a process: what the reader sees of it, and whether there is an agreement at all."""

    rows: tuple[Any, ...]
    has_agreement: bool
    hidden: int


def support_of(process: Process, user: User, today: date) -> Support:
    """SOSFS 2011:9 4 kap. 5–6 §§."""
    there = [row for model in _pointing() for row in model._default_manager.supporting(process, today)]  # noqa: SLF001
    seen = {
        (model, pk)
        for model in _pointing()
        for pk in model._default_manager.visible_to(user, today).filter(processes=process).values_list("pk", flat=True)  # noqa: SLF001
    }  # fmt: skip
    rows = tuple(row for row in there if (type(row), row.pk) in seen)
    return Support(rows, any(row.is_agreement for row in there), len(there) - len(rows))


def _pointing() -> list[Any]:  # Any: their tables are defined above this feature
    fields = Process._meta.get_fields(include_hidden=True)  # noqa: SLF001 - public in Django, whatever its name says
    models = [
        one.related_model for one in fields if isinstance(one, ManyToManyRel) and one.field.name == FIELD
    ]
    return [model for model in models if model]
