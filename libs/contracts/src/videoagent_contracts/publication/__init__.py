"""JSON Schemas and golden examples of all messages, and what makes a change to them breaking."""
