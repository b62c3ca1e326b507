"""A neutral text for the record: when, where, what happened, what was done. No names, no blame, no number of ours."""

from django.utils.translation import gettext as _

from hjulet.base.ui import swedish
from hjulet.check.deviations.models import Deviation


def neutral_text(deviation: Deviation, what_happened: str, done_at_once: str) -> str:
    """For the patient's or the person's record. A deviation's number never stands there: it leads to what others wrote."""
    lines = [when_in_words(deviation), _("Plats: %(place)s.") % {"place": place_in_words(deviation)}]
    lines.append(_("Vad som hände: %(text)s") % {"text": what_happened.strip()})
    if done_at_once.strip():
        lines.append(_("Vad som gjordes direkt: %(text)s") % {"text": done_at_once.strip()})
    return "\n".join(lines)


def when_in_words(deviation: Deviation) -> str:
    said = {"tile": str(deviation.get_tile_display()).lower(), "day": swedish.day(deviation.happened_on)}
    if deviation.happened_time is None:
        return _("Händelse %(day)s (%(tile)s).") % said
    said["time"] = f"{deviation.happened_time:%H.%M}"
    return _("Händelse %(day)s kl. %(time)s (%(tile)s).") % said


def place_in_words(deviation: Deviation) -> str:
    told = [deviation.unit.name, deviation.get_place_display(), deviation.place_note.strip().rstrip(".")]
    first, *rest = [word for word in told if word]
    return ", ".join([first, *(word[:1].lower() + word[1:] for word in rest)])
