import time

names(time, "clock_settime", "clock_settime_ns", "pthread_getcpuclockid", "sleep")
section("struct_time")
t = time.struct_time(range(9))
for text in ["t", "time.struct_time((1,))", "time.struct_time(5)", "time.struct_time(range(12))", "time.struct_time(range(9), {'tm_zone': 'x', 'tm_gmtoff': 5}).tm_zone", "time.struct_time(range(11)).tm_gmtoff",
             "t.tm_zone", "time.struct_time.n_fields", "t.__reduce__()", "time.struct_time(sequence=range(9))", "t + (1,)", "t[1:3]", "hash(t) == hash(tuple(range(9)))", "t.__replace__(tm_year=5)",
             "t.__replace__(x=5)", "t.__match_args__", "t == tuple(range(9))", "t < (0, 2)", "len(t)", "5 in t", "t.tm_year, t.tm_isdst", "isinstance(t, tuple)", "time.struct_time(range(9), 5)"]:
    case(text)

random = Random(5)
MOMENTS = [0, -1, 1, 59, 86399, 86400, -86400, 951782399, 951782400, 951868800, 1709164800, 1735689599, 1e9, 1.5, -1.5, -0.5, 253402300799, 253402300800, 4102444800,
           True, None, "a", float("nan"), float("inf"), 10**30, 1e20, [], 1j] + [random.below(2**33) * 20 - 30000000000 for _ in range(300)]
section("gmtime")
for seconds in MOMENTS:
    if seconds is not None: case("time.gmtime(moment)", moment=seconds)
    if type(seconds) in (int, float) and abs(seconds) < 1e12: case("(time.mktime(time.localtime(moment)), time.ctime(moment), time.asctime(time.gmtime(moment)), time.localtime(moment)[:9])", moment=seconds)
for text in ["time.gmtime(1, 2)", "time.localtime(1, 2)", "time.ctime('a')", "time.gmtime(0).tm_gmtoff", "type(time.gmtime()) is time.struct_time", "time.localtime('a')"]:
    case(text)

section("strftime")
DIRECTIVES = "%a %A %b %B %d %H %I %j %m %M %p %S %U %w %W %x %X %y %Y %% %e %F %g %G %h %n %r %R %t %T %u %V %D %-d %_d %10Y %EY %Od %4Y %_H %-I"
for _ in range(400):
    moment = time.gmtime(random.below(2**33) * 20 - 30000000000)
    case("[time.strftime(d, moment) for d in DIRECTIVES.split()]", moment=tuple(moment))
for day in range(0, 20000, 7):
    print(time.strftime("%G-W%V-%u %U %W %j %c", time.gmtime(day * 86400 * 3 + day)))
for year in range(1990, 2050):
    new_year = int(time.mktime((year, 1, 1, 0, 0, 0, 0, 1, 0)))
    for day in range(-4, 5): print(time.strftime("%G-W%V-%u %U %W %j %F", time.gmtime(new_year + day * 86400)))
for year in [1, 99, 999, 1000, 9999, 10000, 12345, -5]:
    case("time.strftime(format, (year, 1, 1, 0, 0, 0, 0, 1, 0))", format="%Y %y %F %c %D" if year > 0 else "%Y %F", year=year)
VALID = (2024, 2, 29, 7, 5, 9, 3, 60, 0)
for place in range(9):
    for value in [-1, -2, 0, 1, 6, 7, 12, 13, 23, 24, 31, 32, 59, 60, 61, 62, 365, 366, 367, 2**31 - 1, "a", 1.5, None, True]:
        if place == 0 and type(value) is int and (value < 0 or value > 2**30): continue
        if place == 6 and value == 2**31 - 1: continue
        changed = VALID[:place] + (value,) + VALID[place + 1:]
        case("time.strftime('%Y-%m-%d %H:%M:%S %j %a', changed)", changed=changed)
        case("time.asctime(changed)", changed=changed)
        if place and type(value) is int and 0 <= value < 400: case("time.mktime(changed)", changed=changed)
        if place and type(value) is not int: case("time.mktime(changed)", changed=changed)
for text in ["time.strftime(5)", "time.strftime('%Y', (1,))", "time.strftime('%Y', 5)", "time.strftime('a\\0b\\xe9%Y', VALID)", "time.strftime('', VALID)", "time.strftime('\\ud800%d', VALID)", "time.mktime((1, 2))", "time.mktime(5)",
             "time.asctime(5)", "time.asctime((1,))", "time.strftime('%z', time.gmtime(0))", "time.strftime('%s', VALID)", "time.strftime()", "time.strftime('a', VALID, 1)"]:
    case(text)

section("clocks")
for text in ["time.time() > 1.7e9", "time.time_ns() > 17 * 10**17", "type(time.time_ns())", "time.monotonic() <= time.monotonic()", "time.perf_counter_ns() <= time.perf_counter_ns()", "time.process_time() >= 0",
             "abs(time.time() - time.time_ns() / 1e9) < 5", "time.sleep(0)", "time.sleep(0.001)", "time.sleep(-1)", "time.sleep('a')", "time.sleep(1e100)", "time.sleep(float('nan'))", "time.sleep(None)", "time.sleep(True) if 0 else 1",
             "time.get_clock_info('x')", "time.get_clock_info(5)", "time.get_clock_info('monotonic').monotonic", "time.get_clock_info('time').adjustable", "abs(time.clock_gettime(time.CLOCK_REALTIME) - time.time()) < 5",
             "type(time.clock_gettime_ns(1))", "time.clock_gettime('a')", "time.time(1)", "type(time.timezone), type(time.altzone), type(time.daylight), type(time.tzname), len(time.tzname)"]:
    case(text)
before = time.monotonic(); time.sleep(0.03); print(time.monotonic() - before >= 0.03)
