"""Verbs of a lex case: opening, investigating, deciding, notifying, handing out."""
