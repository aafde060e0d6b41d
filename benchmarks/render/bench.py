"""R1 to R4 and S1 in one go: `make bench-render`. One Markdown table and one JSON, beside peers and targets.

    .venv/bin/python benchmarks/render/bench.py [--quick] [--only R1,R3] [--out out/bench-render]

S1, R3 and R4 run on a stack of their own, which is stopped before S1 and after R4. ``--quick`` makes everything small,
to see whether it works: its figures are worth nothing.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from os import getloadavg
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FILMS = HERE.parent / "film"
ROOT = HERE.parent.parent
STACK = "bench-render"


@dataclass(frozen=True)
class Sizes:
    """How large everything is made."""

    rounds: int
    r1_seconds: float
    """Of each of the six shots"""
    resolution: str
    s1_duration: int
    r3_shots: int
    r4_durations: tuple[int, ...]
    """s; the last one counts, the first ones show what memory does not grow with"""


FULL = Sizes(3, 3.0, "1080p", 30, 12, (60, 300))
QUICK = Sizes(1, 1.5, "480p", 6, 3, (6, 12))


@dataclass(frozen=True)
class Row:
    what: str
    measured: str
    beside: str
    target: str
    met: bool


def script(path: Path, out: Path, *arguments: str) -> Any:
    """Run a neighbour and return the JSON that it wrote."""
    file = out.with_name(f"{out.name}-{path.stem}.json")
    subprocess.run([sys.executable, str(path), "--json", str(file), *arguments], check=True, cwd=ROOT)
    return json.loads(file.read_text(encoding="utf-8"))


def r1(sizes: Sizes, out: Path) -> tuple[Any, list[Row]]:
    measured = ["--peers", "--repeat", str(sizes.rounds), "--seconds", str(sizes.r1_seconds)]
    found = script(HERE / "r1_speed.py", out, *measured)["R1"]
    ratio, faster = found["ratio_wall"], found["moviepy_wall"] / found["film_wall"]
    told = f"{found['film_wall']:.2f} s per s of film: {ratio:.2f} × the encoders alone"
    alone = f"encoders alone: {found['encode_wall']:.2f} s per s"
    others = f"MoviePy: {found['moviepy_wall']:.2f} s per s; one ffmpeg graph with zoompan: {found['ffmpeg_wall']:.2f}"
    return found, [
        Row("R1 (a)", told, alone, "≤ 1.2 ×", ratio <= 1.2),
        Row("R1 (b)", f"{faster:.1f} × faster than MoviePy", others, "≥ 6 ×", faster >= 6),
    ]


def r2(sizes: Sizes, out: Path) -> tuple[Any, list[Row]]:
    del sizes
    found = script(HERE / "r2_smoothness.py", out)["R2"]
    worst = max(each["drawn_rms_px"] for each in found.values())
    return found, [Row("R2", f"{worst:.3f} px rms off the path", "zoompan: 0.9 px", "≤ 0.05 px", worst <= 0.05)]


def s1(sizes: Sizes, out: Path) -> tuple[Any, list[Row]]:
    """Time ``make run`` from a stopped stack."""
    del out
    subprocess.run(["make", "down", f"NAME={STACK}"], check=True, cwd=ROOT, capture_output=True)
    wanted = f"--duration {sizes.s1_duration} --resolution {sizes.resolution}"
    begun = time.monotonic()
    subprocess.run(["make", "run", f"NAME={STACK}", f"ARGS={wanted}"], check=True, cwd=ROOT)
    wall = time.monotonic() - begun
    told = f"{wall:.0f} s for a film of {sizes.s1_duration} s, {sizes.resolution}, servers started"
    return {"wall_s": round(wall, 1)}, [Row("S1", told, "", "≤ 60 s", wall <= 60)]


def r3(sizes: Sizes, out: Path) -> tuple[Any, list[Row]]:
    size = ["--shots", str(sizes.r3_shots), "--resolution", sizes.resolution, "--stack", STACK]
    found = script(FILMS / "change_one_shot.py", out, *size)
    changes = ", ".join(f"{each:.0f}" for each in found["change_wall_s"])
    beside = f"first film {found['first_wall_s']:.0f} s, changes {changes} s"
    return found, [Row("R3", f"{found['ratio']:.2f} of the first film", beside, "≤ 0.2", found["ratio"] <= 0.2)]


def r4(sizes: Sizes, out: Path) -> tuple[Any, list[Row]]:
    durations = [str(each) for each in sizes.r4_durations]
    size = ["--scenes", "--duration", *durations, "--resolution", sizes.resolution, "--stack", STACK]
    films = script(FILMS / "film.py", out, *size)
    rows = []
    for film in films:
        name, peak = max(film["peak_mib"].items(), key=lambda item: item[1])
        told = f"{peak} MiB ({name}) at {film['film_s']:.0f} s, {sizes.resolution}"
        rows.append(Row("R4", told, f"wall {film['wall_s']:.0f} s", "≤ 600 MiB", peak <= 600))
    return films, rows


PARTS: dict[str, Callable[[Sizes, Path], tuple[Any, list[Row]]]] = {"R1": r1, "R2": r2, "S1": s1, "R3": r3, "R4": r4}
"""In this order: S1 starts the stack that the last two use."""


def table(rows: Sequence[Row]) -> str:
    marks = {True: "yes", False: "no"}
    lines = ["| | Measured | Beside | Target | Met |", "| --- | --- | --- | --- | --- |"]
    lines += [f"| {row.what} | {row.measured} | {row.beside} | {row.target} | {marks[row.met]} |" for row in rows]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(PARTS))
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "bench-render")
    arguments = parser.parse_args()
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    sizes = QUICK if arguments.quick else FULL
    found: dict[str, Any] = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "quick": arguments.quick}
    rows: list[Row] = []
    try:
        for name, part in PARTS.items():
            if name in arguments.only:
                before = getloadavg()[0]
                figures, told = part(sizes, arguments.out)
                found[name] = {
                    "figures": figures,
                    "load_before": round(before, 1),
                    "load_after": round(getloadavg()[0], 1),
                }
                rows += told
                arguments.out.with_suffix(".json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
                arguments.out.with_suffix(".md").write_text(table(rows), encoding="utf-8")
    finally:
        subprocess.run(["make", "down", f"NAME={STACK}"], check=False, cwd=ROOT, capture_output=True)
    print(table(rows))


if __name__ == "__main__":
    main()
