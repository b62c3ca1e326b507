"""Long work that a person starts and need not wait for."""

from django_tasks import task

from hjulet.check.deviations.models import DeviationImport
from hjulet.check.deviations.workflows.reading_in import carry_out


@task()
def read_in(batch: int) -> str:
    """The cases of a started import; queued twice, the second finds nothing left to do."""
    found = DeviationImport.objects.select_related("municipality", "file", "run_by").filter(pk=batch).first()
    return f"{carry_out(found) if found is not None else 0} inlästa"
