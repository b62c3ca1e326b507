"""Verbs that take more than one object: reporting, investigating, counting."""
