"""Reports of Lingonfors at every stage: approved and published, in review, and being written. Every word is invented."""
