"""Own measurements: how often, at which units, who answers for it, and every period that waits to be filled in.

rules, years, likeness: pure. owners: who answers today. setting_up, filling, correcting, reminding: what is done.
The values themselves are `Value`s, a period each, and are corrected with `Revision`s as all others.
"""
