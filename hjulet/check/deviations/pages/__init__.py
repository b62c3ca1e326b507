"""Deviations: pages by noun."""
