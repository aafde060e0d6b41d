"""The writer that needs no key and no network: it quotes and arranges sentences of encyclopaedia articles."""
