"""What the pages of reports that are written show."""
