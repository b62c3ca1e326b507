"""What a posted draft becomes: every text that stood in it saved, and told where it went."""

from datetime import datetime

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.base.people.models import User
from hjulet.base.people.request import Request
from hjulet.plan.procedures.choices import Part
from hjulet.plan.procedures.forms.routines import TextForm
from hjulet.plan.procedures.models import RoutineVersion
from hjulet.plan.procedures.pages.writing import Typed
from hjulet.plan.procedures.workflows import writing
from hjulet.plan.procedures.workflows.writing import Saved

TOO_LONG = gettext_lazy(
    "Texten är inte sparad, men den står kvar här. Den är för lång: högst 60 000 tecken. Korta den eller dela upp den."
)


def save(version: RoutineVersion, form: TextForm, *, by: User, at: datetime) -> Saved:
    said = form.cleaned_data
    return writing.save_text(
        version, Part(said["part"]), said["markdown"], revision=said["revision"], by=by, at=at
    )


def save_all(request: Request, version: RoutineVersion, *, at: datetime) -> dict[str, Typed]:
    """Save what was posted of the texts. What could not be saved comes back, to stand in its box again."""
    failed: dict[str, Typed] = {}
    for part in Part:
        markdown = request.POST.get(f"markdown-{part}")
        if markdown is None:
            continue
        said = {"part": part, "markdown": markdown, "revision": request.POST.get(f"revision-{part}", "")}
        form = TextForm(said)
        if not form.is_valid():
            failed[part] = Typed(markdown, str(TOO_LONG))
            continue
        saved = save(version, form, by=request.user, at=at)
        if saved.beside:
            messages.warning(request, words(saved, at))
    return failed


def words(saved: Saved, at: datetime) -> str:
    """Where the text went, for the one who wrote it."""
    if saved.obstacles:
        return _("%(why)s Det du skrev är sparat bredvid texten.") % {"why": saved.obstacles[0].label}
    if saved.beside:
        who = saved.version.changed_by.name if saved.version.changed_by else _("Någon annan")
        return _("%(who)s skrev här samtidigt. Det du skrev är sparat bredvid, inget är borta.") % {
            "who": who
        }
    return _("Sparat %(time)s.") % {"time": f"{timezone.localtime(at):%H.%M}"}
