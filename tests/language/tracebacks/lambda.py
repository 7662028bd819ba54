lst = list(map(lambda v: v.nope, [1]))
