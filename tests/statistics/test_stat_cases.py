"""The open cases beside the checkout: real data with the answers of R's best packages. Never committed."""

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hjulet.statistics import (
    assurance,
    control_chart,
    directly_standardised_rate,
    funnel,
    interrupted,
    rate_interval,
    run_chart,
    share_limits,
    wilson,
    xmr_chart,
)

HERE = Path(os.environ.get("HJULET_SPC_DATA", Path(__file__).parents[3] / "shared" / "data" / "spc"))

pytestmark = pytest.mark.skipif(
    not HERE.is_dir(), reason=f"De öppna fallen finns inte i {HERE} (sätt HJULET_SPC_DATA)."
)

SHEWHART = [
    "shew-c-cdi-freeze",
    "shew-g-cabg",
    "shew-p-accidents",
    "shew-pp-accidents",
    "shew-t-cabg",
    "shew-u-cdi",
    "shew-u-complaints",
    "shew-u-gtt",
    "shew-u-hospital-infections",
    "shew-up-complaints",
]
QCC = ["qcc-c-circuit", "qcc-i-viscosity", "qcc-p-orangejuice", "qcc-u-dyedcloth", "qcc-u-pcmanufact"]
XMR = {
    "xmr-ae-breaches": ("breaches", {}),
    "xmr-ae-performance": ("value", {}),
    "xmr-ae-rebase-fix": ("value", {"starts": [24], "freeze": 12}),
}
LABELS = {
    "Common Cause": 0,
    "Above UCL": 1,
    "Below LCL": -1,
    "7 Point Trend (Increasing)": 2,
    "7 Point Trend (Decreasing)": -2,
    "2 in 3 Above CL": 3,
    "2 in 3 Below CL": -3,
    "7 Points Above CL": 4,
    "7 Points Below CL": -4,
}
MEANINGS = {"common_cause": 0, "special_cause_improvement": 1, "special_cause_concern": -1}


