"""What somebody says of a survey, its questions and its texts in other languages → clean values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.forms import UnitField
from hjulet.base.files.rules import MEDIA_TYPES, PICTURES
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.sources.rewriting import fingerprint
from hjulet.check.indicators.models import Indicator
from hjulet.check.surveys.choices import Audience, Dimension, Index, Language, Scale, Subject
from hjulet.check.surveys.models import Question, Questionnaire, Survey
from hjulet.check.surveys.ready_made import BY_KEY, READY_MADE, ReadyMade
from hjulet.check.surveys.words import label
from hjulet.check.surveys.workflows.building import SAID, QuestionSaid, SurveyText, Texts

SURVEY_SAID = ("title", "subject")
ACCEPTED = ",".join(sorted(MEDIA_TYPES[kind] for kind in PICTURES))
INDEX_IS_FOR_STAFF = _(
    "Ett index räknas bara för medarbetare. Välj medarbetare, eller börja från en annan enkät."
)


class SurveyForm(forms.Form):
    """A new survey: what to begin from, whom it asks, and where it belongs."""

    ready = forms.ChoiceField(
        label=_("Börja från"), choices=[(one.key, one.name) for one in READY_MADE], widget=forms.RadioSelect,
        initial=READY_MADE[0].key,
        help_text=_("Alla frågor går att ändra, ta bort och lägga till."),
    )  # fmt: skip
    title = forms.CharField(
        label=_("Namn"),
        max_length=120,
        help_text=_("Det här ser den som svarar. Till exempel: Hur har du det hemma?"),
    )
    audience = forms.ChoiceField(
        label=_("Vilka svarar?"),
        choices=[("", _("Som i den jag börjar från")), *Audience.choices],
        required=False,
    )
    subject = forms.ChoiceField(
        label=_("Område i rapporterna"),
        choices=[("", _("Som i den jag börjar från")), *Subject.choices],
        required=False,
    )
    unit = UnitField(
        label=_("Hör till"), queryset=Unit.objects.none(), empty_label=_("Välj enhet"),
        help_text=_("Den högsta enheten som ska frågas. Totalen räknas för den."),
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Unit]", self.fields["unit"]).queryset = units

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        ready = BY_KEY.get(values.get("ready", ""))
        audience = values.get("audience") or (ready.audience if ready else "")
        if ready and ready.index != Index.NONE and audience != Audience.STAFF:
            self.add_error("audience", INDEX_IS_FOR_STAFF)
        return values

    @property
    def ready_made(self) -> ReadyMade:
        return BY_KEY[self.cleaned_data["ready"]]

    @property
    def said(self) -> SurveyText:
        values, ready = self.cleaned_data, self.ready_made
        return SurveyText(
            values["unit"], values["title"], values["audience"] or ready.audience,
            values["subject"] or ready.subject,
        )  # fmt: skip


class RenameForm(forms.Form):
    title = forms.CharField(label=_("Namn"), max_length=120)
    subject = forms.ChoiceField(label=_("Område i rapporterna"), choices=Subject)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, survey: Survey) -> None:
        start = {name: getattr(survey, name) for name in SURVEY_SAID}
        super().__init__(data, initial=start | {"seen": fingerprint(survey, SURVEY_SAID)})


class IntroForm(forms.Form):
    intro = forms.CharField(
        label=_("Inledning"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vad enkäten handlar om, hur lång tid den tar och vad svaren används till."),
    )  # fmt: skip


class PictureField(forms.FileField):
    """One picture. What it is and whether it can be kept is judged by base/files."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.FileInput(attrs={"accept": ACCEPTED}), **kwargs)


