"""Berätta: what we tell.

SOSFS 2011:9 7 kap."""
