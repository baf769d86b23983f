"""The practice region: the other side of the wire, for training, demos and tests.

A real server with a store of its own that honours the contract. It stands in for a regional
platform and says so on every page and in every answer.
"""
