"""A country of 290 municipalities around Lingonfors. Every value is generated, and every page says so.

The same numbers every time. The codes (X001, X002 …) are nobody's, so that no real municipality has a made-up value.
"""
