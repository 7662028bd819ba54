import _stat

names_of(_stat)
call("constants", lambda: sorted((name, value) for name, value in vars(_stat).items() if isinstance(value, int) and name != "SF_SETTABLE"))
modes = [0, 0o755, 0o100644, 0o40755, 0o120777, 0o140000, 0o10600, 0o20666, 0o60660, 0o104755, 0o102755, 0o101777, 0o107000, 0o107777, 0o170000, 0o30000, 2**31, -1, "x", None, 1.5, True]
for name in dir(_stat):
    f = getattr(_stat, name)
    if callable(f) and name != "__loader__":
        for mode in modes: call(name, f, mode)
        call(name, f)
        call(name, f, 1, 2)
finish()
