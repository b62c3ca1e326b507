"""Beside others: the place among all municipalities, colours and how sure they are, funnels, what stands out, sets.

among: what is read from the database. places, genders, beside, units: pure. pages and views: what people see.
"""
