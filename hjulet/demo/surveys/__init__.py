"""Invented surveys of Lingonfors: rounds over three years, one that is open now, and people who are followed."""
