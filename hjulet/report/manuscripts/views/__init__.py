"""Reports that are written together, over HTTP."""
