"""Write the JSON Schema and the golden example of every message version.

Run ``python -m videoagent_contracts.publication`` after changing a message. A breaking change to a version that
has been written before is refused: make a new version beside it. So is what readers of before cannot read, unless
``--readers-first`` says that they are upgraded before anybody writes it. A golden example is written once and stays.
"""

import json
import sys

from videoagent_contracts.publication.compatibility import breaking_changes, unreadable_before
from videoagent_contracts.publication.examples import examples
from videoagent_contracts.publication.files import EXAMPLES, SCHEMAS, example_text, file_name, pretty, schema_of
from videoagent_contracts.topics import MESSAGES


def main() -> int:
    """Write all files; return 1 when a change is breaking."""
    SCHEMAS.mkdir(exist_ok=True)
    EXAMPLES.mkdir(exist_ok=True)
    broken = []
    for (type_name, version), message in MESSAGES.items():
        path = SCHEMAS / file_name(type_name, version)
        schema = schema_of(message)
        before = json.loads(path.read_text()) if path.exists() else schema
        problems = breaking_changes(before, schema)
        if "--readers-first" not in sys.argv:
            problems += [f"{line} (for readers of before)" for line in unreadable_before(before, schema)]
        broken += [f"{path.name}{problem}" for problem in problems]
        if not problems:
            path.write_text(pretty(schema))
    for example in examples():
        path = EXAMPLES / file_name(example.type, example.version)
        if not path.exists():
            path.write_text(example_text(example))
    for line in broken:
        print("breaking:", line, file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
