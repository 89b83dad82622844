"""What Django speaks to PostgreSQL with (ENGINE in the settings)."""
