"""Messages, topics, artefacts and error codes shared by the services; nothing here does I/O."""
