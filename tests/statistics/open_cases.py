"""The open cases beside the checkout: real data with the answers of R's best packages. Never committed."""

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

HERE = Path(os.environ.get("HJULET_SPC_DATA", Path(__file__).parents[3] / "shared" / "data" / "spc"))

where_they_are = pytest.mark.skipif(
    not HERE.is_dir(), reason=f"De öppna fallen finns inte i {HERE} (sätt HJULET_SPC_DATA)."
)


def load(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


def assert_close(got: Any, want: Any, case: Any) -> None:
    tolerance = case["tolerance"]
    want = np.asarray(want, dtype=float)
    np.testing.assert_allclose(
        np.broadcast_to(got, want.shape), want, rtol=tolerance["rel"], atol=tolerance["abs"]
    )
