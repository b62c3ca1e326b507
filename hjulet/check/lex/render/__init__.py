"""A lex case on paper: the text for the inspectorate, and masked copies."""
