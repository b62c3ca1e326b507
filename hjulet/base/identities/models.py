"""Who a case is about: the only place where a name or a personal number is kept, and always sealed."""

import json
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from hjulet.base.identities import rules
from hjulet.base.identities.choices import NumberKind, Obstacle
from hjulet.base.identities.fields import SealedTextField
from hjulet.base.identities.rules import Named, Number
from hjulet.base.identities.sealing import blind
from hjulet.base.log.chain import record, record_reading
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User


class CannotKeep(Exception):
    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


class IsForgotten(Exception):
    """The identity has been disposed of: there is nothing left to open."""


class IdentityQuerySet(models.QuerySet["Identity"]):
    def about_same_as(self, identity: "Identity") -> "IdentityQuerySet":
        """Others with the same number, or, where no number is known, the same name: then only perhaps one person."""
        if not identity.blind_mark:
            return self.none()
        return self.filter(blind_mark=identity.blind_mark).exclude(pk=identity.pk)

    def about(self, name: str, number: Number, municipality: Municipality) -> "IdentityQuerySet":
        """Identities kept with this number, or, without one, with this name alone."""
        mark = mark_of(name, number, municipality)
        return self.filter(blind_mark=mark) if mark else self.none()


class Identity(models.Model):
    """The person a case is about. Sealed, opened only for a reason that is logged, forgotten when the case is disposed of.

    It has no `visible_to`: a feature holds the foreign key and guards it with its own. Never list identities on their own.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    sealed = SealedTextField(_("vem"), blank=True)  # {"name": …, "number": …}
    blind_mark = models.CharField(max_length=64, blank=True, db_index=True)
    number_kind = models.CharField(
        _("slag av nummer"), max_length=12, choices=NumberKind, default=NumberKind.NONE
    )
    is_protected = models.BooleanField(_("skyddade personuppgifter"), default=False)
    created_at = models.DateTimeField(_("sparad"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    forgotten_at = models.DateTimeField(_("glömd"), null=True, blank=True)

    objects = IdentityQuerySet.as_manager()

    class Meta:
        verbose_name = _("identitet")
        verbose_name_plural = _("identiteter")
        constraints = [
            models.CheckConstraint(
                name="identity_forgotten_when_nothing_is_left",
                condition=Q(forgotten_at=None) & ~Q(sealed="") & ~Q(blind_mark="")
                | Q(forgotten_at__isnull=False, sealed="", blind_mark=""),
            ),
        ]

    def __str__(self) -> str:
        return f"identitet {self.pk}"  # never a name: this ends up in logs

    @property
    def is_forgotten(self) -> bool:
        return self.forgotten_at is not None

    @classmethod
    @transaction.atomic
    def keep(
        cls,
        name: str,
        number: str,
        *,
        municipality: Municipality,
        is_protected: bool,
        by: User | None,
        at: datetime,
    ) -> "Identity":
        """A new identity; raises CannotKeep. `by` is None when the writer has not signed in."""
        said, known = _read(name, number, at)
        identity = cls.objects.create(
            municipality=municipality,
            sealed=_written(said),
            blind_mark=mark_of(said.name, known, municipality),
            number_kind=known.kind,
            is_protected=is_protected,
            created_by=by,
            created_at=at,
        )
        record("identity.kept", identity, by=by, at=at, number_kind=known.kind)
        return identity

    @transaction.atomic
    def open_for(self, *, by: User, at: datetime, why: str) -> Named:
        """Who it is, and a line in the log that says who asked and why; raises IsForgotten, CannotOpen."""
        self._lock()
        if self.is_forgotten:
            raise IsForgotten
        record_reading(self, by=by, at=at, why=why)
        return Named(**json.loads(self.sealed))

    @transaction.atomic
    def correct(self, name: str, number: str, *, is_protected: bool, by: User, at: datetime) -> None:
        """Another name or number than was written first; raises CannotKeep."""
        self._lock()
        if self.is_forgotten:
            raise CannotKeep([Obstacle.FORGOTTEN])
        said, known = _read(name, number, at)
        self.sealed, self.blind_mark = _written(said), mark_of(said.name, known, self.municipality)
        self.number_kind, self.is_protected = known.kind, is_protected
        self.save(update_fields=["sealed", "blind_mark", "number_kind", "is_protected"])
        record("identity.corrected", self, by=by, at=at, number_kind=known.kind)

    @transaction.atomic
    def forget(self, *, by: User | None, at: datetime) -> None:
        """Nothing is left but that there was somebody. Once is enough; a second time changes nothing."""
        self._lock()
        if self.is_forgotten:
            return
        self.sealed, self.blind_mark, self.forgotten_at = "", "", at
        self.number_kind = NumberKind.NONE
        self.save(update_fields=["sealed", "blind_mark", "number_kind", "forgotten_at"])
        record("identity.forgotten", self, by=by, at=at)

    def _lock(self) -> None:
        self.refresh_from_db(from_queryset=Identity.objects.select_for_update(of=("self",)))


def mark_of(name: str, number: Number, municipality: Municipality) -> str:
    """The blind mark: over the number if there is one, else over the name; empty for nobody."""
    if number.value:
        return blind("identity.number", municipality.slug, number.value)
    return blind("identity.name", municipality.slug, same) if (same := rules.same_name(name)) else ""


def _read(name: str, number: str, at: datetime) -> tuple[Named, Number]:
    tidied = rules.tidy_name(name)
    try:
        known = rules.parse_number(number, localtime(at).date())
    except rules.Unreadable as error:
        raise CannotKeep([error.obstacle]) from None
    if not tidied and not known.value:
        raise CannotKeep([Obstacle.NOBODY])
    return Named(tidied, known.value), known


def _written(said: Named) -> str:
    return json.dumps({"name": said.name, "number": said.number}, ensure_ascii=False)
