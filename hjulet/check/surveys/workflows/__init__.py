"""Verbs of surveys that touch more than one thing."""
