"""The pages of docs/ that are made from the code, and the tests that they are up to date.

``python -m tests.docs`` writes all of them.
"""
