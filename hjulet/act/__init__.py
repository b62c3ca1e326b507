"""Agera: what we change.

SOSFS 2011:9 5 kap. 7–8 §§."""
