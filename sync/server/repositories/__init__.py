"""All SQL of the centre. The same statements run on SQLite and PostgreSQL; what comes out are domain and protocol objects."""
