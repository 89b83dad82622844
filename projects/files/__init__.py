"""Files that people send and fetch: made harmless, kept, handed out."""
