"""Följa upp: what we learn.

SOSFS 2011:9 5 kap. 2–6 §§."""
