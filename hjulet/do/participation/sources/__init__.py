"""Files from others: bytes in, rows and faults out."""
