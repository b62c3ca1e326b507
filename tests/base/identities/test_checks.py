"""A key that is missing or weak stops an installation before it starts."""

import pytest
from cryptography.fernet import Fernet

from hjulet.base.identities.checks import keys
from hjulet.base.identities.envelopes import private_keys

GOOD = Fernet.generate_key().decode()


@pytest.fixture
def production(settings, tmp_path):
    settings.ENVELOPE_KEY, settings.ENVELOPE_KEY_FILE = "", tmp_path / "envelope_key.pem"
    private_keys()  # made while it is a demonstration
    settings.DEMO, settings.SEALING_KEYS, settings.BLIND_KEY = False, [GOOD], "b" * 32
    return settings


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({}, []),
        ({"SEALING_KEYS": [GOOD, GOOD]}, []),
        ({"SEALING_KEYS": []}, ["identities.E001"]),
        ({"SEALING_KEYS": [""]}, ["identities.E001"]),
        ({"SEALING_KEYS": [GOOD, "kort"]}, ["identities.E001"]),
        ({"BLIND_KEY": "b" * 31}, ["identities.E002"]),
        ({"BLIND_KEY": "s" * 50, "SECRET_KEY": "s" * 50}, ["identities.E002"]),
        ({"ENVELOPE_KEY": "skräp"}, ["identities.E003"]),
        ({"ENVELOPE_KEY_FILE": "/finns/inte.pem"}, ["identities.E003"]),
        ({"DEMO": True, "SEALING_KEYS": ["kort"], "BLIND_KEY": ""}, []),
    ],
)
def test_keys_are_looked_at_before_the_start(production, changes, faults):
    for name, value in changes.items():
        setattr(production, name, value)

    found = keys()

    assert [fault.id for fault in found] == faults
    assert all("nycklar.md" in fault.msg + (fault.hint or "") for fault in found)
    assert all("kort" not in fault.msg for fault in found)
