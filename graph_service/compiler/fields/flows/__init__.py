"""Query.transferFlows and Query.visitFlows (`field`): transfers and visits counted by pairs.

`ends` has the units at the ends of a flow, `pairs` the flow itself, and `orders` its sort keys.
"""
