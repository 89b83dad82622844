"""Reading and writing tables as text: pure, no Django, no input or output."""
