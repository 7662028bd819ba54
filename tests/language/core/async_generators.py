def run(coro):
    out=[]
    try:
        v=None
        while True: out.append(coro.send(v)); v=len(out)
    except StopIteration as e: return out, e.value
class Aw:
    def __await__(self):
        r = yield 'tick'
        return r
async def ag(n):
    try:
        for i in range(n):
            await Aw()
            x = yield i
            if x: print('sent', x)
    finally:
        pass
async def main():
    async for v in ag(3): print(v)
    g = ag(3)
    print(await g.asend(None), await g.asend('hi'))
    await g.aclose()
    print([x async for x in ag(2)], {x: y async for x, y in pairs()})
    try: await g.__anext__()
    except StopAsyncIteration as e: print('SAI', e.args)
    g = ag(3)
    await g.__anext__()
    try: await g.athrow(ValueError('x'))
    except ValueError as e: print('VE', e)
    g2 = ign()
    await g2.__anext__()
    try: await g2.aclose()
    except RuntimeError as e: print(e)
    g = ag(2); s = g.asend(None)
    await s
    try: await s
    except RuntimeError as e: print(e)
    s = g.asend(None); print(s.send(None)); 
    try: g.asend(None).send(None)
    except RuntimeError as e: print(e)
    print(g.ag_running)
    try: s.throw(KeyError('k'))
    except KeyError as e: print('KE', e)
    print(g.ag_running)
    g = early()
    try: await g.asend(1)
    except TypeError as e: print(e)
    async def bad():
        yield 1
        raise StopAsyncIteration
    try:
        async for x in bad(): pass
    except RuntimeError as e: print(e)
    g = ag(1)
    print([x async for x in g], [x async for x in g])
    print(await anext(ag(1)), await anext(early(), 'dflt'))
    async with Ctx() as c: print(c)
    return 'done'
async def pairs():
    yield 1, 2
    yield 3, 4
async def ign():
    while True:
        try: yield 1
        except GeneratorExit: pass
async def early():
    if 0: yield
    return
class Ctx:
    async def __aenter__(self): return 'ctx'
    async def __aexit__(self, *a): print(a[0])
print(run(main()))
g = ag(1)
del g
