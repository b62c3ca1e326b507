"""Figures from Kolada: choose, fetch, keep what was revised, and copy the own ones into measures and values."""
