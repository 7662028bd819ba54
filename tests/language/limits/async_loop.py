# limit: steps; ends: TimeoutError
async def f():
    while True: pass
f().send(None)
