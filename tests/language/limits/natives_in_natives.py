# limit: none; ends: RecursionError
class Foo:
    pass
Foo.__repr__ = Foo.__str__
repr(Foo())
