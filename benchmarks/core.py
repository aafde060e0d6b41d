"""O1, O2, W1, A1 and C1, one after the other on the same servers; tables on the output, figures as JSON under ``out/``.

python -m benchmarks.core [--quick]
"""

import argparse
import subprocess
import sys
from pathlib import Path

from benchmarks.bench import own_servers

OUT = Path("out")
QUICK = {
    "orchestration.o1_throughput": ["--tasks", "200"],
    "orchestration.o2_latency": ["--tasks", "40"],
    "gateway.w1_live": ["--sockets", "300", "--seconds", "8"],
    "gateway.a1_rest": ["--tasks", "1000", "--seconds", "4", "--rounds", "3"],
    "orchestration.c1_scale": ["--replicas", "1", "2", "--shots", "1", "6", "30"],
}
"""Every benchmark, and what makes it short."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a few minutes for all; the figures are rough")
    quick = parser.parse_args().quick
    failed = []
    with own_servers():
        for name, shorter in QUICK.items():
            file = OUT / f"bench-{name.rpartition('.')[2].replace('_', '-')}.json"
            command = [sys.executable, "-m", f"benchmarks.{name}", "--json", str(file), *(shorter if quick else ())]
            if subprocess.run(command, check=False).returncode:
                failed.append(name)
    if failed:
        raise SystemExit(f"without a result: {', '.join(failed)}")


if __name__ == "__main__":
    main()
