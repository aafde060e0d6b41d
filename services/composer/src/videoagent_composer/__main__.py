"""``python -m videoagent_composer`` runs the composer."""

from videoagent_composer.main import main

if __name__ == "__main__":
    main()
