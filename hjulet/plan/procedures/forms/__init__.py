"""What people type about processes and routines → clean values."""
