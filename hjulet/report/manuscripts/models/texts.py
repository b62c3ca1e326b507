"""What people write in a section, every version of it, and what others say about it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjulet.base.people.models import User
from hjulet.report.manuscripts.choices import Part
from hjulet.report.manuscripts.models.manuscripts import Manuscript
from hjulet.report.manuscripts.models.requests import SectionRequest


class SectionText(models.Model):
    """One text: plain Markdown without HTML, with live figures as `{{siffra:id}}`."""

    manuscript = models.ForeignKey(Manuscript, models.CASCADE, related_name="texts")
    section = models.SlugField(_("avsnitt"), max_length=160)  # the heading's anchor
    part = models.CharField(_("del"), max_length=10, choices=Part)
    markdown = models.TextField(_("text"), blank=True)
    is_offered = models.BooleanField(
        _("förslag"), default=False
    )  # by the system, until someone makes it their own
    is_last_years = models.BooleanField(
        _("förra årets text"), default=False
    )  # what is offered is what the report of the year before said
    revision = models.PositiveIntegerField(default=1)  # so that two who write at once do not undo each other
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    changed_at = models.DateTimeField(_("ändrad"), null=True, blank=True)

    class Meta:
        verbose_name = _("avsnittstext")
        verbose_name_plural = _("avsnittstexter")
        constraints = [
            models.UniqueConstraint(fields=["manuscript", "section", "part"], name="section_text_once"),
            models.CheckConstraint(
                name="section_text_own_has_a_writer",
                condition=Q(is_offered=True) | Q(markdown="") | Q(changed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="section_text_last_years_is_an_offer",
                condition=Q(is_last_years=False) | Q(is_offered=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.manuscript_id} {self.section} {self.part}"


class TextVersionQuerySet(models.QuerySet["TextVersion"]):
    def visible_to(self, user: User, day: date) -> "TextVersionQuerySet":
        seen = Manuscript.objects.visible_to(user, day)
        return self.filter(text__manuscript__in=seen.values("pk"))

    def waiting(self) -> "TextVersionQuerySet":
        """Saved beside another's, and nobody has taken care of it yet."""
        return self.filter(is_beside=True, settled_at=None)


class TextVersion(models.Model):
    """A text as somebody saved it. Only added to: nothing that anybody wrote is lost."""

    text = models.ForeignKey(SectionText, models.CASCADE, related_name="versions")
    revision = models.PositiveIntegerField()
    markdown = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("skriven"))
    is_beside = models.BooleanField(
        _("sparad bredvid"), default=False
    )  # written at the same time as another's
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )  # who has taken what was needed from it into the text
    settled_at = models.DateTimeField(_("omhändertagen"), null=True, blank=True)
    answer_to = models.ForeignKey(
        SectionRequest, models.SET_NULL, related_name="+", null=True, blank=True
    )  # the question whose answer came in here
    is_restored = models.BooleanField(_("återställd"), default=False)

    objects = TextVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("textversion")
        verbose_name_plural = _("textversioner")
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="text_version_settled_says_when_and_by_whom",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(is_beside=True, settled_at__isnull=False, settled_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.text_id} {self.revision}"


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: User, day: date) -> "CommentQuerySet":
        seen = Manuscript.objects.visible_to(user, day)
        return self.filter(manuscript__in=seen.values("pk"))

    def threads(self) -> "CommentQuerySet":
        """What somebody began to talk about; the answers hang on it."""
        return self.filter(reply_to=None)

    def open(self) -> "CommentQuerySet":
        return self.threads().filter(resolved_at=None)


class Comment(models.Model):
    """A word about a section, or one of its texts, with the answers to it, until it is resolved."""

    manuscript = models.ForeignKey(Manuscript, models.CASCADE, related_name="comments")
    section = models.SlugField(_("avsnitt"), max_length=160)
    part = models.CharField(_("del"), max_length=10, choices=Part, blank=True)  # empty: the whole section
    reply_to = models.ForeignKey(
        "self", models.CASCADE, related_name="replies", null=True, blank=True, verbose_name=_("svar på")
    )
    text = models.TextField(_("kommentar"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("skriven"))
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    resolved_at = models.DateTimeField(_("löst"), null=True, blank=True)
    form_token = models.UUIDField(unique=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommentar")
        verbose_name_plural = _("kommentarer")
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="comment_resolved_says_when_and_by_whom",
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="comment_answer_is_resolved_with_its_thread",
                condition=Q(reply_to=None) | Q(resolved_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.manuscript_id} {self.section}"

    def get_absolute_url(self) -> str:
        """Where it stands on the section's page."""
        page = reverse("manuscripts:section", args=[self.manuscript_id, self.section])
        return f"{page}#kommentar-{self.reply_to_id or self.pk}"
