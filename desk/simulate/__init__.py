"""A hall's day played on a real store: arrivals, windows, and the proof that all went right.

`check` judges any hall's history. Nothing here draws or needs a screen.
"""
