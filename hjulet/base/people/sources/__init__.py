"""Lists of staff from other systems."""
