try: {[]: 1}
except TypeError as e: print(repr(e), e.__context__, e.__cause__, e.__suppress_context__)
try: {}[[]]
except TypeError as e: print(repr(e), e.__context__, e.__cause__)
for f in (lambda: [] in {}, lambda: {}.get([]), lambda: {}.setdefault([], 1), lambda: set([[]]), lambda: {1}.add([]), lambda: [] in {1}, lambda: {1}.discard([]), lambda: frozenset([[]]), lambda: dict([([], 1)]), lambda: {1}.remove([]), lambda: {**{1:2}, (1,[]):3}):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
