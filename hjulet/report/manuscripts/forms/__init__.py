"""What people type when they write a report together → clean values."""
