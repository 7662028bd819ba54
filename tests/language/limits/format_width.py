# limit: memory; ends: MemoryError|ValueError|OverflowError
format('x', '999999999999')
