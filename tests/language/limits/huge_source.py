# limit: none; ends: SyntaxError|MemoryError|RecursionError
exec('(' * 100000 + ')' * 100000)
