"""A file of tables → its content, when it can be read at all."""

from hjulet.base.organisation import forms as organisation


class UploadForm(organisation.UploadForm):
    """The file alone: there is but one kind of it here."""

    kind = None  # type: ignore[assignment]  # Django's way to leave out a field of the form above
