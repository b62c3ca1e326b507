"""What the pages show, by noun."""
