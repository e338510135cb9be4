"""Are there known holes in what the program stands on? Asks pip-audit about the versions in requirements.lock.

python scripts/audit.py        exit code 1 where there are; 0 where there are none, or its data cannot be reached
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

_LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"
_SECONDS = 180


def holes(report: str) -> list[str]:
    """What pip-audit found, a line each. ValueError where it is no report of its."""
    found = json.loads(report)
    if not isinstance(found, dict) or "dependencies" not in found:
        raise ValueError("no report")
    return [
        f"{one['name']} {one['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'no version yet'}"
        for one in found["dependencies"]
        for hole in one.get("vulns", ())
    ]


def main() -> int:
    """The command line."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(_LOCK), "--no-deps", "--disable-pip"]
    command += ["--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)  # noqa: S603
        found = holes(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        print("known holes are not looked up: pip-audit, or what it asks, cannot be reached here")
        return 0
    for line in found:
        print(line)
    print(f"{len(found)} known holes in the locked versions")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
