"""Entry point: ``python -m videoagent_registry``."""

from videoagent_runtime.imports import uncollected

with uncollected():
    from videoagent_registry.main import main

if __name__ == "__main__":
    main()
