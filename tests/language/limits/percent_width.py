# limit: memory; ends: MemoryError|ValueError|OverflowError
'%2000000000d' % 3
