"""Cost per user between years and beside the country: pure arithmetic, then sentences."""
