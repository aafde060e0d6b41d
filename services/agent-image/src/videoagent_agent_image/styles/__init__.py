"""Visual styles: how a finished scene is developed."""
