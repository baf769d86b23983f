"""The hall's figures for its manager: today and the days before, as tables and charts."""
