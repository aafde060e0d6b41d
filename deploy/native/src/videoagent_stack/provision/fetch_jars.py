"""Fetches jars by their Maven coordinates without Maven; run as a program of its own.

`python fetch_jars.py FOLDER GROUP:ARTIFACT:VERSION…`, with PyPI's `jgo` on the module path. Nothing is
resolved here: the caller names every jar and verifies what comes.
"""

import shutil
import sys
from pathlib import Path


def main(folder: Path, coordinates: list[str]) -> None:
    """Puts the jar of every coordinate into the folder."""
    # Only there when the caller has put it on the module path of this process.
    from jgo.maven import MavenContext  # noqa: PLC0415

    context = MavenContext(repo_cache=folder / ".repository", timeout=60)
    for coordinate in coordinates:
        jar = context.create_dependency(coordinate).artifact.resolve()
        shutil.move(jar, folder / jar.name)
        print(jar.name, flush=True)
    shutil.rmtree(folder / ".repository", ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
