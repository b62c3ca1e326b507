"""The diploma of a completed course."""

from django.utils.translation import gettext as _

from hjulet.base.organisation.models import Municipality
from hjulet.base.ui import swedish
from hjulet.do.participation.models import Completion
from hjulet.do.participation.render.paper import pdf


def diploma_of(done: Completion, municipality: Municipality) -> bytes:
    said = {"day": swedish.day(done.done_on), "how": done.get_how_display(), "source": done.source}
    how = _("Klar %(day)s genom %(how)s (%(source)s).") if done.source else _("Klar %(day)s genom %(how)s.")
    until = swedish.day(done.valid_to) if done.valid_to else ""
    told = {
        "title": _("Intyg: %(course)s") % {"course": done.course.title},
        "heading": _("Intyg"),
        "name": done.user.name,
        "has": _("har gått kursen"),
        "course": done.course.title,
        "about": done.course.description,
        "how": how % said,
        "until": _("Gäller till och med %(day)s.") % {"day": until} if until else _("Gäller tills vidare."),
        "place": municipality.name,
        "number": _("Nummer %(number)s") % {"number": done.pk},
        "invented": _("Påhittad kommun: alla personer och händelser är uppdiktade.")
        if municipality.is_invented
        else "",
    }
    return pdf("diploma.typ", told, done.done_on)
