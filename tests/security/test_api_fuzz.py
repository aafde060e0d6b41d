"""Every route of the OpenAPI document gets what fits it and what does not, by schemathesis.

``make fuzz EXAMPLES=300`` looks for longer, with another seed each time, and follows answers into further requests
(a task that was created is then cancelled, retried, deleted …).
"""

import os
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
EXAMPLES = int(os.environ.get("VIDEOAGENT_FUZZ_EXAMPLES", "0"))
"""Generated requests per operation and phase; 0: a few, always the same."""
FEW = 5


def fuzz(url: str, folder: Path) -> int:
    """Run schemathesis against a gateway and return how many requests it made.

    Raises:
        AssertionError: Something broke the contract; the message has schemathesis' report, with a curl command each.
    """
    phases = "examples,coverage,fuzzing,stateful" if EXAMPLES else "examples,coverage,fuzzing"
    choice = ["--seed", str(random.randrange(2**32))] if EXAMPLES else ["--generation-deterministic"]
    done = subprocess.run(
        [
            Path(sys.executable).with_name("st"),
            *("--config-file", HERE / "schemathesis.toml", "--no-color", "run", f"{url}/api/openapi.json"),
            *("--checks", "all", "--phases", phases, "--max-examples", str(EXAMPLES or FEW), *choice),
            *("--suppress-health-check", "all", "--warnings", "off", "--request-timeout", "30"),
        ],
        cwd=folder,
        env={**os.environ, "SCHEMATHESIS_HOOKS": "fuzz_checks", "PYTHONPATH": str(HERE)},
        capture_output=True,
        text=True,
        check=False,
    )
    report = done.stdout + done.stderr
    assert done.returncode == 0, report[-20_000:]
    made = re.search(r"(\d+) generated", report)
    assert made is not None, report
    return int(made[1])


@pytest.mark.timeout(3600 if EXAMPLES else 300)
def test_no_request_breaks_the_contract(gateway: Any, tmp_path: Path, record_property: Any) -> None:
    made = fuzz(gateway.url, tmp_path)
    record_property("requests", made)
    assert made > 400


@pytest.mark.stack
@pytest.mark.skipif(not EXAMPLES, reason="the long run: make fuzz EXAMPLES=300")
@pytest.mark.timeout(3600)
def test_no_request_breaks_the_contract_of_the_whole_system(stack: Any, tmp_path: Path, record_property: Any) -> None:
    record_property("requests", fuzz(stack.gateway_url, tmp_path))
