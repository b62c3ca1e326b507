"""Paper: PDF by typst, and workbooks."""
