# Every function and method of pocketpy's own modules with wrong receivers and wrong arguments: each call ends, and the sanitizers find nothing.
import array2d, easing, picoterm, pkpy, sys, vmath, _collections

sys.modules["collections"] = _collections
small, chunked = array2d.array2d(2, 2, default=1), array2d.chunked_array2d(2)
chunked[vmath.vec2i(0, 0)] = 1
things = [
    None, True, 0, 1, -1, 2**31, 2**63 - 1, -(2**63), 2**70, 0.5, float("nan"), float("inf"), 1e300, "", "Moore", "#ff00ff", "\x1b[1mx", "%d", "\ud800", b"x", [], [[1]], [[]], (), (0, 0), (1, slice(None)),
    (slice(0, 1), slice(0, 1)), (slice(-5, 2**70), 0), {}, int, vmath.vec2, vmath.vec2(1, 2), vmath.vec3(1, 2, 3), vmath.vec2i(1, 1), vmath.vec2i(-(2**31), 2**31 - 1), vmath.vec3i(1, 2, 3),
    vmath.vec4i(1, 2, 3, 4), vmath.mat3x3.identity(), vmath.color32(1, 2, 3, 4), small, small[0:1, 0:1], chunked, chunked.view(), array2d.array2d(1, 1, default="x"), iter(small), lambda *a: a,
    pkpy.TValue[int](1), object(), Exception,
]
receivers = [thing for thing in things if type(thing).__module__ in ("array2d", "vmath", "pkpy")] + [5, "x"]
calls = 0


def call(function, *arguments):
    global calls
    calls += 1
    try:
        repr(function(*arguments))[:100]
    except Exception:
        pass


def call_all(function, *first):
    call(function, *first)
    for one in things:
        call(function, *first, one)
        for two in things[:: 5]:
            call(function, *first, one, two)
            call(function, *first, one, two, two)
    for count in 4, 5, 6, 7, 9, 10, 11:
        for one in things[:: 3]:
            call(function, *first, *[one] * count)


skipped = {"watchdog_begin", "__class__", "__init_subclass__", "__subclasshook__", "__dir__", "__doc__", "__getattribute__", "__setattr__", "__delattr__", "__module__"}
for module in array2d, easing, picoterm, pkpy, vmath:
    for name, value in sorted(vars(module).items()):
        if not callable(value) or name in skipped:
            continue
        call_all(value)
        if not isinstance(value, type):
            continue
        for method, descriptor in sorted(vars(value).items()):
            if method in skipped:
                continue
            for receiver in receivers:
                if hasattr(descriptor, "__get__") and not callable(descriptor):
                    call(descriptor.__get__, receiver)
                    call(getattr(descriptor, "__set__", None), receiver, 1)
                elif not isinstance(descriptor, (staticmethod, type(None))) and callable(descriptor):
                    call(descriptor, receiver)
                    if isinstance(receiver, value):
                        call_all(descriptor, receiver)
            if isinstance(descriptor, staticmethod) and method != "__new__":
                call_all(getattr(value, method))
print(calls > 100000, calls)
