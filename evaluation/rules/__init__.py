"""Reading what people answered, and the questions that come with Coprod. No Django."""
