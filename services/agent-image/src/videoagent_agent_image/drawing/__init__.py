"""Pen and paper: colour, noise, sheets, light, and the things that scenes are made of."""
