"""A question on a figure, and the answer that stays with it."""
