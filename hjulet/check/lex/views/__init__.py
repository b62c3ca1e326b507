"""Pages of lex Sarah and lex Maria."""
