"""A live figure as its writer sees it: `{{94 % #k3f9q}}` in the box, its whole identity in what is stored. Pure.

The sign is made of the identity alone, so it is the same in every box and on every day. Where two figures of a report
would share one, both keep their whole identity.
"""

import base64
from collections.abc import Collection, Iterable
from hashlib import sha256
from re import Match

from hjulet.report.manuscripts.rules import REFERENCE, SHORT, SIGN_LETTERS, reference, references


def sign_of(id_: str) -> str:
    """Five letters of the identity's fingerprint: 'k3f9q'."""
    return base64.b32encode(sha256(id_.encode()).digest()).decode().lower()[:SIGN_LETTERS]


def short(id_: str, text: str) -> str:
    return f"{{{{{text} #{sign_of(id_)}}}}}" if text else f"{{{{#{sign_of(id_)}}}}}"


def shortened(markdown: str, known: Iterable[str]) -> str:
    """For the box: figures of the report with their sign; one that the report does not have stays as it is stored."""
    signs = _signs(known)

    def shown(found: Match[str]) -> str:
        id_, stood = found[1].strip(), (found[2] or "").strip()
        return short(id_, stood) if signs.get(sign_of(id_)) == id_ else found[0]

    return REFERENCE.sub(shown, markdown)


def whole(markdown: str, known: Collection[str], stored: str = "") -> str:
    """For the table: signs become identities, of the report's figures and of those that the STORED text has already.

    A sign that nobody knows stays in the text, where the preview and the checks point at it: nothing is guessed.
    """
    if not SHORT.search(markdown):
        return markdown
    signs = _signs([*known, *references(stored)])

    def meant(found: Match[str]) -> str:
        id_ = signs.get(found[2])
        return reference(id_, found[1].strip()) if id_ else found[0]

    return SHORT.sub(meant, markdown)


def _signs(ids: Iterable[str]) -> dict[str, str]:
    """Sign → identity, without those that two figures share."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for id_ in dict.fromkeys(ids):
        sign = sign_of(id_)
        if sign in found:
            shared.add(sign)
        found[sign] = id_
    return {sign: id_ for sign, id_ in found.items() if sign not in shared}
