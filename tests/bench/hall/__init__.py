"""How fast a hall calls, and how soon everybody sees it, beside yardsticks in the same run.

    python -m tests.bench.hall [--engine postgresql|sqlite] [--seconds 5] [--rounds 2]

The yardsticks are a naive queue with equal promises (hall row, event, push; `naive.py`), bare
``SKIP LOCKED``, which promises neither order nor push, and one bare round trip to the server.
PostgreSQL is a private cluster with everything durable; all sides share it and take turns.
"""
