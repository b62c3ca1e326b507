"""Verbs of reports that are written together."""
