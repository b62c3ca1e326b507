"""Who gets to know that a report has come, and what the message says."""

from uuid import uuid4

import pytest
from django.core import mail

from hjulet.base.notices.models import Notice
from hjulet.base.people.choices import Role
from hjulet.base.people.models import RoleHolding
from hjulet.check.deviations.choices import Door, HowBad, Tile
from hjulet.check.deviations.models import Deviation
from hjulet.check.deviations.workflows.ending import reassign
from hjulet.check.deviations.workflows.reporting import Report, report
from hjulet.check.deviations.workflows.telling import in_charge
from tests.check.deviations.reporting.conftest import NIGHT
from tests.factories import RoleHoldingFactory


@pytest.fixture
def send(world):
    """send(tile=…, unit="lonnen") → a report, received."""

    def sent(unit="solgarden", door=Door.SIGNED_IN, **said):
        told = {
            "tile": Tile.OTHER,
            "how_bad": HowBad.LITTLE,
            "what_happened": "Hemligt",
            "done_at_once": "",
        } | said
        made = Report(unit=world.units[unit], happened_on=NIGHT.date(), **told)
        return report(made, uuid4(), door=door, by=world.people["staff"], at=NIGHT).deviation

    return sent


def told_by_kind():
    return {(notice.kind, notice.user.name) for notice in Notice.objects.select_related("user")}


def test_nearest_manager_is_told_without_a_word_of_the_case(send):
    made = send()

    notice = Notice.objects.get()
    assert (notice.kind, notice.user.name) == ("deviation_new", "Erik Chef")
    assert notice.title == f"Avvikelse {made.number} väntar på din bedömning"
    assert notice.path == f"/avvikelser/{made.pk}/"
    assert "Solgården" not in notice.title


def test_private_providers_manager_is_told_of_the_own_unit(send):
    send(unit="lonnen")

    assert told_by_kind() == {("deviation_new", "Xena Extern")}


@pytest.mark.parametrize("how_bad", [HowBad.LITTLE, HowBad.GRAVE])
def test_what_concerns_the_manager_goes_past_the_manager(world, send, how_bad):
    send(concerns_manager=True, how_bad=how_bad)

    kind = "deviation_grave" if how_bad == HowBad.GRAVE else "deviation_new"
    assert told_by_kind() == {(kind, "Dag Avdelning"), (kind, "Stina Sas")}


def judges(unit):
    return [user.name for user in in_charge(unit, NIGHT.date(), past_the_manager=False)]


def test_unit_without_a_manager_has_its_department_head_then_sas(world):
    unit = world.units["solgarden"]
    manager = RoleHolding.objects.filter(role=Role.MANAGER, unit=unit, ends_on=None)
    manager.delete()
    assert judges(unit) == ["Dag Avdelning"]

    RoleHolding.objects.filter(role=Role.DEPARTMENT_HEAD).delete()
    assert judges(unit) == ["Stina Sas"]


def test_manager_of_the_unit_comes_before_a_manager_higher_up(world):
    RoleHoldingFactory(user=world.people["developer"], role=Role.MANAGER, unit=world.units["aldreomsorg"])

    assert judges(world.units["solgarden"]) == ["Erik Chef"]


@pytest.mark.parametrize(
    ("tile", "how_bad", "mas_is_told"),
    [
        (Tile.MEDICATION, HowBad.LITTLE, False),
        (Tile.MEDICATION, HowBad.HARM, True),
        (Tile.EQUIPMENT, HowBad.HARM, True),
        (Tile.FALL, HowBad.HARM, False),
        (Tile.FALL, HowBad.GRAVE, True),
        (Tile.VIOLENCE, HowBad.GRAVE, False),  # SoL: MAS does not see it
    ],
)
def test_mas_is_told_at_once_of_grave_hsl_events(send, tile, how_bad, mas_is_told):
    send(tile=tile, how_bad=how_bad)

    assert (("deviation_grave", "Mia Mas") in told_by_kind()) == mas_is_told


def test_mail_goes_after_the_report_is_certain_and_tells_nothing(send, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send(how_bad=HowBad.GRAVE)
        assert mail.outbox == []

    assert [sent.subject for sent in mail.outbox] == ["Kvalitetshjulet: Allvarlig avvikelse"]
    assert "Hemligt" not in mail.outbox[0].body
    assert "Solgården" not in mail.outbox[0].body


def test_what_is_read_in_from_a_file_tells_nobody_and_has_no_code(send):
    made = send(door=Door.IMPORTED)

    assert Notice.objects.count() == 0
    assert Deviation.objects.get(pk=made.pk).receipt_mark == ""


def test_message_leads_nobody_to_a_case_that_has_moved_away(world, send):
    deviation, manager = send(), world.people["manager"]

    reassign(deviation, world.units["bjorkgarden"], by=manager, at=NIGHT, day=NIGHT.date())

    assert not Notice.objects.filter(user=manager, withdrawn_at=None).exists()
