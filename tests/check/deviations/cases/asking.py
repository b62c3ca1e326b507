"""Ask for and send the pages of a case."""

from django.urls import reverse

from hjulet.check.deviations.workflows.locking import as_seen
from tests.check.deviations.cases.helping import kind, part_of


def page(client, name, /, *args):
    return client.get(reverse(f"deviations:{name}", args=args)).content.decode()


def post(client, name, /, *args, **data):
    return client.post(reverse(f"deviations:{name}", args=args), data)


def judging(world, deviation, severity="2", **more):
    return {
        "laws": "sol", "event_class": "event", "sol_type": kind(world).pk, "sol_severity": severity,
        "sol_probability": "2", "sol_revision": part_of(deviation).revision, "seen": as_seen(deviation), **more,
    }  # fmt: skip
