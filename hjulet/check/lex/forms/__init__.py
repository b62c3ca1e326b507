"""What people type about lex cases → clean values."""
