"""Planera: what we want and how we work.

SOSFS 2011:9 3–4 kap. and 5 kap. 1 §."""
