"""Files that municipalities have: bytes → rows and faults. Pure; never touches tables."""
