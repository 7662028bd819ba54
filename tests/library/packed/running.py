import codecs, contextvars, keyword, linecache, locale, sys, threading, timeit, types, warnings

print(keyword.iskeyword("class"), keyword.issoftkeyword("match"), linecache.getline("no such file", 1) == "", codecs.BOM_UTF8, codecs.escape_encode(b"\n"))
lock = threading.Lock()
with lock:
    print(lock.locked(), threading.current_thread() is threading.main_thread())
local = threading.local()
local.x = 1
print(local.x, timeit.timeit("x = 1", number=10) >= 0)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("careful", DeprecationWarning)
print(caught[0].category.__name__, caught[0].message)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("now")
    except UserWarning as error:
        print("raised", error)
var = contextvars.ContextVar("var", default=1)
token = var.set(2)
print(var.get(), contextvars.copy_context()[var])
var.reset(token)
print(var.get(), locale.getlocale() is not None)
