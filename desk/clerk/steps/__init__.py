"""The steps of a visit, one package each: a presenter without Qt and a view of widgets only."""
