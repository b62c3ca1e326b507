"""Vision, goals and self-assessment, and rating an area."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hjulet.base.law import AREA_BY_KEY
from hjulet.base.log.models import Entry
from hjulet.plan.steering.choices import Obstacle, Rating
from hjulet.plan.steering.models import Goal, SelfAssessment, Vision
from hjulet.plan.steering.workflows import CannotRate, Verdict, rate_area
from tests.factories import DocumentFactory, GoalFactory, SelfAssessmentFactory, UnitFactory

PAGE = reverse("steering:overview")
AT = datetime(2026, 11, 21, 9, tzinfo=UTC)


def rate_url(unit: str = "sociala-sektorn", area: str = "samverkan", year: int = 2026) -> str:
    return reverse("steering:rate", args=[unit, area, year])


def html(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.mark.parametrize("key", ["staff", "manager", "politician", "auditor", "sas", "registrar"])
def test_those_who_work_with_it_and_the_elected_see_the_steering(world, signed_in, key):
    GoalFactory(municipality=world.municipality, number=5, title="Trygg omsorg")

    assert "Trygg omsorg" in html(signed_in(key).get(PAGE))


@pytest.mark.parametrize("key", ["administrator", "privacy_officer", "former"])
def test_others_are_told_that_their_role_does_not(world, signed_in, key):
    assert signed_in(key).get(PAGE).status_code == 403


def test_nothing_of_the_neighbour_is_shown(world, signed_in):
    GoalFactory(municipality=world.neighbour, title="Granbys mål")
    Vision.objects.create(municipality=world.neighbour, title="Granby 2040")
    SelfAssessmentFactory(unit=world.units["granby"], rating="met", comment="Granbys ord")

    page = html(signed_in("sas").get(PAGE))

    assert "Granby" not in page


def test_an_area_shows_rating_paragraph_year_change_and_source(world, signed_in):
    document = DocumentFactory(municipality=world.municipality, title="Kvalitetsberättelse", year=2025)
    sector = world.units["sektorn"]
    SelfAssessmentFactory(unit=sector, area="samverkan", year=2023, rating="partly")
    SelfAssessmentFactory(
        unit=sector, area="samverkan", year=2024, rating="met", document=document, section="3.2", line=202
    )

    page = html(signed_in("staff").get(PAGE))

    assert "4 kap. 5–6 §§" in page
    assert "senast skattad 2024" in page
    assert "Förbättring. 2023: delvis uppfyllt → 2024: uppfyllt" in page
    assert "Kvalitetsberättelse 2025, avsnitt 3.2, rad 202" in page
    assert "Skatta 2026" not in page


def test_the_sector_with_ratings_is_shown_and_the_others_are_a_link_away(world, signed_in):
    other = UnitFactory(
        parent=world.units["ekvik"], slug="a-utbildning", name="Utbildningssektorn", kind="sector"
    )
    SelfAssessmentFactory(unit=world.units["sektorn"], area="analys", rating="met")
    SelfAssessmentFactory(unit=world.units["sektorn"], area="samverkan", rating="met")
    SelfAssessmentFactory(unit=other, comment="Skolans ord")
    client = signed_in("sas")

    assert "Visa Utbildningssektorn" in html(client.get(PAGE))
    assert "Skolans ord" in html(client.get(PAGE, {"verksamhet": "a-utbildning"}))
    assert "Visa Utbildningssektorn" in html(client.get(PAGE, {"verksamhet": "<b>"}))


def test_without_a_sector_the_page_says_what_is_missing(world, signed_in):
    world.units["sektorn"].kind = "department"
    world.units["sektorn"].save(update_fields=["kind"])

    assert "Ingen sektor är inlagd än" in html(signed_in("sas").get(PAGE))


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("sas", 200), ("developer", 200), ("director", 200),
        ("manager", 403), ("mas", 403), ("staff", 403), ("politician", 403), ("administrator", 403),
        ("neighbour", 404),
    ],
)  # fmt: skip
def test_the_area_is_rated_by_those_who_answer_for_it(world, signed_in, key, status):
    client = signed_in(key)

    assert client.get(rate_url()).status_code == status
    if status != 200:
        assert client.post(rate_url(), {"rating": "met"}).status_code == status
        assert SelfAssessment.objects.count() == 0


def test_sas_rates_an_area_and_it_is_logged(world, signed_in):
    done = signed_in("sas").post(rate_url(), {"rating": "partly", "comment": "Avtal saknas 👍 <b>"})

    (assessment,) = SelfAssessment.objects.all()
    assert done.url == f"{PAGE}?verksamhet=sociala-sektorn"
    assert (assessment.unit, assessment.area, assessment.year) == (world.units["sektorn"], "samverkan", 2026)
    assert (assessment.rating, assessment.comment, assessment.rated_by) == (
        "partly",
        "Avtal saknas 👍 <b>",
        world.people["sas"],
    )
    (entry,) = Entry.objects.all()
    assert (entry.event, entry.details["was"], entry.details["now"]) == ("area.rated", None, "partly")
    assert "Avtal saknas 👍 &lt;b&gt;" in html(signed_in("sas").get(PAGE))


def test_rating_a_year_again_rewrites_it_and_logs_both(world):
    sector, sas = world.units["sektorn"], world.people["sas"]
    document = DocumentFactory(municipality=world.municipality)
    SelfAssessmentFactory(unit=sector, area="samverkan", year=2025, rating="met", document=document, line=202)

    rate_area(sector, AREA_BY_KEY["samverkan"], 2025, Verdict(Rating.NOT_MET, "Såg fel"), by=sas, at=AT)

    (assessment,) = SelfAssessment.objects.all()
    assert (assessment.rating, assessment.document, assessment.line) == ("not_met", None, None)
    (entry,) = Entry.objects.all()
    assert (entry.details["was"], entry.details["now"]) == ("met", "not_met")


@pytest.mark.parametrize(
    ("year", "obstacle"), [(2027, Obstacle.FUTURE_YEAR), (2011, Obstacle.BEFORE_THE_LAW)]
)
def test_a_year_that_cannot_be_rated_is_refused_with_the_reason(world, signed_in, year, obstacle):
    with pytest.raises(CannotRate) as refused:
        rate_area(
            world.units["sektorn"],
            AREA_BY_KEY["samverkan"],
            year,
            Verdict(Rating.MET),
            by=world.people["sas"],
            at=AT,
        )
    page = html(signed_in("sas").post(rate_url(year=year + (2000 if year > 2020 else 0)), {"rating": "met"}))

    assert refused.value.obstacles == [obstacle]
    assert str(obstacle.label) in page
    assert SelfAssessment.objects.count() == 0


@pytest.mark.parametrize("data", [{}, {"rating": "kanske"}, {"rating": "met", "comment": "x" * 2001}])
def test_a_form_that_is_not_filled_in_is_shown_again(world, signed_in, data):
    assert "behöver rättas" in html(signed_in("sas").post(rate_url(), data))
    assert SelfAssessment.objects.count() == 0


def test_an_area_the_law_does_not_know_has_no_page(world, signed_in):
    assert signed_in("sas").get(rate_url(area="trivsel")).status_code == 404


def test_looking_changes_nothing(world, signed_in):
    client = signed_in("sas")
    client.get(PAGE)
    client.get(rate_url())

    assert (SelfAssessment.objects.count(), Goal.objects.count(), Entry.objects.count()) == (0, 0, 0)


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_as_many_queries_for_one_row_as_for_three(world, signed_in):
    client = signed_in("sas")

    def add(year: int) -> None:
        document = DocumentFactory(municipality=world.municipality)
        GoalFactory(municipality=world.municipality, document=document)
        Vision.objects.create(municipality=world.municipality, title="Vision", document=document)
        SelfAssessmentFactory(unit=world.units["sektorn"], year=year, document=document)
        SelfAssessmentFactory(unit=world.units["sektorn"], year=year, area="analys", document=document)

    add(2024)
    one = queries(client, PAGE)
    add(2025)
    add(2026)

    assert queries(client, PAGE) == one <= 20


def test_years_are_written_without_a_gap(world, signed_in):
    goal = GoalFactory(pk=12345, municipality=world.municipality, first_year=2022, last_year=2026)
    SelfAssessmentFactory(unit=world.units["sektorn"], area="samverkan", year=2024)
    client = signed_in("sas")

    page, form = html(client.get(PAGE)), html(client.get(rate_url()))

    assert not [
        gap for gap in ("2\u00a0022", "2\u00a0024", "2\u00a0026", "12\u00a0345") if gap in page + form
    ]
    assert "2022–2026" in page
    assert f"?mal={goal.pk}" in page
