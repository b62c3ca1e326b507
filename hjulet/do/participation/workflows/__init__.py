"""Verbs that take more than one object, or tell somebody."""
