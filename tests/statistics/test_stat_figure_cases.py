"""Intervals, funnels and the effect of an action agree with R's packages on the open cases."""

from typing import Any

import numpy as np
import pytest
from open_cases import assert_close, load, where_they_are

from hjulet.statistics import (
    directly_standardised_rate,
    funnel,
    interrupted,
    rate_interval,
    share_limits,
    wilson,
)

pytestmark = where_they_are


@pytest.mark.parametrize("name", ["funnel-ae-breaches", "funnel-los-sr"])
def test_funnels_agree(name: str) -> None:
    """The anchor rounds expected counts to two decimals before z and limits, but not in the ratio."""
    case = load(name)
    kind = {"PR": "proportion", "SR": "ratio"}[case["params"]["data_type"]]
    got = funnel(
        case["input"]["x"],
        case["input"]["n"],
        kind=kind,
        trim=case["params"]["trim_by"],
        winsorise=case["params"]["winsorise"],
        decimals=2 if kind == "ratio" else None,
    )

    for field, want in case["expected"].items():
        if field == "outlier":
            assert got.outside.tolist() == [bool(flag) for flag in want]
        elif field != "group":
            assert_close(getattr(got, field), want, case)


def test_published_funnel_of_shares_agrees() -> None:
    case = load("funnel-phe-proportion")
    x, n = np.array(case["input"]["x"]), np.array(case["input"]["n"])
    average = x.sum() / n.sum()

    assert significance(wilson(x, n, 0.95), wilson(x, n, 0.998), average) == case["expected"]["significance"]
    for level, name in ((0.95, "95"), (0.998, "998")):
        lower, upper = share_limits(average, case["input"]["at_n"], level)
        assert_close(100 * lower, case["expected"][f"lower{name}"], case)
        assert_close(100 * upper, case["expected"][f"upper{name}"], case)


def test_published_funnel_of_ratios_agrees() -> None:
    case = load("funnel-phe-ratio")
    observed, expected = np.array(case["input"]["obs"], float), np.array(case["input"]["expected"])
    at = np.array(case["input"]["at_obs"], float)

    assert (
        significance(
            exact_then_byar(observed, expected, 0.95), exact_then_byar(observed, expected, 0.998), 1.0
        )
        == (case["expected"]["significance"])
    )
    for level, name in ((0.95, "95"), (0.998, "998")):
        interval = rate_interval(at, np.ones(len(at)), level)
        for limit, want in (
            (interval.upper, f"lower{name}_ratio100"),
            (interval.lower, f"upper{name}_ratio100"),
        ):
            agrees_or_bisected(at, limit, np.array(case["expected"][want]), case)


def agrees_or_bisected(at: Any, limit: Any, want: Any, case: Any) -> None:
    """Within the tolerance, or within the 1e-7 to which the anchor bisects the expected count.

    Only the 99.8 % limit at one event needs the latter: -ln 0.999 = 0.0010005003, the anchor says 0.0010005470.
    """
    tolerance = case["tolerance"]
    close = np.abs(100 * at / limit - want) <= tolerance["abs"] + tolerance["rel"] * want
    bisected = np.abs(100 * at / want - limit) <= 1e-7

    assert (close | bisected).all()
    assert (~close).sum() <= 1


def significance(inner: Any, outer: Any, average: float) -> list[str]:
    tests = [
        (outer.lower > average, "High (0.001)"),
        (outer.upper < average, "Low (0.001)"),
        (inner.lower > average, "High (0.025)"),
        (inner.upper < average, "Low (0.025)"),
    ]
    return np.select([test for test, _ in tests], [word for _, word in tests], "Not significant").tolist()


def exact_then_byar(count: Any, exposure: Any, level: float) -> Any:
    """The anchor's switch: exact under 10 events, Byar's approximation from 10."""
    exact = rate_interval(count, exposure, level)
    byar = rate_interval(count, exposure, level, method="byar")
    choose = [
        np.where(count < 10, getattr(exact, name), getattr(byar, name))
        for name in ("value", "lower", "upper")
    ]
    return type(exact)(*choose, level, "exact, byar from 10")


def test_published_rates_agree() -> None:
    case = load("int-phe-rate")
    x, n = np.array(case["input"]["x"], float), np.array(case["input"]["n"], float)

    for level, name in ((0.95, "95"), (0.998, "998")):
        got = exact_then_byar(x, n, level)
        scale = np.array(case["input"]["multiplier"])
        assert_close(got.value * scale, case["expected"]["value"], case)
        assert_close(got.lower * scale, case["expected"][f"lower{name}"], case)
        assert_close(got.upper * scale, case["expected"][f"upper{name}"], case)


def test_published_shares_agree() -> None:
    case = load("int-phe-proportion")
    scale = np.array(case["input"]["multiplier"])

    for level, name in ((0.95, "95"), (0.998, "998")):
        got = wilson(np.array(case["input"]["x"], float), np.array(case["input"]["n"], float), level)
        assert_close(got.value * scale, case["expected"]["value"], case)
        assert_close(got.lower * scale, case["expected"][f"lower{name}"], case)
        assert_close(got.upper * scale, case["expected"][f"upper{name}"], case)


def test_published_byar_and_wilson_agree_and_a_negative_limit_is_zero() -> None:
    case = load("int-phe-byar-wilson")
    data, want = case["input"], case["expected"]

    for i, method in enumerate(data["method"]):
        x, level = data["x"][i], float(data["confidence"][i].rstrip("%")) / 100
        got = (
            wilson(x, data["n"][i], level)
            if method == "Wilson"
            else rate_interval(x, 1.0, level, method="byar")
        )
        assert_close(got.lower, 0.0 if want["lower"][i] is None else want["lower"][i], case)
        assert_close(got.upper, want["upper"][i], case)


def test_standardised_rates_agree_and_under_ten_events_there_is_none() -> None:
    case = load("int-dobson-dsr")
    data, want = {name: np.array(values) for name, values in case["input"].items()}, case["expected"]

    for i, area in enumerate(want["area"]):
        rows = data["area"] == area
        for level, name in ((0.95, "95"), (0.998, "998")):
            got = directly_standardised_rate(
                data["count"][rows], data["pop"][rows], data["stdpop"][rows], level
            )
            scale = case["params"]["multiplier"]
            assert got.total == want["total_count"][i]
            assert (got.refusal is not None) == (want["value"][i] is None)
            if got.refusal is None:
                assert_close(scale * got.value, want["value"][i], case)
                assert_close(scale * got.lower, want[f"lower{name}"][i], case)
                assert_close(scale * got.upper, want[f"upper{name}"][i], case)


@pytest.mark.parametrize(("model", "harmonics"), [("plain", 0), ("seasonal", 2)])
def test_smoking_ban_in_sicily_agrees(model: str, harmonics: int) -> None:
    case = load("its-sicily")
    data, want = case["input"], case["expected"][model]
    got = interrupted(data["events"], data["exposure"], data["after"], harmonics=harmonics)

    assert_close(got.estimates, want["estimate"], case)
    assert_close(got.errors, want["se"], case)
    assert_close(got.dispersion, want["dispersion"], case)
    assert_close(got.deviance, want["deviance"], case)
    assert got.freedom == want["df"]
    assert_close(got.ratio, want["effect"]["ratio"], case)
    assert_close(got.lower, want["effect"]["lower"], case)
    assert_close(got.upper, want["effect"]["upper"], case)
