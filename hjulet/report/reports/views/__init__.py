"""Reports on the screen, how they are framed, and the municipality's own tables."""
