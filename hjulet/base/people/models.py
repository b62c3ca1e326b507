"""Users, their roles at units over time, and who stands in when someone is away."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models, transaction
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality, Unit, UnitQuerySet
from hjulet.base.people.choices import Role


class RoleInAnotherMunicipality(Exception):
    """Nothing crosses from one municipality to another, least of all a role."""


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: "User", day: date) -> "UserQuerySet":
        """Colleagues in the own municipality, for somebody who has a role today."""
        here = RoleHolding.objects.filter(user=user, unit__municipality=OuterRef("municipality")).held_on(day)
        return self.filter(Exists(here), municipality=user.municipality_id)

    def with_access(self, day: date) -> "UserQuerySet":
        """People who hold some role on the day."""
        return self.filter(Exists(RoleHolding.objects.filter(user=OuterRef("pk")).held_on(day)))

    def named(self, words: str) -> "UserQuerySet":
        return self.filter(Q(name__icontains=words) | Q(email__icontains=words)) if words else self

    def holding(self, role: str, day: date) -> "UserQuerySet":
        held = RoleHolding.objects.filter(user=OuterRef("pk"), role=role).held_on(day)
        return self.filter(Exists(held)) if role else self

    def with_roles_on(self, day: date) -> "UserQuerySet":
        """Each with `held_today`: the roles held on the day, with their units."""
        held = RoleHolding.objects.held_on(day).select_related("unit")
        return self.prefetch_related(Prefetch("roles", held, to_attr="held_today"))

    def after(self, name: str, number: int) -> "UserQuerySet":
        """The page after this one, in the order of names."""
        return self.filter(Q(name__gt=name) | Q(name=name, pk__gt=number))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)["User"]):  # type: ignore[misc]  # built at run time
    def create_user(self, email: str, name: str, password: str | None = None, **extra: Any) -> "User":
        user: User = self.model(email=self.normalize_email(email).lower(), name=name, **extra)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        found: User = self.get(email=str(username).lower())
        return found


class User(AbstractBaseUser):
    """Someone who signs in. What they may do follows from their roles alone."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    email = models.EmailField(_("e-postadress"), unique=True)
    name = models.CharField(_("namn"), max_length=120)
    staff_number = models.CharField(_("anställningsnummer"), max_length=40, blank=True)
    is_active = models.BooleanField(_("aktiv"), default=True)
    is_demo = models.BooleanField(_("demonstration"), default=False)
    session_round = models.PositiveIntegerField(
        _("inloggningsomgång"), default=1
    )  # +1 ends every session at once

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
            ),
            models.CheckConstraint(name="email_is_lower_case", condition=Q(email=Lower("email"))),
        ]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django's own, with the round: a session of an earlier round is worth nothing."""
        salt = "hjulet.base.people.models.User.session"
        value = f"{self.password}:{self.session_round}"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()

    def remember_roles(self, day: date) -> None:
        """Ask for the day's roles once; the middleware does so for the length of a request."""
        self._remembered = (day, self.roles_on(day))

    def roles_on(self, day: date) -> tuple["RoleHolding", ...]:
        """The roles held on the day, each with its unit."""
        remembered = getattr(self, "_remembered", None)
        if remembered is not None and remembered[0] == day:
            held: tuple[RoleHolding, ...] = remembered[1]
            return held
        return tuple(self.roles.held_on(day).select_related("unit").order_by("pk"))

    @transaction.atomic
    def give_role(
        self, role: Role, unit: Unit, starts_on: date, ends_on: date | None, *, by: "User | None", at: datetime
    ) -> "RoleHolding":  # fmt: skip
        """A role at a unit of the own municipality, for a period."""
        if unit.municipality_id != self.municipality_id:
            raise RoleInAnotherMunicipality
        holding = self.roles.create(role=role, unit=unit, starts_on=starts_on, ends_on=ends_on)
        details = {"role": role, "unit": unit.slug, "starts_on": starts_on, "ends_on": ends_on}
        record("people.role_given", self, by=by, at=at, **details)
        return holding

    @transaction.atomic
    def rename(self, name: str, email: str, staff_number: str, *, by: "User | None", at: datetime) -> None:
        """What the municipality's register says about the person now."""
        told = {"name": name, "email": email, "staff_number": staff_number}
        changed = [key for key, value in told.items() if getattr(self, key) != value]
        self.name, self.email, self.staff_number = name, email, staff_number
        self.save(update_fields=list(told))
        record("people.changed", self, by=by, at=at, fields=changed)


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
            models.UniqueConstraint(
                fields=["user", "role", "unit", "starts_on"], name="role_once_from_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.unit_id}"

    @transaction.atomic
    def change_period(self, starts_on: date, ends_on: date | None, *, by: User | None, at: datetime) -> None:
        """The role begins or ends on another day."""
        was = [self.starts_on, self.ends_on]
        self.starts_on, self.ends_on = starts_on, ends_on
        self.save(update_fields=["starts_on", "ends_on"])
        details = {"role": self.role, "unit": self.unit.slug, "was": was, "now": [starts_on, ends_on]}
        record("people.role_changed", self.user, by=by, at=at, **details)


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def visible_to(self, user: User) -> "AbsenceQuerySet":
        """One's own."""
        return self.filter(user=user)

    def not_over(self, day: date) -> "AbsenceQuerySet":
        return self.filter(ends_on__gte=day).order_by("starts_on", "pk")


class Absence(models.Model):
    """A period when someone is away and somebody else gets the reminders first."""

    user = models.ForeignKey(User, models.CASCADE, related_name="absences", verbose_name=_("person"))
    substitute = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("ersättare"))
    starts_on = models.DateField(_("från"))
    ends_on = models.DateField(_("till"))

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("frånvaro")
        verbose_name_plural = _("frånvaro")
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(name="absence_has_another_substitute", condition=~Q(substitute=F("user"))),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.starts_on}"

    @transaction.atomic
    def plan(self, *, by: User, at: datetime) -> None:
        self.save(force_insert=True)
        details = {"starts_on": self.starts_on, "ends_on": self.ends_on, "substitute": self.substitute_id}
        record("people.absence_planned", self.user, by=by, at=at, **details)

    @transaction.atomic
    def cancel(self, *, by: User, at: datetime) -> None:
        record("people.absence_cancelled", self.user, by=by, at=at, starts_on=self.starts_on)
        self.delete()


def roles_reaching(path: OuterRef, user: User, day: date, *roles: Role) -> RoleHoldingQuerySet:
    """Today's roles of the user whose unit holds the unit with this path; for `Exists` in `visible_to`."""
    held = RoleHolding.objects.filter(user=user).held_on(day)
    if roles:
        held = held.filter(role__in=roles)
    reached = ExpressionWrapper(path, output_field=models.CharField())
    return held.annotate(reached=reached).filter(reached__startswith=F("unit__path"))


def reached_by(user: User, day: date, *roles: Role, path: str = "path") -> Exists:
    """A condition for a queryset: some role of the user reaches the row's unit on that day."""
    return Exists(roles_reaching(OuterRef(path), user, day, *roles))


def units_visible_to(user: User, day: date) -> UnitQuerySet:
    """Every unit of the own municipality, for somebody who has a role there today. The tree itself is no secret."""
    here = RoleHolding.objects.filter(user=user, unit__municipality=OuterRef("municipality")).held_on(day)
    units: UnitQuerySet = Unit.objects.of(user.municipality_id).filter(Exists(here))
    return units
