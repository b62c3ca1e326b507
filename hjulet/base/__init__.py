"""What everybody stands on: organisation, people, the log and the look of a page.

Nothing here knows a step of the wheel."""
