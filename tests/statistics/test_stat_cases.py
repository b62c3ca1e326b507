"""Run charts, control charts and XmR charts agree with R's packages on the open cases."""

from typing import Any

import numpy as np
import pytest
from open_cases import HERE, assert_close, load, where_they_are

from hjulet.statistics import assurance, control_chart, run_chart, xmr_chart

pytestmark = where_they_are

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
