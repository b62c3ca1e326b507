"""Values from files: choose sheet and columns (remembered), look, read in, undo as a whole.

grid, columns, numbers, rows: pure. planning and filling: what a file would do, and does. pages and views: what people see.
"""
