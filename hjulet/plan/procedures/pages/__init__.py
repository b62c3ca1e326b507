"""What the pages of processes and routines show."""
