"""Faults of a hall's queue, in commands of their own: ``python -m tests.faults.hall --help``.

Windows and kiosks are processes (`clerks`) that write down every wish and every answer on their
own disk (`ledger`); then the history of the hall is compared with what they were told (`verdict`).
The small forms of all of them are in the suite (`test_smoke`).
"""
