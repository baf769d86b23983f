"""A practice hall on this machine: citizens, their papers and, unattended, a simulated clerk who
completes whole visits by pressing the real window's keys."""
