"""Files that attack whoever opens them, made by the thousand, and the judge of what they did."""
