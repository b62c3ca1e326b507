"""Deviations: forms by noun."""
