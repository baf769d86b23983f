"""Simulation of a hall's day on a real store: arrivals, windows, and the check of its history.

`check` judges any hall's history. Nothing here draws or needs a screen.
"""
