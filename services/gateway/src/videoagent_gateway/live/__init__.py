"""Live updates: who listens to which task, in what order, and what a slow listener may lose."""
