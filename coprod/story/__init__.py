"""The story of the demonstration: who is in it, what they say, and what happens.

All people, places and words are invented. Everything happens through the same actions
that the pages call, with time moved in between.
"""
