# limit: steps; ends: TimeoutError
class Meta(type):
    def __instancecheck__(cls, x):
        while True: pass
class A(metaclass=Meta): pass
isinstance(1, A)
