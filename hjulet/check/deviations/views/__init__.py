"""Deviations: views by noun."""
