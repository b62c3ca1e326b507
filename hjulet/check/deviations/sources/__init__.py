"""Files of another system's deviations: bytes → rows, faults and words that nobody has explained. Pure; never touches tables."""
