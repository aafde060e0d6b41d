"""``python -m videoagent_composer`` runs the composer."""

if __name__ == "__main__":
    # Worker processes import this module again; they need none of what follows.
    from videoagent_runtime.imports import uncollected

    with uncollected():
        from videoagent_composer.main import main

    main()
