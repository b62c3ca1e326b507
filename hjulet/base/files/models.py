"""Stored files: what is attached to a case, a report, an action. The content stands sealed on disk."""

from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.files import storage
from hjulet.base.files.choices import Damage
from hjulet.base.identities.fields import SealedTextField
from hjulet.base.identities.sealing import CannotOpen
from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User


class CannotRead(Exception):
    """The content cannot be had; `damage` says why. Never names the file."""

    def __init__(self, damage: Damage) -> None:
        self.damage = damage
        super().__init__(damage.value)


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def kept(self) -> "StoredFileQuerySet":
        """Not removed."""
        return self.filter(removed_at=None)


class StoredFile(models.Model):
    """A file that somebody attached: checked, hashed, sealed.

    There is no `visible_to` here: a file belongs to a record of some feature, which points at it with a foreign key and
    serves it from a view of its own, reached through that record's `visible_to`. Nothing else may hand it out.
    `size` and `sha256` are of the plain content as we keep it (pictures are drawn anew, so not as it was sent).
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    key = models.UUIDField(_("namn på disken"), default=uuid4, unique=True, editable=False)
    name = SealedTextField(_("filnamn"), blank=True)  # emptied when the file is removed: a name can tell
    media_type = models.CharField(_("slag av fil"), max_length=100)
    size = models.PositiveBigIntegerField(_("storlek"))
    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    width = models.PositiveIntegerField(_("bredd"), null=True, blank=True)
    height = models.PositiveIntegerField(_("höjd"), null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("bifogad av"),
    )  # fmt: skip
    uploaded_at = models.DateTimeField(_("bifogad"))
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("borttagen av"),
    )  # fmt: skip
    removed_at = models.DateTimeField(_("borttagen"), null=True, blank=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("fil")
        verbose_name_plural = _("filer")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="file_is_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="file_has_width_and_height_or_neither",
                condition=Q(width=None, height=None)
                | Q(width__isnull=False, height__isnull=False, width__gt=0, height__gt=0),
            ),
            models.CheckConstraint(
                name="file_removed_by_only_when_removed",
                condition=Q(removed_by=None) | Q(removed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)  # never the name: this ends up in logs

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")

    def content(self) -> bytes:
        """The plain content, proven to be what was saved. Raises CannotRead."""
        if self.removed_at:
            raise CannotRead(Damage.REMOVED)
        try:
            plain = storage.read(self.key)
        except FileNotFoundError as error:
            raise CannotRead(Damage.MISSING) from error
        except (CannotOpen, OSError) as error:
            raise CannotRead(Damage.UNREADABLE) from error
        if sha256(plain).hexdigest() != self.sha256:
            raise CannotRead(Damage.CHANGED)
        return plain

    def damage(self) -> Damage | None:
        """Why the content cannot be read; None when it can."""
        try:
            self.content()
        except CannotRead as error:
            return error.damage
        return None

    @transaction.atomic
    def remove(self, *, by: User | None, at: datetime) -> None:
        """Take the name now and the content once this is certain. The row stays and says when and by whom."""
        self.refresh_from_db(from_queryset=StoredFile.objects.select_for_update(of=("self",)))
        if self.removed_at:
            return
        self.name, self.removed_by, self.removed_at = "", by, at
        self.save(update_fields=["name", "removed_by", "removed_at"])
        record("file.removed", self, by=by, at=at, sha256=self.sha256)
        transaction.on_commit(lambda: storage.delete(self.key))
