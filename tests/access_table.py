"""The truth table of access: every address, who gets through, and where. One line per address; a new one must be added.

A row says who gets through (`who`), for a thing of the own unit (Solgården), another unit (Lönnen) and another
municipality (Granby) when the address is about a thing (`at` names its maker). Who does not reach the thing gets 404,
who reaches it without the right 403.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.factories import (
    ActionFactory,
    CostTableFactory,
    GoalFactory,
    IndicatorFactory,
    NeedFactory,
    ValueFactory,
    VisionFactory,
)
from tests.world import World

# -- who: the keys of tests/world.py -------------------------------------------------------------------------------
GRANBY = frozenset({"neighbour"})
STAFF = frozenset({"staff", "case_officer", "registrar"})
MANAGERS = frozenset({"manager", "other_manager", "department_head", "director", "provider", "neighbour"})
QUALITY = frozenset({"sas", "mas", "mar", "developer"})
ELECTED = frozenset({"politician", "auditor"})
KEEPERS = frozenset({"administrator", "privacy_officer"})
WORKERS = STAFF | MANAGERS | QUALITY
EVERYONE = WORKERS | ELECTED | KEEPERS
NOBODY: frozenset[str] = frozenset()
FORMER = frozenset({"former"})  # whose only role has ended: 403 everywhere but sign-out

# -- whose role reaches which unit ---------------------------------------------------------------------------------
WHOLE = frozenset(
    {"director", *QUALITY, "case_officer", "registrar", *ELECTED, *KEEPERS}
)  # sector or municipality
PLACES = {"own": "solgarden", "other": "lonnen", "elsewhere": "granby"}
UNIT = {
    "own": WHOLE | {"staff", "manager", "department_head"},
    "other": WHOLE | {"provider"},
    "elsewhere": GRANBY,
}
MUNICIPALITY = {"own": EVERYONE - GRANBY, "other": EVERYONE - GRANBY, "elsewhere": GRANBY}
ANYWHERE = {"own": EVERYONE, "other": EVERYONE, "elsewhere": EVERYONE}
UNPUBLISHED = {
    place: UNIT[place] - ELECTED - KEEPERS for place in PLACES
}  # the rest do not know that it exists


@dataclass(frozen=True)
class Row:
    """`ok` is the answer to those who get through; `is_open` pages need no sign-in."""

    who: frozenset[str] = EVERYONE
    at: str = ""
    reach: dict[str, frozenset[str]] = field(default_factory=lambda: UNIT)
    method: str = "get"
    ok: int = 200
    is_open: bool = False
    denied: int = 403
    data: dict[str, Any] = field(default_factory=dict)
    most_queries: int = 20

    def expected(self, key: str, place: str) -> int:
        if key in FORMER:
            return self.ok if self.is_open else 403
        if self.at and key not in self.reach[place]:
            return 404
        return self.ok if key in self.who else self.denied


# -- things: made for a place, giving the arguments of the address -------------------------------------------------
def _person(world: World, place: str) -> dict[str, Any]:
    return {"pk": world.people[{"own": "staff", "other": "provider", "elsewhere": "neighbour"}[place]].pk}


def _nobodys(world: World, place: str) -> dict[str, Any]:
    return {"pk": 0}


def _municipality(world: World, place: str) -> Any:
    return world.units[PLACES[place]].municipality


def _indicator(world: World, place: str) -> dict[str, Any]:
    return {"slug": IndicatorFactory(municipality=_municipality(world, place)).slug}


def _value(world: World, place: str) -> dict[str, Any]:
    indicator = IndicatorFactory(municipality=_municipality(world, place))
    return {"pk": ValueFactory(indicator=indicator, unit=world.units[PLACES[place]]).pk}


def _cost_table(world: World, place: str) -> dict[str, Any]:
    table = CostTableFactory(municipality=_municipality(world, place))
    return {"slug": table.slug, "year": table.year}


def _unit(world: World, place: str) -> dict[str, Any]:
    return {"slug": PLACES[place]}


def _report(world: World, place: str) -> dict[str, Any]:
    root = "granby" if place == "elsewhere" else "ekvik"
    return {"kind": "kvalitetsberattelse", "unit": root, "year": "2025"}


MAKERS: dict[str, Callable[[World, str], dict[str, Any]]] = {
    "person": _person,
    "nobody's key": _nobodys,
    "nobody's absence": _nobodys,
    "dead link": lambda world, place: {"uidb36": "1", "key": "dead-link"},
    "no provider": lambda world, place: {"provider_id": "kommun"},
    "unit": _unit,
    "goal": lambda world, place: {"pk": GoalFactory(municipality=_municipality(world, place)).pk},
    "vision": lambda world, place: {"pk": VisionFactory(municipality=_municipality(world, place)).pk},
    "area": lambda world, place: {"unit": PLACES[place], "area": "processer", "year": 2024},
    "action": lambda world, place: {"pk": ActionFactory(unit=world.units[PLACES[place]]).pk},
    "need": lambda world, place: {"pk": NeedFactory(unit=world.units[PLACES[place]]).pk},
    "indicator": _indicator,
    "value": _value,
    "cost table": _cost_table,
    "report": _report,
    "report file": lambda world, place: {**_report(world, place), "form": "json"},
}

ADMINISTRATOR = frozenset({"administrator"})
FIGURES = frozenset(QUALITY)  # who may enter and correct figures
RATERS = frozenset({"sas", "developer", "director"})
READERS = EVERYONE - KEEPERS
DECIDERS = MANAGERS | QUALITY

TABLE: dict[str, Row] = {
    # -- before signing in (somebody who is signed in is sent on) ---------------------------------------------------
    "account_login": Row(is_open=True, ok=302),
    "account_logout": Row(is_open=True),
    "account_inactive": Row(is_open=True),
    "account_reset_password": Row(is_open=True),
    "account_reset_password_done": Row(is_open=True),
    "account_reset_password_from_key": Row(is_open=True, at="dead link", reach=ANYWHERE),
    "account_reset_password_from_key_done": Row(is_open=True),
    "mfa_authenticate": Row(is_open=True, ok=302),
    "mfa_login_webauthn": Row(is_open=True, ok=302),
    "openid_connect_login": Row(is_open=True, at="no provider", reach=ANYWHERE, ok=404),
    "openid_connect_callback": Row(is_open=True, at="no provider", reach=ANYWHERE, ok=404),
    "socialaccount_login_cancelled": Row(is_open=True),
    "socialaccount_login_error": Row(is_open=True, ok=401),
    "people:demo_sign_in": Row(is_open=True, method="post", ok=404),
    # -- one's own account (302 in the second step: asked again who you are) ----------------------------------------
    "account_change_password": Row(),
    "account_set_password": Row(ok=302),  # only for those who have none: sent on to change it
    "account_reauthenticate": Row(),
    "usersessions_list": Row(),
    "mfa_index": Row(),
    "mfa_reauthenticate": Row(ok=302),
    "mfa_activate_totp": Row(ok=302),
    "mfa_deactivate_totp": Row(ok=404),
    "mfa_view_recovery_codes": Row(ok=404),
    "mfa_generate_recovery_codes": Row(ok=302),
    "mfa_download_recovery_codes": Row(ok=404),
    "mfa_list_webauthn": Row(),
    "mfa_add_webauthn": Row(ok=302),
    "mfa_reauthenticate_webauthn": Row(ok=302),
    "mfa_remove_webauthn": Row(at="nobody's key", reach=ANYWHERE, ok=302),
    "mfa_edit_webauthn": Row(at="nobody's key", reach=ANYWHERE, ok=302),
    "people:me": Row(),
    "people:absence": Row(),
    "people:cancel_absence": Row(at="nobody's absence", reach=ANYWHERE, method="post", ok=404),
    "people:access_table": Row(),
    # -- people and the log -----------------------------------------------------------------------------------------
    "people:list": Row(KEEPERS),
    "people:detail": Row(KEEPERS, at="person", reach=MUNICIPALITY),
    "people:end_sessions": Row(ADMINISTRATOR, at="person", reach=MUNICIPALITY, method="post", ok=302),
    "people:import": Row(ADMINISTRATOR),
    "log:list": Row(KEEPERS),
    # -- the organisation -------------------------------------------------------------------------------------------
    "organisation:tree": Row(),
    "organisation:unit": Row(at="unit", reach=MUNICIPALITY),
    "organisation:exposure": Row(FIGURES | ADMINISTRATOR, at="unit", reach=MUNICIPALITY),
    "organisation:import": Row(ADMINISTRATOR),
    "organisation:preview": Row(ADMINISTRATOR, ok=302),  # no file to look at
    "organisation:cancel": Row(ADMINISTRATOR, method="post", ok=302),
    # -- plan, check, act, tell -------------------------------------------------------------------------------------
    "steering:overview": Row(READERS),
    "steering:create_goal": Row(RATERS),
    "steering:edit_goal": Row(RATERS, at="goal", reach=MUNICIPALITY),
    "steering:create_vision": Row(RATERS),
    "steering:edit_vision": Row(RATERS, at="vision", reach=MUNICIPALITY),
    "steering:rate": Row(RATERS, at="area", reach=MUNICIPALITY),
    "indicators:list": Row(READERS),
    "indicators:changes": Row(READERS),
    "indicators:detail": Row(READERS, at="indicator", reach=MUNICIPALITY),
    "indicators:create": Row(FIGURES),
    "indicators:edit": Row(FIGURES, at="indicator", reach=MUNICIPALITY),
    "indicators:create_value": Row(FIGURES, at="indicator", reach=MUNICIPALITY),
    "indicators:target": Row(RATERS, at="indicator", reach=MUNICIPALITY),
    "indicators:value": Row(READERS, at="value", reach=UNPUBLISHED),
    "indicators:revise": Row(FIGURES, at="value", reach=UNPUBLISHED),
    "indicators:kolada": Row(FIGURES),
    "indicators:kolada_code": Row(FIGURES, method="post"),
    "indicators:kolada_fetch": Row(FIGURES, method="post", ok=302),
    "indicators:kolada_local": Row(FIGURES, method="post", ok=302),
    "costs:list": Row(READERS),
    "costs:import": Row(FIGURES),
    "costs:preview": Row(FIGURES, ok=302),  # no file to look at
    "costs:cancel": Row(FIGURES, method="post", ok=302),
    "costs:table": Row(READERS, at="cost table", reach=MUNICIPALITY),
    "actions:list": Row(WORKERS),
    "actions:needs": Row(WORKERS),
    "actions:detail": Row(WORKERS, at="action"),
    "actions:need": Row(WORKERS, at="need"),
    "actions:create": Row(DECIDERS),
    "actions:raise": Row(DECIDERS),
    "actions:edit": Row(DECIDERS, at="action"),
    "actions:move": Row(DECIDERS, at="action", method="post", ok=302),
    "reports:list": Row(READERS),
    "reports:show": Row(READERS, at="report", reach=MUNICIPALITY),
    "reports:download": Row(
        READERS, at="report file", reach=MUNICIPALITY, most_queries=30
    ),  # a file, and logged
    # -- the desk ---------------------------------------------------------------------------------------------------
    "desk:start": Row(),
    "desk:sources": Row(),
    "desk:accessibility": Row(is_open=True),
}
