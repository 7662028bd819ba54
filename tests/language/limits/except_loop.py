# limit: steps; ends: TimeoutError
while True:
    try:
        while True: pass
    except BaseException: pass
