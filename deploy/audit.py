"""Compares every pinned package with the registry's database of known vulnerabilities.

Exit codes: 0 nothing known against any of them, 1 something is, 2 some could not be looked up and nothing is known
against the others. ``--where-possible`` makes 2 a notice: for networks that do not reach the database.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

VULNERABLE, UNKNOWN = 1, 2
_LIMIT_S = 180
_ROOT = Path(__file__).parent.parent
_SCAN = ("tool", "run", "pip-audit", "--disable-pip", "--require-hashes", "--progress-spinner=off", "--format=json")


def main(arguments: list[str]) -> int:
    """Print what is known and return the exit code."""
    packages = _scan()
    found = [(each["name"], each["version"], hole) for each in packages for hole in each.get("vulns", [])]
    for name, version, hole in found:
        print(f"{name} {version}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'no version yet'}")
    unknown = sum("skip_reason" in each for each in packages)
    looked_up = len(packages) - unknown
    print(
        f"audit: {looked_up} packages looked up, {len(found)} vulnerabilities known; {unknown} could not be looked up"
    )
    if found:
        return VULNERABLE
    if unknown or not packages:
        print("audit: the vulnerability database is not reached from here for those: nothing is known about them")
        return 0 if "--where-possible" in arguments else UNKNOWN
    return 0


def _scan() -> list[dict[str, Any]]:
    uv = Path(sys.executable).with_name("uv")
    scan = [str(uv), *_SCAN, "--requirement=requirements.txt"]
    try:
        done = subprocess.run(scan, cwd=_ROOT, capture_output=True, timeout=_LIMIT_S, check=False)  # noqa: S603 - no shell
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError) as error:
        print(f"audit: the scanner gave no answer: {type(error).__name__}")
        return []
    return packages


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
