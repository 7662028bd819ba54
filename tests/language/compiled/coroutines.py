class Aw:
    def __init__(self, v): self.v = v
    def __await__(self):
        r = yield self.v
        return r
def drive(co, *sends):
    out = []
    try:
        out.append(co.send(None))
        for s in sends: out.append(co.send(s))
    except StopIteration as e: out.append(("ret", e.value))
    return out
async def a(x):
    y = await Aw(x)
    z = await b(y)
    return x, y, z
async def b(v):
    return await Aw(v + 1)
print(drive(a(1), 10, 20))
class ACtx:
    async def __aenter__(self): print("aenter"); return await Aw("in")
    async def __aexit__(self, *e): print("aexit", e[0] and e[0].__name__); await Aw("out"); return True
async def c():
    async with ACtx() as v:
        print("v", v)
        raise ValueError
    return "after"
print(drive(c(), 1, 2))
async def d():
    async with ACtx():
        return "early"
print(drive(d(), 1, 2))
async def g():
    try: await Aw(1)
    except KeyError as e: print("caught", e); return "k"
    finally: print("fin")
co = g(); co.send(None)
try: co.throw(KeyError("t"))
except StopIteration as e: print(e.value)
async def h():
    async for x in 5: pass
try: h().send(None)
except TypeError as e: print(e)
async def i(): await 5
try: i().send(None)
except TypeError as e: print(e)
async def j():
    async with 5: pass
try: j().send(None)
except TypeError as e: print(e)
async def k():
    return [await Aw(z) for z in (1, 2)]
print(drive(k(), "x", "y"))
