"""From shown text to spoken text, with the way back kept. Pure."""