def load(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


def assert_close(got: Any, want: Any, case: Any) -> None:
    tolerance = case["tolerance"]
    want = np.asarray(want, dtype=float)
    np.testing.assert_allclose(
        np.broadcast_to(got, want.shape), want, rtol=tolerance["rel"], atol=tolerance["abs"]
    )


def assert_runs(got: Any, want: Any) -> None:
    assert (got.observations, got.useful, got.signal) == (want["n_obs"], want["n_useful"], want["signal"])
    assert (got.longest_run, got.longest_run_limit) == (want["longest_run"], want["longest_run_max"])
    assert (got.crossings, got.crossings_limit) == (want["crossings"], want["crossings_min"])


def assert_run_chart(values: Any, want: Any, case: Any, **options: Any) -> None:
    chart = run_chart(values, **options)
    assert_runs(chart.parts[0], want)
    assert_close(chart.centre[0], want["centre"], case)


def test_every_open_case_is_named_here() -> None:
    named = {
        *SHEWHART, *QCC, *XMR, "runs-cabg", "runs-cdi-part", "runs-complaints-accidents-gtt",
        "runs-hospital-infections", "funnel-ae-breaches", "funnel-los-sr", "funnel-phe-proportion",
        "funnel-phe-ratio", "int-dobson-dsr", "int-phe-byar-wilson", "int-phe-proportion", "int-phe-rate",
        "its-sicily",
    }  # fmt: skip

    assert {path.stem for path in HERE.glob("*.json")} == named


def test_runs_of_cardiac_surgery_agree() -> None:
    case = load("runs-cabg")
    n = np.array(case["input"]["n"])

    for values, name in (
        ("readmission", "readmission_share"),
        ("death", "death_share"),
        ("los_sum", "los_mean"),
    ):
        assert_run_chart(np.array(case["input"][values]) / n, case["expected"][name], case)


def test_runs_split_and_frozen_agree() -> None:
    case = load("runs-cdi-part")
    y, want = case["input"]["y"], case["expected"]
    split = run_chart(y, starts=[24])

    for part, position, expected in zip(split.parts, (0, 24), want["runs"], strict=True):
        assert_runs(part, expected)
        assert_close(split.centre[position], expected["centre"], case)
    assert_run_chart(y, want["whole"], case)
    assert_run_chart(y, want["frozen"], case, freeze=24)


def test_runs_of_complaints_accidents_and_harms_agree() -> None:
    case = load("runs-complaints-accidents-gtt")
    data = {name: np.array(values, dtype=float) for name, values in case["input"].items()}
    want = case["expected"]

    assert_run_chart(data["complaints"], want["complaints"], case)
    assert_run_chart(data["complaints"] / data["sales"], want["complaints_per_sales"], case)
    assert_run_chart(data["acc_r"] / data["acc_n"], want["accidents_share"], case)
    assert_run_chart(data["gtt_harms"] / data["gtt_days"], want["gtt_rate"], case)


def test_runs_of_hospital_infections_agree() -> None:
    case = load("runs-hospital-infections")

    for name, series in case["input"]["series"].items():
        rate = np.array(series["n"]) / np.array(series["days"]) * case["params"]["multiply"]
        assert_run_chart(rate, case["expected"]["runs"][name], case)


@pytest.mark.parametrize("name", SHEWHART)
def test_control_charts_agree(name: str) -> None:
    case = load(name)
    several = "series" in case["input"]
    inputs = case["input"]["series"] if several else {"": case["input"]}
    expected = case["expected"]["charts"] if several else {"": case["expected"]}

    for key, data in inputs.items():
        assert_control_chart(data, expected[key], case)


def assert_control_chart(data: Any, want: Any, case: Any) -> None:
    params = case["params"]
    chart = control_chart(
        {"up": "u'", "pp": "p'"}.get(params["chart"], params["chart"]),
        data["y"],
        data.get("n"),
        freeze=params.get("freeze"),
        starts=[params["part"]] if "part" in params else (),
        multiply=params.get("multiply", 1),
        screen=params.get("screen_mr", True),
    )
    assert_close(chart.values, want["y"], case)
    assert_close(chart.centre, want["cl"], case)
    assert_close(chart.lower, want["lcl"], case)
    assert_close(chart.upper, want["ucl"], case)
    assert_close(chart.lower_warning, want["lcl95"], case)
    assert_close(chart.upper_warning, want["ucl95"], case)
    assert chart.outside.tolist() == want["sigma_signal"]
    for part, runs in zip(chart.parts, want["runs"], strict=True):
        assert_runs(part, runs)


@pytest.mark.parametrize("name", QCC)
def test_textbook_charts_agree(name: str) -> None:
    case = load(name)
    params, want = case["params"], case["expected"]
    chart = control_chart(
        params["chart"], case["input"]["y"], case["input"].get("n"), screen=params.get("screen_mr", True)
    )

    assert_close(chart.centre, np.repeat(want["center"], len(chart.centre)), case)
    lower, upper = (np.resize(want[limit], len(chart.centre)) for limit in ("lcl", "ucl"))
    assert_close(chart.lower, lower, case)
    assert_close(chart.upper, upper, case)


@pytest.mark.parametrize("name", XMR)
def test_xmr_charts_agree(name: str) -> None:
    case = load(name)
    column, options = XMR[name]
    improvement = {"increase": 1, "decrease": -1}[case["params"]["improvement"]]

    for key, want in case["expected"]["charts"].items():
        chart = xmr_chart(case["input"]["series"][key][column], improvement=improvement, **options)
        assert_close(chart.mean, want["mean"], case)
        assert_close(chart.lower, want["lpl"], case)
        assert_close(chart.upper, want["upl"], case)
        assert chart.outside.tolist() == want["outside"]
        assert chart.side.tolist() == want["side"]
        assert chart.close.tolist() == want["close"]
        assert chart.label.tolist() == [LABELS[label] for label in want["special"]]
        assert chart.point_type.tolist() == [MEANINGS[meaning] for meaning in want["point_type"]]
        assert chart.short.tolist() == want["short_group"]


def test_assurance_agrees() -> None:
    case = load("xmr-ae-performance")
    target = case["params"]["target"]

    for key, want in case["expected"]["assurance"].items():
        chart = xmr_chart(case["input"]["series"][key]["value"], improvement=1)
        assert assurance(chart, target, 1).value == want


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
