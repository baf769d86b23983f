"""A practice hall on this machine: citizens who come, papers they bring, and, unattended, a
clerk made of key presses who walks whole visits through the real window."""
