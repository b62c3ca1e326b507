from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from hjulet.base.ui.charts import LineChart, Series
from hjulet.base.ui.icons import PATHS
from hjulet.base.ui.templatetags.ui import TAGS


def render(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


class Report(forms.Form):
    what = forms.CharField(label="Vad hände?", help_text="En mening räcker.", widget=forms.Textarea)
    unit = forms.ChoiceField(label="Enhet", choices=[("", "Välj enhet"), ("a", "Linden")])
    happened_on = forms.DateField(label="När hände det?")
    name = forms.CharField(label="Namn", required=False)
    severity = forms.ChoiceField(
        label="Hur allvarligt?", choices=[("1", "Ingen skada"), ("2", "Skada")], widget=forms.RadioSelect
    )
    has_read = forms.BooleanField(label="Jag har läst")
    picture = forms.FileField(label="Bild", required=False)
    draft = forms.IntegerField(widget=forms.HiddenInput, required=False)


def field(name: str, form: forms.Form) -> str:
    return render("{% field bound %}", bound=form[name])


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ value|number }}", "1\u00a0234,5"),
        ("{{ value|number:2 }}", "1\u00a0234,50"),
        ("{{ value|signed:0 }}", "+1\u00a0234"),
        ('{{ value|with_unit:"%" }}', "1\u00a0234,5\u00a0%"),
        ("{{ missing|number }}{{ missing|signed }}{{ missing|with_unit }}{{ missing|day }}", "––––"),
        ("{{ zero|number }}", "0"),
    ],
)
def test_numbers_are_swedish_and_a_missing_one_is_a_dash(source, text):
    assert render(source, value=Decimal("1234.5"), zero=0, missing=None) == text


def test_moment_is_written_as_the_day_it_was_in_sweden():
    late = datetime(2026, 3, 22, 23, 30, tzinfo=UTC)

    assert (
        render("{{ late|day }} {{ early|day }}", late=late, early=date(2026, 1, 2))
        == "23 mars 2026 2 januari 2026"
    )


@pytest.mark.parametrize("name", PATHS)
def test_every_icon_is_silent(name):
    assert 'aria-hidden="true"' in render("{% icon name %}", name=name)


@pytest.mark.parametrize("kind", TAGS)
def test_tag_is_icon_and_word(kind):
    html = render('{% tag "Uppfyllt" kind %}', kind=kind)

    assert "<svg" in html
    assert "Uppfyllt" in html


def test_chart_is_drawn_twice_and_told_once_more_as_a_table():
    line = LineChart("Väntetiden ökade", ("2024", "2025"), (Series("Almby", (21.0, None)),), unit="dagar")

    html = render('{% chart line "wait" %}', line=line)

    assert html.count('id="wait-title"') == html.count('id="wait-narrow-title"') == 1
    assert "Visa som tabell" in html
    assert '<th scope="row">2024</th>' in html
    assert "style=" not in html


def test_field_ties_label_help_and_error_to_the_control():
    html = field("what", Report({}))

    assert '<label class="ds-label" for="id_what">' in html
    assert 'aria-describedby="id_what_error id_what_helptext"' in html
    assert 'id="id_what_error"' in html
    assert 'id="id_what_helptext"' in html
    assert 'aria-invalid="true"' in html


def test_field_without_error_or_help_is_described_by_nothing():
    html = field("name", Report())

    assert "aria-describedby" not in html
    assert "frivilligt" in html


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("what", "Fyll i det här."),
        ("unit", "Välj ett av alternativen."),
        ("severity", "Välj ett av alternativen."),
        ("has_read", "Kryssa i rutan för att gå vidare."),
    ],
)
def test_empty_field_says_what_to_do(name, words):
    assert words in field(name, Report({}))


def test_own_error_words_stay():
    form = Report({"what": "x"})
    form.add_error("what", "Skriv en hel mening.")

    assert "Skriv en hel mening." in field("what", form)


def test_date_has_the_browsers_own_calendar():
    html = field("happened_on", Report(initial={"happened_on": date(2026, 3, 1)}))

    assert 'type="date"' in html
    assert 'value="2026-03-01"' in html


def test_radios_are_a_group_with_a_legend():
    html = field("severity", Report({"severity": "2"}))

    assert '<fieldset class="ds-fieldset" id="id_severity"' in html
    assert "<legend" in html
    assert html.count('type="radio"') == 2
    assert html.count("checked") == 1
    assert '<label class="ds-label" for="id_severity_1">Skada</label>' in html


def test_hidden_field_shows_nothing():
    html = field("draft", Report())

    assert 'type="hidden"' in html
    assert "<label" not in html


def test_error_summary_lists_every_error_with_the_way_to_it():
    html = render("{% error_summary form %}", form=Report({"happened_on": "i går"}))

    assert "5 uppgifter behöver rättas" in html
    assert '<a class="ds-link" href="#id_what">Vad hände? Fyll i det här.</a>' in html
    assert 'href="#id_severity_0"' in html
    assert "Enhet: välj ett av alternativen." in html
    assert "autofocus" in html


def test_error_of_the_whole_form_is_listed_without_a_link():
    form = Report({})
    form.add_error(None, "Rapporten är redan skickad.")

    assert "<li>Rapporten är redan skickad.</li>" in render("{% error_summary form %}", form=form)


def test_error_summary_is_silent_without_errors():
    assert render("{% error_summary form %}", form=Report()).strip() == ""


def test_label_typed_by_people_is_escaped():
    class Odd(forms.Form):
        name = forms.CharField(label="<script>", help_text="<b>")

    assert "<script>" not in field("name", Odd({})) + render("{% error_summary form %}", form=Odd({}))


def test_empty_state_says_what_to_do_next_and_why():
    html = render(
        '{% empty title="Inga åtgärder" text="Här står …" action="Lägg till" href="/ny/" law="5 kap. 7 §" %}'
    )

    assert '<a class="ds-button" href="/ny/">Lägg till</a>' in html
    assert "5 kap. 7 §" in html


def test_pagination_keeps_the_filters_and_marks_the_page():
    request = RequestFactory().get("/?status=pagar&page=2")
    html = render("{% pagination page %}", page=Paginator(range(100), 10).page(2), request=request)

    assert 'href="?status=pagar&amp;page=3"' in html
    assert html.count('aria-current="true"') == 1


def test_one_page_needs_no_pagination():
    request = RequestFactory().get("/")

    assert render("{% pagination page %}", page=Paginator([1], 10).page(1), request=request).strip() == ""


def test_definition_is_reached_without_script():
    html = render('{% definition "missförhållande" "Ett allvarligt hot." %}')

    ident = html.split('popovertarget="')[1].split('"')[0]
    assert f'<span id="{ident}" popover' in html


def test_options_are_escaped_and_one_is_chosen():
    said = render("{% options pairs chosen %}", pairs=[("a", "<b>"), ("c", "C")], chosen="c")
    assert said == '<option value="a">&lt;b&gt;</option><option value="c" selected>C</option>'
