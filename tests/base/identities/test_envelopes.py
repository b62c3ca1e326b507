"""What a browser sealed to us opens here, and nothing else does."""

import base64
import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import ImproperlyConfigured

from hjulet.base.identities.envelopes import key_id, open_envelope, private_keys, public_key_spki
from hjulet.base.identities.sealing import CannotOpen
from tests.plugin import chromium


def pem(key):
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


DAMAGED = "-----{} PRIVATE KEY-----\nx\n-----{} PRIVATE KEY-----".format("BEGIN", "END")


@pytest.fixture(scope="module")
def two_keys():
    return [pem(rsa.generate_private_key(public_exponent=65537, key_size=3072)) for _ in range(2)]


@pytest.fixture
def key(settings, two_keys):
    settings.ENVELOPE_KEY = two_keys[0]
    return two_keys[0]


def b64(content):
    return base64.b64encode(content).decode()


def sealed(plain, *, aes_bytes=32, vector=b"v" * 12):
    """As the browser does it: nothing but the public key is known."""
    public = serialization.load_der_public_key(base64.b64decode(public_key_spki()))
    aes = os.urandom(aes_bytes)
    oaep = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)
    return {
        "v": 1,
        "key": b64(public.encrypt(aes, oaep)),
        "iv": b64(vector),
        "data": b64(AESGCM(aes).encrypt(vector, plain, None)),
    }


@pytest.mark.parametrize("plain", [b"", "Hon föll i köket. 🙂".encode(), b"x" * 1_000_000])
def test_envelope_opens(key, plain):
    assert open_envelope(sealed(plain)) == plain


def changed(said):
    content = bytearray(base64.b64decode(said))
    content[-1] ^= 1
    return b64(bytes(content))


@pytest.mark.parametrize(
    "damage",
    [
        lambda envelope: {},
        lambda envelope: envelope | {"v": 2},
        lambda envelope: envelope | {"v": "1"},
        lambda envelope: {part: value for part, value in envelope.items() if part != "key"},
        lambda envelope: envelope | {"key": None},
        lambda envelope: envelope | {"key": ""},
        lambda envelope: envelope | {"key": "inte base64"},
        lambda envelope: envelope | {"key": "åäö"},
        lambda envelope: envelope | {"key": changed(envelope["key"])},
        lambda envelope: envelope | {"iv": b64(b"v" * 11)},
        lambda envelope: envelope | {"iv": changed(envelope["iv"])},
        lambda envelope: envelope | {"iv": ["v"]},
        lambda envelope: envelope | {"data": ""},
        lambda envelope: envelope | {"data": changed(envelope["data"])},
        lambda envelope: envelope | {"data": envelope["data"][:40]},
    ],
)
def test_damaged_envelope_does_not_open(key, damage):
    with pytest.raises(CannotOpen):
        open_envelope(damage(sealed(b"Hon satt i kapprummet")))


def test_envelope_with_a_short_key_does_not_open(key):
    with pytest.raises(CannotOpen):
        open_envelope(sealed(b"x", aes_bytes=16))


def test_old_key_opens_while_it_is_there_and_the_newest_is_given_out(settings, two_keys):
    old, new = two_keys
    settings.ENVELOPE_KEY = old
    before, old_id = sealed(b"i natt"), key_id()
    settings.ENVELOPE_KEY = f"{new}\n{old}"

    assert open_envelope(before) == b"i natt"
    assert key_id() != old_id
    settings.ENVELOPE_KEY = new
    assert open_envelope(sealed(b"i dag")) == b"i dag"
    with pytest.raises(CannotOpen):
        open_envelope(before)


def test_key_on_one_line_is_read_too(settings, two_keys):
    settings.ENVELOPE_KEY = two_keys[0].replace("\n", "\\n")

    assert open_envelope(sealed(b"x")) == b"x"


def test_demonstration_makes_a_key_of_its_own_that_only_it_may_read(settings, tmp_path):
    settings.ENVELOPE_KEY, settings.ENVELOPE_KEY_FILE = "", tmp_path / "new" / "envelope_key.pem"
    first = key_id()

    assert key_id() == first
    assert stat.S_IMODE(settings.ENVELOPE_KEY_FILE.stat().st_mode) == 0o600
    assert [path.name for path in settings.ENVELOPE_KEY_FILE.parent.iterdir()] == ["envelope_key.pem"]


def test_two_that_make_the_key_at_once_end_with_the_same(settings, tmp_path):
    settings.ENVELOPE_KEY, settings.ENVELOPE_KEY_FILE = "", tmp_path / "envelope_key.pem"
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: key_id(), range(4)))

    assert len(set(made)) == 1


@pytest.mark.parametrize("text", ["", "skräp", DAMAGED])
def test_missing_or_damaged_key_is_said_aloud_outside_demonstrations(settings, tmp_path, text):
    settings.DEMO, settings.ENVELOPE_KEY, settings.ENVELOPE_KEY_FILE = False, text, tmp_path / "none.pem"

    with pytest.raises(ImproperlyConfigured, match=r"nycklar\.md"):
        private_keys()
    assert not settings.ENVELOPE_KEY_FILE.exists()


def test_key_of_another_kind_or_too_short_is_refused(settings):
    for wrong in (ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048)):
        settings.ENVELOPE_KEY = pem(wrong)
        with pytest.raises(ImproperlyConfigured):
            private_keys()


IN_THE_BROWSER = """
async ([spki, text]) => {
  const b64 = (buffer) => btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""));
  const der = Uint8Array.from(atob(spki), (sign) => sign.charCodeAt(0));
  const ours = await crypto.subtle.importKey("spki", der, {name: "RSA-OAEP", hash: "SHA-256"}, false, ["wrapKey"]);
  const aes = await crypto.subtle.generateKey({name: "AES-GCM", length: 256}, true, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return {
    v: 1,
    key: b64(await crypto.subtle.wrapKey("raw", aes, ours, {name: "RSA-OAEP"})),
    iv: b64(iv),
    data: b64(await crypto.subtle.encrypt({name: "AES-GCM", iv}, aes, new TextEncoder().encode(text))),
  };
}
"""


@pytest.mark.browser
def test_envelope_that_a_real_browser_sealed_opens(key):
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium()), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.route("**/*", lambda route: route.fulfill(body="", content_type="text/html"))
        page.goto(
            "https://kvalitet.example/"
        )  # answered above: a browser lends its keys to safe addresses only
        envelope = page.evaluate(IN_THE_BROWSER, [public_key_spki(), "Hon föll i köket. 🙂"])
        browser.close()

    assert open_envelope(envelope).decode() == "Hon föll i köket. 🙂"
