"""What was approved: facts, text and files, frozen with a fingerprint, and what a later edition changed."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjulet.base.files.models import StoredFile
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.roles import TABLE
from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.models.manuscripts import Manuscript
from hjulet.report.reports.choices import Edition


class ApprovedQuerySet(models.QuerySet["Approved"]):
    def visible_to(self, user: User, day: date) -> "ApprovedQuerySet":
        """Both editions: those who read the internal one there. The public one also: those who check it for secrecy."""
        reads = reached_by(user, day, *TABLE[Verb.READ_INTERNAL_REPORT], path="manuscript__unit__path")
        signs = reached_by(user, day, *TABLE[Verb.SIGN_SECRECY], path="manuscript__unit__path")
        return self.filter(
            Q(reads) | Q(signs, edition=Edition.PUBLIC),
            manuscript__unit__municipality=user.municipality_id,
        )

    def unsigned(self) -> "ApprovedQuerySet":
        """Public editions of the newest number that wait for their secrecy check."""
        signed = Exists(
            SecrecyCheck.objects.filter(
                manuscript=OuterRef("manuscript"), fingerprint=OuterRef("fingerprint")
            )
        )
        later = Exists(
            Manuscript.objects.filter(
                kind=OuterRef("manuscript__kind"), unit=OuterRef("manuscript__unit"), year=OuterRef("manuscript__year"),
                number__gt=OuterRef("manuscript__number"), approved_at__isnull=False,
            )
        )  # fmt: skip
        return self.filter(~signed, ~later, edition=Edition.PUBLIC)

    def not_replaced(self) -> "ApprovedQuerySet":
        """Without those that a later edition of the same report has come after; of the public ones a published one."""
        later = self.model.objects.filter(
            Q(edition=Edition.INTERNAL) | Q(published_at__isnull=False),
            edition=OuterRef("edition"), manuscript__kind=OuterRef("manuscript__kind"),
            manuscript__unit=OuterRef("manuscript__unit"), manuscript__year=OuterRef("manuscript__year"),
            manuscript__number__gt=OuterRef("manuscript__number"),
        )  # fmt: skip
        return self.filter(~Exists(later))

    def published(self) -> "ApprovedQuerySet":
        """What anybody may read, signed in or not."""
        return self.filter(edition=Edition.PUBLIC, published_at__isnull=False)


class Approved(models.Model):
    """One edition (internal or public) of an approved report. Never rewritten; later data does not alter it."""

    manuscript = models.ForeignKey(Manuscript, models.PROTECT, related_name="approved")
    edition = models.CharField(_("utgåva"), max_length=10, choices=Edition)
    facts = models.JSONField(
        _("uppgifter")
    )  # as render/figures_json writes them, each figure with its printed text
    texts = models.JSONField(_("texter"))  # section → part → Markdown, as approved
    document = models.TextField(_("dokument"))  # the rendered article
    proposals = models.JSONField(
        _("förslag till nämnden"), default=dict
    )  # what the facts proposed then: proposals.py
    fingerprint = models.CharField(
        _("fingeravtryck"), max_length=64
    )  # SHA-256 over facts, texts, article and files
    pdf = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    docx = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(_("publicerad"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = ApprovedQuerySet.as_manager()

    class Meta:
        verbose_name = _("fastställd utgåva")
        verbose_name_plural = _("fastställda utgåvor")
        constraints = [
            models.UniqueConstraint(fields=["manuscript", "edition"], name="approved_once_per_edition"),
            models.CheckConstraint(
                name="approved_published_says_when_and_by_whom",
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False, edition=Edition.PUBLIC),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.manuscript_id} {self.edition}"

    def get_absolute_url(self) -> str:
        return reverse("manuscripts:edition", args=[self.pk])

    @property
    def is_whole(self) -> bool:
        """Whether it still is what was approved."""
        return rules.is_whole(self)


class Difference(models.Model):
    """A figure that a later edition tells otherwise than the one before it, and why."""

    manuscript = models.ForeignKey(Manuscript, models.CASCADE, related_name="differences")
    figure = models.CharField(_("siffra"), max_length=300)  # the figure's id
    label = models.CharField(_("vad"), max_length=300)
    was = models.CharField(_("var"), max_length=100)
    now = models.CharField(_("är"), max_length=100)
    why = models.TextField(_("varför"), blank=True)
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("skillnad mot förra utgåvan")
        verbose_name_plural = _("skillnader mot förra utgåvan")
        ordering = ["figure"]
        constraints = [models.UniqueConstraint(fields=["manuscript", "figure"], name="difference_once")]

    def __str__(self) -> str:
        return self.figure


class SecrecyCheck(models.Model):
    """That somebody has gone through the public edition for secrecy, point by point, and signs for it. OSL 25 och 26 kap."""

    manuscript = models.OneToOneField(Manuscript, models.PROTECT, related_name="secrecy_check")
    points = models.JSONField(_("kontrollerat"), default=list)  # the keys of the points that were ticked
    remark = models.TextField(_("anmärkning"), blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("undertecknad"))
    fingerprint = models.CharField(max_length=64)  # of what was read: a later change voids the signature

    class Meta:
        verbose_name = _("sekretesskontroll")
        verbose_name_plural = _("sekretesskontroller")

    def __str__(self) -> str:
        return str(self.manuscript_id)
