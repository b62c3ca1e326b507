"""Dependencies with known faults, and secrets in the code. Run by `make check`."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "dev.lock"
DATA = (
    ".lock",
    ".csv",
    ".min.js",
    ".woff2",
    ".ttf",
    ".png",
    "SHA256SUMS",
    "package-lock.json",
    ".secrets.baseline",
)
BIN = Path(sys.executable).parent


def vulnerable() -> int:
    """1 when a locked dependency has a known fault; a service that does not answer is said aloud, not passed over."""
    found = subprocess.run(
        [
            BIN / "pip-audit",
            *["--progress-spinner", "off", "--disable-pip", "--no-deps", "-f", "json"],
            "-r",
            LOCK,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        report = json.loads(found.stdout)
    except json.JSONDecodeError:
        reason = found.stderr.strip().splitlines()[-1:] or ["no answer"]
        print(f"DEPENDENCY AUDIT NOT DONE: {reason[0][:200]}")
        return 0
    unknown = [entry for entry in report["dependencies"] if "skip_reason" in entry]
    if unknown:
        total = len(report["dependencies"])
        print(f"DEPENDENCY AUDIT NOT DONE for {len(unknown)} of {total}: {unknown[0]['skip_reason']}")
    bad = [entry for entry in report["dependencies"] if entry.get("vulns")]
    for entry in bad:
        print(f"{entry['name']} {entry['version']}: {', '.join(fault['id'] for fault in entry['vulns'])}")
    return int(bool(bad))


def secrets() -> int:
    """1 when something that looks like a secret is not in the baseline; lines may move, secrets may not appear."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    names = [
        name for name in listed.split("\0") if name and not name.endswith(DATA) and (ROOT / name).exists()
    ]
    scan = subprocess.run(
        [BIN / "detect-secrets", "scan", *names], cwd=ROOT, capture_output=True, text=True, check=True
    )
    known = _secrets_in((ROOT / ".secrets.baseline").read_text())
    new = sorted(place for place in _secrets_in(scan.stdout) if place not in known)
    for name, _fingerprint in new:
        print(f"{name}: looks like a secret. If it is none: detect-secrets scan > .secrets.baseline")
    return int(bool(new))


def _secrets_in(report: str) -> set[tuple[str, str]]:
    """File and fingerprint of everything in a detect-secrets report."""
    results = json.loads(report)["results"]
    return {(name, secret["hashed_secret"]) for name, found in results.items() for secret in found}


if __name__ == "__main__":
    sys.exit(vulnerable() | secrets())
