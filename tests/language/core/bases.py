def err(f):
    try: f(); print('ok')
    except Exception as e: print(type(e).__name__, e)
err(lambda: type('X', (1,), {}))
err(lambda: type('X', (None,), {}))
class A: pass
err(lambda: type('X', (A(),), {}))
class B:
    def __mro_entries__(self, b): return (A,)
err(lambda: type('X', (B(),), {}))
err(lambda: type('X', (A,1), {}))
class M(type): pass
err(lambda: M('X', (A,1), {}))
err(lambda: M('X', (1,), {}))
