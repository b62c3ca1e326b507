"""Things of the addresses for reading values in."""

from hjulet.check.indicators.imports import filling, planning
from tests.check.indicators.imports.making import AT, DAY, csv, kept
from tests.factories import IndicatorFactory

ODD = csv("Mått;Enhet;År;Värde", "Något okänt;Solgården;2025;94")


def waiting(_places, world, place):
    """A file that waits, with a word that nobody has explained."""
    batch = kept(world, ODD)
    if place == "elsewhere":
        type(batch).objects.filter(pk=batch.pk).update(municipality=world.neighbour)
    return {"pk": batch.pk}


def read_in(_places, world, place):
    measure = IndicatorFactory(municipality=world.municipality)
    by = world.people["developer"]
    batch = kept(world, csv("Mått;Enhet;År;Värde", f"{measure.name};Solgården;2025;94"))
    filling.read_in(batch, planning.plan(batch, by, DAY).fingerprint, skips_faulty=False, by=by, at=AT)
    if place == "elsewhere":
        type(batch).objects.filter(pk=batch.pk).update(municipality=world.neighbour)
    return {"pk": batch.pk}


IMPORT_MAKERS = {"values to read in": waiting, "values read in": read_in}
