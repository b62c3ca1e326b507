"""What somebody says when judging an event → a `Judgement`. The fields of a law are `sol_…` and `hsl_…`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hjulet.check.deviations.choices import (
    ANCHORS,
    CareInjury,
    EventClass,
    Law,
    Obstacle,
    Probability,
    Severity,
)
from hjulet.check.deviations.forms.fields import SaidField
from hjulet.check.deviations.models import DeviationType, Part
from hjulet.check.deviations.workflows.judging import Judgement, PartJudgement

BOTH = "both"
FLAGS = [
    ("is_police_matter", _("Polisanmäld")),
    ("concerns_child", _("Ett barn berörs")),
    ("is_coercion", _("Tvång eller begränsning")),
    ("is_privacy_incident", _("Personuppgiftsincident")),
]
CLASSES = [
    (EventClass.RISK, _("Risk: det kan hända")),
    (EventClass.NEAR_MISS, _("Tillbud: det var nära, men ingen kom till skada")),
    (EventClass.EVENT, _("Händelse: någon kom till skada eller for illa")),
]
INDENT = chr(0x2003)


@dataclass(frozen=True)
class Judged:
    """What the form is about: the parts there are, whose they are to judge, and the types of the day."""

    parts: Mapping[Law, Part]  # the user's own
    here: frozenset[Law]  # every law that has a part which is no lex case
    mine: frozenset[Law]  # laws that the user may judge, also one that has no part yet
    may_change_laws: bool
    types: Mapping[Law, Sequence[DeviationType]]
    seen: str


class JudgeForm(forms.Form):
    """Which laws, what kind, how grave and how likely."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    laws = forms.ChoiceField(
        label=_("Vilken lag hör händelsen till?"), widget=forms.RadioSelect,
        choices=[
            (Law.SOL, _("SoL eller LSS: stöd och omsorg")),
            (Law.HSL, _("HSL: hälso- och sjukvård")),
            (BOTH, _("Båda: varje del läses av sina egna")),
        ],
    )  # fmt: skip
    move_text = forms.BooleanField(
        label=_("Flytta texten i delen som tas bort till delen som är kvar"), required=False
    )
    event_class = forms.ChoiceField(label=_("Vad var det?"), choices=CLASSES, widget=forms.RadioSelect)
    flags = forms.MultipleChoiceField(
        label=_("Kryssa i det som stämmer"),
        choices=FLAGS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, judged: Judged, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.judged = judged
        self.newer: list[tuple[str, str]] = []  # what somebody else saved while this was written
        if not judged.may_change_laws:
            del self.fields["laws"]
        if len(judged.parts) < len(Law) or not judged.may_change_laws:
            del self.fields["move_text"]
        for law in Law:
            if law in judged.parts or judged.may_change_laws:
                self._add_law(law)
        self._ask_only_of(self._laws_in(self.data.get("laws", "")) if self.is_bound else frozenset(Law))

    def _ask_only_of(self, laws: frozenset[Law]) -> None:
        """What belongs to a law that was not chosen need not be said."""
        for law in Law:
            for name in ("type", "severity", "probability", "care_injury", "text"):
                field = self.fields.get(f"{law}_{name}")
                if field is not None:
                    field.required = law in laws and (name != "text" or len(laws) == len(Law))

    def _laws_in(self, said: str) -> frozenset[Law]:
        if "laws" not in self.fields:
            return self.judged.here
        return frozenset(Law) if said == BOTH else frozenset(law for law in Law if law == said)

    def _add_law(self, law: Law) -> None:
        if law not in self.judged.parts:
            self.fields[f"{law}_text"] = SaidField(
                label=_("Vad hände, det som hör till den här delen?"), widget=forms.Textarea(attrs={"rows": 4}),
                help_text=_("Skriv bara det som de som läser delen behöver."),
                error_messages=_missing(Obstacle.NO_TEXT),
            )  # fmt: skip
        if law not in self.judged.mine:
            return
        types = [
            (str(kind.pk), f"{INDENT if kind.parent_id else ''}{kind.name}")
            for kind in self.judged.types[law]
        ]
        anchors = [
            (str(level.value), f"{level.value} {level.label}. {ANCHORS[law][level]}") for level in Severity
        ]
        likely = [(str(level.value), f"{level.value} {level.label}") for level in Probability]
        self.fields[f"{law}_type"] = forms.ChoiceField(
            label=_("Typ"), choices=[("", _("Välj typ")), *types], error_messages=_missing(Obstacle.NO_TYPE)
        )
        self.fields[f"{law}_severity"] = forms.ChoiceField(
            label=_("Hur allvarligt var det, eller kunde det ha blivit?"), choices=anchors,
            error_messages=_missing(Obstacle.NO_SEVERITY), widget=forms.RadioSelect,
        )  # fmt: skip
        self.fields[f"{law}_probability"] = forms.ChoiceField(
            label=_("Hur troligt är det att det händer igen?"), choices=likely,
            error_messages=_missing(Obstacle.NO_SEVERITY), widget=forms.RadioSelect,
        )  # fmt: skip
        if law == Law.HSL:
            self.fields["hsl_care_injury"] = forms.ChoiceField(
                label=_("Var det en vårdskada?"), choices=[(one.value, one.label) for one in CareInjury],
                error_messages=_missing(Obstacle.NO_CARE_INJURY), widget=forms.RadioSelect,
                help_text=_("Lidande, skada, sjukdom eller dödsfall som hade kunnat undvikas med rätt åtgärder."),
            )  # fmt: skip
        self.fields[f"{law}_judgement"] = SaidField(
            label=_("Varför bedömer du det så?"), required=False, widget=forms.Textarea(attrs={"rows": 3})
        )
        self.fields[f"{law}_revision"] = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def said(self) -> Judgement:
        laws = self._laws_in(self.cleaned_data.get("laws", ""))
        return Judgement(
            event_class=self.cleaned_data["event_class"],
            laws=laws,
            parts=tuple(self._part(law) for law in sorted(laws) if self._asks(law)),
            flags=frozenset(self.cleaned_data["flags"]),
            move_text=self.cleaned_data.get("move_text", False),
            seen=self.cleaned_data["seen"],
        )

    def _asks(self, law: Law) -> bool:
        return f"{law}_type" in self.fields or f"{law}_text" in self.fields

    def _part(self, law: Law) -> PartJudgement:
        said = {name: self.cleaned_data.get(f"{law}_{name}") for name in ("type", "severity", "probability")}
        kinds = {str(kind.pk): kind for kind in self.judged.types.get(law, ())}
        return PartJudgement(
            law=law,
            type=kinds.get(str(said["type"])),
            severity=int(said["severity"]) if said["severity"] else None,
            probability=int(said["probability"]) if said["probability"] else None,
            care_injury=self.cleaned_data.get(f"{law}_care_injury") or "",
            judgement=self.cleaned_data.get(f"{law}_judgement") or "",
            revision=self.cleaned_data.get(f"{law}_revision") or 0,
            text=self.cleaned_data.get(f"{law}_text") or "",
        )

    def carry(self, judged: Judged) -> None:
        """Everything typed stays; sent once more it goes on top of what stands there now."""
        data = cast("QueryDict", self.data).copy()
        data["seen"] = judged.seen
        for law, part in judged.parts.items():
            data[f"{law}_revision"] = str(part.revision)
        self.data = data


def initial(
    judged: Judged, event_class: str, flags: Sequence[str], usual: Mapping[Law, int]
) -> dict[str, Any]:
    """The form as it stands; a type that nobody has chosen begins as the one that such events have mostly got."""
    laws = BOTH if len(judged.parts) == len(Law) else next(iter(judged.parts), "")
    start: dict[str, Any] = {
        "seen": judged.seen,
        "laws": laws,
        "event_class": event_class,
        "flags": list(flags),
    }
    for law, part in judged.parts.items():
        start |= {
            f"{law}_type": part.type_id or usual.get(law), f"{law}_severity": part.severity, f"{law}_probability": part.probability,
            f"{law}_care_injury": part.care_injury, f"{law}_judgement": part.judgement,
            f"{law}_revision": part.revision,
        }  # fmt: skip
    return start


def _missing(obstacle: Obstacle) -> dict[str, Any]:
    return {"required": obstacle.label}
