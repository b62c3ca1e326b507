"""Open texts as the search knows them: a row per text, its passages, the roots in it; the words of all; synonyms.

Nothing here is the only copy: `manage.py index_texts` writes it anew. Sealed text never comes here (ADR 0012, 0021).
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.models import Municipality
from hjulet.base.search.words import LONGEST_STEM


class SearchText(models.Model):
    """A text that can be found by its words. `kind` and `number` are the feature's word for it and its key there.

    There is no `visible_to` here: it is always asked together with the rows of its feature that the person may see.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+", verbose_name=_("kommun"))
    kind = models.CharField(_("slag"), max_length=20)
    number = models.BigIntegerField(_("nummer"))
    title = models.CharField(_("rubrik"), max_length=300)

    class Meta:
        verbose_name = _("sökbar text")
        verbose_name_plural = _("sökbara texter")
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="search_text_once")]

    def __str__(self) -> str:
        return self.title


class Passage(models.Model):
    """A part of a text under one heading: what is shown when it answers."""

    text = models.ForeignKey(SearchText, models.CASCADE, related_name="passages")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(_("rubrik"), max_length=300, blank=True)
    anchor = models.CharField(_("ankare"), max_length=200, blank=True)
    body = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("stycke")
        verbose_name_plural = _("stycken")
        ordering = ["text", "position"]
        constraints = [
            models.UniqueConstraint(fields=["text", "position"], name="search_passage_once_a_place")
        ]

    def __str__(self) -> str:
        return self.heading


class Posting(models.Model):
    """A root in a text, and how much the text is about it (ranking.weight)."""

    text = models.ForeignKey(SearchText, models.CASCADE, related_name="postings")
    root = models.CharField(max_length=LONGEST_STEM)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("ordförekomst")
        verbose_name_plural = _("ordförekomster")
        constraints = [models.UniqueConstraint(fields=["root", "text"], name="search_posting_once")]

    def __str__(self) -> str:
        return f"{self.root} {self.text_id}"


class Term(models.Model):
    """A word that some text of the municipality has held: to take compounds apart, and for what was misspelt."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    root = models.CharField(max_length=LONGEST_STEM)
    word = models.CharField(_("ord"), max_length=LONGEST_STEM)

    class Meta:
        verbose_name = _("ord i texterna")
        verbose_name_plural = _("ord i texterna")
        constraints = [models.UniqueConstraint(fields=["municipality", "root"], name="search_term_once")]

    def __str__(self) -> str:
        return self.word


class SynonymQuerySet(models.QuerySet["Synonyms"]):
    def visible_to(self, municipality: Municipality) -> "SynonymQuerySet":
        """The municipality's own."""
        return self.filter(municipality=municipality)

    def valid_on(self, day: date) -> "SynonymQuerySet":
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class Synonyms(models.Model):
    """Words that mean the same to those who search: "ramla, trilla, falla". One row, one meaning."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+", verbose_name=_("kommun"))
    words = models.CharField(_("ord som betyder samma sak"), max_length=400)
    valid_from = models.DateField(_("gäller från"))
    valid_to = models.DateField(_("gäller till och med"), null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    changed_at = models.DateTimeField(_("ändrad"), null=True, blank=True)

    objects = SynonymQuerySet.as_manager()

    class Meta:
        verbose_name = _("synonymer")
        verbose_name_plural = _("synonymer")
        ordering = ["words", "pk"]
        constraints = [
            models.CheckConstraint(
                name="synonyms_end_after_they_begin",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def phrases(self) -> list[str]:
        return [phrase for said in self.words.split(",") if (phrase := " ".join(said.split()))]
