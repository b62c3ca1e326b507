"""Lingonfors' own measurements: two years of invented months, one that is late and one that could not be measured."""
