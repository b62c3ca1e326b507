"""A telephone as the server meets it: it knows the public key and its tickets, and seals as the browser does."""

import base64
import io
import json
import os
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.test import Client
from django.urls import reverse

SEND = "/avvikelser/rapportera/utan-nat/skicka/"
OAEP = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)


def pem(key: rsa.RSAPrivateKey) -> str:
    kind, none = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, kind, none).decode()


def b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


@dataclass
class Phone:
    """The tickets at hand, and the key that letters are sealed to."""

    given: dict[str, Any]
    tickets: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, client: Client, *, door: str = "", form: str = "") -> "Phone":
        name = (
            reverse("deviations:door_ticket", args=[door]) if door else reverse("deviations:offline_ticket")
        )
        answer = client.post(name, {"spare": "3", "form": form})
        assert answer.status_code == 200, answer.content
        return cls(answer.json(), answer.json()["tickets"])

    def letter(self, said: dict[str, Any], **more: Any) -> dict[str, Any]:
        return self.sealed(
            json.dumps({"said": list(said.items()), "photo": None, "writer": "me"} | more).encode()
        )

    def sealed(self, plain: bytes) -> dict[str, Any]:
        public: Any = serialization.load_der_public_key(base64.b64decode(self.given["key"]))
        aes, vector = os.urandom(32), os.urandom(12)
        data = AESGCM(aes).encrypt(vector, plain, None)
        wrapped = b64(public.encrypt(aes, OAEP))
        return {"v": 1, "key_id": self.given["key_id"], "key": wrapped, "iv": b64(vector), "data": b64(data)}


def written(ticket: dict[str, str], **other: Any) -> dict[str, str]:
    """A whole form, with another word here and there, on this ticket."""
    said = {
        "client_id": ticket["client_id"], "tile": "fall", "what_happened": "Föll vid sängen i natt.",
        "when": "now", "place": "home", "done_at_once": "Hjälpte upp.", "how_bad": "little",
    }  # fmt: skip
    return {name: str(value) for name, value in (said | other).items() if value is not None}


def send(ticket: str | dict[str, str], envelope: Any, *, age: Any = 0, client: Client | None = None) -> Any:
    """As the service worker does: without cookies, the envelope as a file."""
    token = ticket if isinstance(ticket, str) else ticket["ticket"]
    content = envelope if isinstance(envelope, bytes) else json.dumps(envelope).encode()
    file = io.BytesIO(content)
    file.name = "rapport.json"
    data = {"ticket": token, "age": str(age), "envelope": file}
    return (client or Client(enforce_csrf_checks=True)).post(SEND, data)


def new_id() -> str:
    return str(uuid4())
