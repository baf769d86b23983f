"""The voice of the hall's display: which words are said, from which clips, one call at a time."""
