"""Messages to people, and how each person wants to be reached."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.notices import rules
from hjulet.base.notices.choices import Kind, Way
from hjulet.base.people.models import User

WAITING = Q(mailed_at=None, read_at=None, withdrawn_at=None, given_up_at=None)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: User, day: date) -> "NoticeQuerySet":
        """One's own, but for what has been withdrawn."""
        return self.filter(user=user, withdrawn_at=None)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def about(self, thing: models.Model) -> "NoticeQuerySet":
        kind, number = about(thing)
        return self.filter(about_type=kind, about_id=number)

    def in_order(self) -> "NoticeQuerySet":
        """Unread first, the newest first among them and among the read."""
        is_read = models.ExpressionWrapper(Q(read_at__isnull=False), output_field=models.BooleanField())
        return self.annotate(is_read=is_read).order_by("is_read", "-pk")

    def after(self, number: int, *, is_read: bool) -> "NoticeQuerySet":
        """What comes after this one in that order (keyset)."""
        rest = Q(read_at__isnull=not is_read, pk__lt=number)
        return self.filter(rest if is_read else rest | Q(read_at__isnull=False))

    def to_mail(self, way: Way, at: datetime, day: date) -> "NoticeQuerySet":
        """What nobody has sent or is sending, to people who may still come in."""
        able = User.objects.filter(is_active=True).with_access(day)
        return self.filter(WAITING, way=way, mail_after__lte=at, user__in=able)


class Notice(models.Model):
    """A message to one person: a few words that hold no secret, and the way to the thing itself."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("till")
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True,
        verbose_name=_("som ersättare för"),
    )  # fmt: skip
    kind = models.CharField(_("slag"), max_length=20, choices=Kind)
    title = models.CharField(_("rubrik"), max_length=200)
    path = models.CharField(_("länk"), max_length=300)
    key = models.CharField(max_length=120)  # the same thing is never said twice to the same person
    about_type = models.CharField(
        max_length=60, blank=True
    )  # plain values, as in the log: no foreign keys upward
    about_id = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(_("skapat"))
    due_on = models.DateField(_("senast"), null=True, blank=True)
    read_at = models.DateTimeField(_("läst"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("tillbakadraget"), null=True, blank=True)
    way = models.CharField(_("väg"), max_length=10, choices=Way)
    mail_after = (
        models.DateTimeField()
    )  # nobody sends it before this: a worker's claim, or a pause after a failure
    mail_tries = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(_("skickat"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("gick inte att skicka"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("meddelande")
        verbose_name_plural = _("meddelanden")
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="notice_once_per_key"),
            models.CheckConstraint(
                name="notice_leads_nowhere_else",
                condition=Q(path__startswith="/") & ~Q(path__startswith="//"),
            ),
        ]
        indexes = [
            models.Index(fields=["user"], name="notice_unread", condition=Q(read_at=None, withdrawn_at=None)),
            models.Index(fields=["way", "mail_after"], name="notice_to_mail", condition=WAITING),
            models.Index(fields=["about_type", "about_id"], name="notice_about"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_unread(self) -> bool:
        return self.read_at is None

    def mark_read(self, *, at: datetime) -> None:
        """The first time counts."""
        Notice.objects.filter(pk=self.pk).unread().update(read_at=at)


class NoticeChoiceQuerySet(models.QuerySet["NoticeChoice"]):
    def visible_to(self, user: User, day: date) -> "NoticeChoiceQuerySet":
        """One's own."""
        return self.filter(user=user)


class NoticeChoice(models.Model):
    """How a person wants to be reached about one kind of thing; without one the rules decide."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person")
    )
    kind = models.CharField(_("slag"), max_length=20, choices=Kind)
    way = models.CharField(_("väg"), max_length=10, choices=Way)

    objects = NoticeChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("val av meddelanden")
        verbose_name_plural = _("val av meddelanden")
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="notice_choice_once_per_kind"),
            models.CheckConstraint(
                name="notice_choice_keeps_important_mail",
                condition=~Q(kind__in=sorted(rules.IMPORTANT), way=Way.APP),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.way}"


def about(thing: models.Model) -> tuple[str, str]:
    """A thing as plain values."""
    return thing._meta.label_lower, str(thing.pk)  # noqa: SLF001 - public in Django, whatever its name says
