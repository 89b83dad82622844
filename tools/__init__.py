"""Commands for people: run, test, check. Nothing here is part of the product.

What runs before the virtual environment exists uses the standard library alone.
"""
