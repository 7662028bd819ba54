# limit: steps; ends: TimeoutError
def stubborn():
    while True:
        try: yield 1
        except GeneratorExit: pass
        except BaseException: pass
for x in stubborn(): pass
