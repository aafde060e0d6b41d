"""What the gateway does: takes requests, follows statuses, keeps the read model."""
