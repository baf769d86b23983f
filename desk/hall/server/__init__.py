"""The hall's server: the only one with the database's login; everybody else asks it over HTTPS."""
