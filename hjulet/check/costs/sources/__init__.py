"""Cost per user as files tell of it: pure reading, and what a file would change."""
