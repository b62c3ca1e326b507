"""Folders of documents from elsewhere: rows and faults, never tables."""
