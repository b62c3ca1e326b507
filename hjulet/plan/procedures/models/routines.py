"""Governing documents: what one is, whom it is for, and who may read it. SOSFS 2011:9 4 kap. 4 §."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.choices import LawArea
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.choices import Role, Verb
from hjulet.base.people.models import User
from hjulet.base.people.reach import paths_reached, touching, within
from hjulet.base.people.roles import TABLE
from hjulet.plan.procedures import rules
from hjulet.plan.procedures.choices import RoutineKind
from hjulet.plan.procedures.models.processes import Activity


class RoutineQuerySet(models.QuerySet["Routine"]):
    def visible_to(self, user: User, day: date) -> "RoutineQuerySet":
        """What has been approved: those it holds for. What has not: those who write, and the owner."""
        paths = paths_reached(user, day, *TABLE[Verb.SEE_ROUTINES])
        named = Routine.units.through.objects.filter(touching(paths)).values("routine")
        approved = _versions().approved().values("routine")
        is_for_me = touching(paths) | Q(pk__in=named)
        return self.filter(Q(pk__in=approved) & is_for_me | _written_by(user, day))

    def written_by(self, user: User, day: date) -> "RoutineQuerySet":
        """Those whose drafts this person may see: as owner, or by a role at the unit it belongs to."""
        return self.filter(_written_by(user, day))

    def in_use(self) -> "RoutineQuerySet":
        return self.filter(archived_at=None)

    def in_force(self, day: date) -> "RoutineQuerySet":
        """With a version that holds on the day."""
        return self.filter(pk__in=_versions().in_force(day).values("routine"))

    def public(self, day: date) -> "RoutineQuerySet":
        """What anyone may read without signing in."""
        return self.filter(is_public=True).in_force(day)

    def holding_at(self, unit: Unit) -> "RoutineQuerySet":
        """Those that hold at the unit: said for it, or for something above it."""
        paths = [*unit.paths_above(), unit.path]
        named = Routine.units.through.objects.filter(routine=OuterRef("pk"))
        return self.filter(
            Exists(named.filter(unit__path__in=paths)) | Q(~Exists(named), unit__path__in=paths)
        )

    def for_role(self, role: Role) -> "RoutineQuerySet":
        """Those that are for the role, and those that are for everyone."""
        spaced = Concat(Value(" "), "role_codes", Value(" "), output_field=models.CharField())
        return self.alias(spaced=spaced).filter(Q(role_codes="") | Q(spaced__contains=f" {role} "))

    def with_current(self, day: date) -> "RoutineQuerySet":
        """Each with `current_id`: the version that holds on the day, if any."""
        newest = _versions().in_force(day).filter(routine=OuterRef("pk")).order_by("-number")
        return self.annotate(current_id=Subquery(newest.values("pk")[:1]))


class Routine(models.Model):
    """A governing document, whatever its kind; its texts stand in its versions. Rutin, SOSFS 2011:9 4 kap. 4 §."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    number = models.PositiveIntegerField(_("nummer"))  # never changes, so a link to it survives a new title
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("hör till"))
    units = models.ManyToManyField(
        Unit, related_name="+", blank=True, verbose_name=_("gäller för")
    )  # none: for the unit and everything below it
    kind = models.CharField(_("slag"), max_length=12, choices=RoutineKind, default=RoutineKind.ROUTINE)
    title = models.CharField(_("titel"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("dokumentansvarig"),
    )  # fmt: skip
    law_codes = models.CharField(_("lagområden"), max_length=40, blank=True)  # "SoL LSS"
    role_codes = models.CharField(_("roller"), max_length=200, blank=True)  # "staff mas"; empty: everyone
    keywords = models.CharField(_("andra ord"), max_length=300, blank=True)  # by which people look for it
    review_months = models.PositiveSmallIntegerField(
        _("gås igenom var (månader)"), default=rules.REVIEW_MONTHS
    )
    is_public = models.BooleanField(_("öppen för alla"), default=False)
    activities = models.ManyToManyField(
        Activity, related_name="routines", blank=True, verbose_name=_("aktiviteter")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    created_at = models.DateTimeField(_("skapad"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    changed_at = models.DateTimeField(_("ändrad"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)  # of what stands on this row, not of the texts
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    archived_at = models.DateTimeField(_("arkiverad"), null=True, blank=True)
    archived_because = models.CharField(_("varför"), max_length=300, blank=True)
    form_token = models.UUIDField(null=True, blank=True)

    objects = RoutineQuerySet.as_manager()

    class Meta:
        verbose_name = _("rutin")
        verbose_name_plural = _("rutiner")
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number"], name="routine_number_once_per_municipality"
            ),
            models.UniqueConstraint(fields=["created_by", "form_token"], name="routine_once_per_form"),
            models.CheckConstraint(name="routine_review_months_from_one", condition=Q(review_months__gte=1)),
            models.CheckConstraint(
                name="routine_archived_says_when_and_by_whom",
                condition=Q(archived_at__isnull=True, archived_by__isnull=True)
                | Q(archived_at__isnull=False, archived_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("procedures:routine", args=[self.pk])

    @property
    def law_areas(self) -> tuple[LawArea, ...]:
        return tuple(LawArea(code) for code in self.law_codes.split())

    @property
    def kind_(self) -> RoutineKind:
        return RoutineKind(self.kind)

    @property
    def roles(self) -> tuple[Role, ...]:
        """Whom it is for; empty means everyone."""
        return tuple(Role(code) for code in self.role_codes.split())


def _written_by(user: User, day: date) -> Q:
    """A role at the unit that the document belongs to; and the owner, while working here."""
    works_in = {
        one.unit.municipality_id for one in user.roles_on(day) if one.role in TABLE[Verb.SEE_ROUTINES]
    }
    own = Q(owner=user, municipality__in=works_in)
    return within(paths_reached(user, day, *TABLE[Verb.WRITE_ROUTINE])) | own


def _versions() -> Any:  # Any: their table is defined above this file
    return Routine._meta.apps.get_model("procedures", "RoutineVersion").objects  # noqa: SLF001 - public in Django
