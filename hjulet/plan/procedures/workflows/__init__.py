"""Verbs of processes and routines that take more than one object."""
