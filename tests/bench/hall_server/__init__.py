"""How fast a hall calls through its server, beside the naive queue in the same run.

    python -m tests.bench.hall_server [--engine postgresql|sqlite] [--windows 8 64] [--seconds 5]

The server is ``desk hall-server`` as it ships, in a process of its own, over HTTPS. Windows are
processes with the client as it ships; `light` is the least that a client can be (the standard
library's, blocking). `naive` is tests/bench/hall's: every window at the database itself.
"""
