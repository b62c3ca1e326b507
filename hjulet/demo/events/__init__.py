"""Two years of events that never happened, in Lingonfors: enough of them for the figures to mean something."""