class QuestionForm(forms.Form):
    """A question with its scale and pictures. Pictures of answers are asked for by step."""

    text = forms.CharField(
        label=_("Fråga"), max_length=300, help_text=_("En sak i taget, korta ord. Läs den högt.")
    )
    help_text = forms.CharField(label=_("Förklaring"), max_length=300, required=False)
    scale = forms.ChoiceField(label=_("Hur svarar man?"), choices=Scale, widget=forms.RadioSelect)
    is_reversed = forms.BooleanField(
        label=_("Omvänd fråga: det sista svaret är det bästa"), required=False,
        help_text=_("Till exempel ”Är du rädd hemma?”, där Nej är bra."),
    )  # fmt: skip
    dimension = forms.ChoiceField(label=_("Del av HME"), choices=Dimension, required=False)
    indicator = forms.ModelChoiceField(
        label=_("Samma fråga nationellt"), queryset=Indicator.objects.none(), required=False,
        empty_label=_("Ingen"),
        help_text=_("Välj måttet från Kolada, så står rikets värde bredvid ert. Frågan måste vara ställd på samma sätt."),
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    picture = PictureField(label=_("Bild till frågan"))

    def __init__(
        self, data: Any = None, files: Any = None, *, questionnaire: Questionnaire, indicators: QuerySet[Indicator],
        question: Question | None = None,
    ) -> None:  # fmt: skip
        start: dict[str, Any] = {"scale": Scale.YES_SOMETIMES_NO}
        if question is not None:
            start = {name: getattr(question, name) for name in SAID}
            start |= {"indicator": question.indicator_id, "seen": fingerprint(question, SAID)}
        super().__init__(data, files, initial=start)
        self.question = question
        cast("forms.ModelChoiceField[Indicator]", self.fields["indicator"]).queryset = indicators
        if questionnaire.survey.index != Index.HME:
            del self.fields["dimension"]
        self._ask_for_pictures(question)

    def _ask_for_pictures(self, question: Question | None) -> None:
        """One for each answer of the question's scale; a new question gets its pictures when it is saved."""
        self.steps = question.choices if question else ()
        there = {picture.step for picture in question.pictures.all()} if question else set()
        for step in self.steps:
            assert question is not None  # noqa: S101 - it has steps
            said = {"answer": label(question.scale, step)}
            self.fields[f"picture-{step}"] = PictureField(label=_("Bild till ”%(answer)s”") % said)
            if step in there:
                self.fields[f"remove-{step}"] = forms.BooleanField(
                    label=_("Ta bort bilden till ”%(answer)s”") % said, required=False
                )
        if question and question.picture_id:
            self.fields["remove"] = forms.BooleanField(label=_("Ta bort bilden till frågan"), required=False)

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("scale") == Scale.TEXT:
            values["is_reversed"] = False
        return values

    @property
    def said(self) -> QuestionSaid:
        values = self.cleaned_data
        indicator = values["indicator"]
        return QuestionSaid(
            " ".join(values["text"].split()), values["help_text"], values["scale"], values["is_reversed"],
            values.get("dimension", ""), indicator.pk if indicator else None,
        )  # fmt: skip

    @property
    def uploads(self) -> dict[int | None, Any]:
        """Step → what was sent; None is the question's own."""
        chosen: dict[int | None, Any] = {None: self.cleaned_data.get("picture")}
        chosen |= {step: self.cleaned_data.get(f"picture-{step}") for step in self.steps}
        return {step: upload for step, upload in chosen.items() if upload}

    @property
    def removed(self) -> Sequence[int | None]:
        steps: list[int | None] = [step for step in self.steps if self.cleaned_data.get(f"remove-{step}")]
        return [None, *steps] if self.cleaned_data.get("remove") else steps


class TranslationForm(forms.Form):
    """Every text of a questionnaire in one language, on one page."""

    title = forms.CharField(
        label=_("Namn"), max_length=200, required=False,
        help_text=_("Lämna namnet tomt för att ta bort språket."),
    )  # fmt: skip
    intro = forms.CharField(
        label=_("Inledning"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any, *, questionnaire: Questionnaire, language: Language) -> None:
        told = {text.language: text for text in questionnaire.texts.all()}.get(language)
        super().__init__(data, initial={"title": told.title, "intro": told.intro} if told else {})
        self.questions = list(questionnaire.questions.prefetch_related("texts"))
        for question in self.questions:
            words = {text.language: text for text in question.texts.all()}.get(language)
            self.fields[f"text-{question.pk}"] = forms.CharField(
                label=question.text, max_length=300, required=False, initial=words.text if words else ""
            )
            if question.help_text:
                self.fields[f"help-{question.pk}"] = forms.CharField(
                    label=question.help_text, max_length=300, required=False,
                    initial=words.help_text if words else "",
                )  # fmt: skip
        for field in self.fields.values():
            field.widget.attrs |= {"lang": language.value, "dir": "auto"}

    @property
    def said(self) -> Texts:
        values = self.cleaned_data
        questions = {
            one.pk: (values[f"text-{one.pk}"], values.get(f"help-{one.pk}", "")) for one in self.questions
        }
        return Texts(values["title"], values["intro"], questions)
