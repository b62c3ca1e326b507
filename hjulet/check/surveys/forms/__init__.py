"""What people type about surveys → clean values."""
