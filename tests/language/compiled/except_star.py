def run(f):
    try: f()
    except BaseException as e: print("escaped", repr(e), repr(e.__context__))
def f():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("n", [KeyError(3), ValueError(4)])])
    except* ValueError as v:
        print("V", v.exceptions, v.message)
    except* KeyError as k:
        print("K", k.exceptions)
run(f)
def f():
    try: raise ValueError("plain")
    except* ValueError as e: print(type(e).__name__, e.exceptions)
    else: print("no")
    finally: print("fin")
run(f)
def f():
    try: pass
    except* OSError: pass
    else: print("else")
run(f)
def f():
    try: raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError: raise KeyError("new")
    except* TypeError as t: raise
run(f)
def f():
    try: raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* (ValueError, TypeError): print("both")
run(f)
def f():
    for i in range(3):
        try: raise ExceptionGroup("g", [ValueError(i)])
        except* ValueError as e:
            for j in range(2):
                if j: break
            print(i, j)
run(f)
def chain():
    try:
        try: 1/0
        except ZeroDivisionError as z: raise ValueError("v") from z
    except ValueError as e:
        print(repr(e.__cause__), e.__suppress_context__)
    try:
        raise KeyError("a") from None
    except KeyError as e: print(e.__cause__, e.__suppress_context__)
    try: raise ValueError
    except ValueError as e: print(repr(e))
    try: raise
    except RuntimeError as e: print(e)
    try: raise 5
    except TypeError as e: print(e)
    try: raise ValueError from 5
    except TypeError as e: print(e)
    try:
        try: raise KeyError(1)
        except 5: pass
    except TypeError as e: print(e)
chain()
