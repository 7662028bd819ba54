"""In place of CPython's: that one reads the name __annotations__ in a module, which 3.14 does not have."""
