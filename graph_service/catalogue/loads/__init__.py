"""A wanted graph against the stored one, and the loads that make them equal.

diff       wanted against stored
audit      the same, for whoever wants to know only
draft      what a load or an undo would do; refusals, why it may not
promise    what a plan has said, for a load to be held to
inverse    a diff → what undoes it
release    the record of a load
load       all of it against a database, and undo
"""
