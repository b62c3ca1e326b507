"""Own measurements over HTTP."""
