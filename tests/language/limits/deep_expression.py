# limit: none; ends: RecursionError|MemoryError|SyntaxError
eval('-' * 100000 + '1')
