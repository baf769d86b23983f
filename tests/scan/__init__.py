"""The scanners' room, against real devices: SANE's test backend and real folders."""
