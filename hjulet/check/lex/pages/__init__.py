"""What the pages of lex cases show."""
