"""Where the machine code of the kernels is kept."""

import hashlib
from pathlib import Path

from videoagent_media.cache import cache_dir


def code_folder(given: str | None) -> str:
    """Return a folder that only kernels of this content use.

    numba looks at the file of a function itself and at no neighbour: after an update of ``lanes.py`` it would go on
    with what it has compiled from the one before.

    Args:
        given: ``NUMBA_CACHE_DIR`` as it is set, by who runs the agent or by this one's parent process; None: it is not.
    """
    content = hashlib.sha256(Path(__file__).with_name("lanes.py").read_bytes()).hexdigest()[:12]
    folder = Path(given) if given else cache_dir("numba")
    return str(folder if folder.name == content else folder / content)
