"""What people write: plain Markdown without HTML, what differs between two texts, and who wrote in one sitting. Pure."""
