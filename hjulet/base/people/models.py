"""Users, their roles at units over time, and who stands in when someone is away."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.choices import Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, name: str, password: str | None = None, **extra: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), name=name, **extra)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Someone who signs in. What they may do follows from their roles alone."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun")
    )
    email = models.EmailField(_("e-postadress"), unique=True)
    name = models.CharField(_("namn"), max_length=120)
    staff_number = models.CharField(_("anställningsnummer"), max_length=40, blank=True)
    is_active = models.BooleanField(_("aktiv"), default=True)
    is_demo = models.BooleanField(_("demonstration"), default=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("användare")
        verbose_name_plural = _("användare")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "staff_number"],
                condition=~Q(staff_number=""),
                name="staff_number_once_per_municipality",
            )
        ]

    def __str__(self) -> str:
        return self.name


class RoleHoldingQuerySet(models.QuerySet["RoleHolding"]):
    def held_on(self, day: date) -> "RoleHoldingQuerySet":
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class RoleHolding(models.Model):
    """A role held at a unit for a period. It reaches everything below the unit, and ends with its last day."""

    user = models.ForeignKey(User, models.CASCADE, related_name="roles", verbose_name=_("person"))
    role = models.CharField(_("roll"), max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    starts_on = models.DateField(_("från"))
    ends_on = models.DateField(_("till"), null=True, blank=True)

    objects = RoleHoldingQuerySet.as_manager()

    class Meta:
        verbose_name = _("roll vid enhet")
        verbose_name_plural = _("roller vid enheter")
        constraints = [
            models.CheckConstraint(
                name="role_ends_after_it_starts", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
            ),
            models.UniqueConstraint(fields=["user", "role", "unit", "starts_on"], name="role_once_from_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.unit_id}"


class Absence(models.Model):
    """A period when someone is away and somebody else gets the reminders first."""

    user = models.ForeignKey(User, models.CASCADE, related_name="absences", verbose_name=_("person"))
    substitute = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("ersättare"))
    starts_on = models.DateField(_("från"))
    ends_on = models.DateField(_("till"))

    class Meta:
        verbose_name = _("frånvaro")
        verbose_name_plural = _("frånvaro")
        constraints = [
            models.CheckConstraint(name="absence_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="absence_has_another_substitute", condition=~Q(substitute=F("user"))),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.starts_on}"


def roles_reaching(path: OuterRef, user: User, day: date, *roles: Role) -> RoleHoldingQuerySet:
    """Today's roles of the user whose unit holds the unit with this path; for `Exists` in `visible_to`."""
    held = RoleHolding.objects.filter(user=user).held_on(day)
    if roles:
        held = held.filter(role__in=roles)
    return held.annotate(reached=path).filter(reached__startswith=F("unit__path"))


def reached_by(user: User, day: date, *roles: Role, path: str = "path") -> Exists:
    """A condition for a queryset: some role of the user reaches the row's unit on that day."""
    return Exists(roles_reaching(OuterRef(path), user, day, *roles))
