"""Pure rules of the circle: no Django, no input or output."""
