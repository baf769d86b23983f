"""Faults of one window, as it ships: ``python -m tests.faults.window storm --help``.

The window is a process of its own, composed as `desk.clerk.start` composes it, and a clerk
inside it (`walker`) works it by its keys. It is killed at random moments, while papers
come into its watched folder, scans are broken off, the disk is full, the hall is busy and the
region is away (`storm`).
Who handed in which page is written down beside it (`ledger`); then the region's store, the hall,
the profile and the folders are read by somebody who uses none of the window's code (`judge`).
The small form is in the suite (`test_smoke`).
"""
