def foo(a, b):
    x = (a +
         b +
         undefined)
    return x
foo(
    1,
    2,
)
