# Logarithms, exponentials, powers and large angles: special values, exact results, and last digits.
import math

inf, nan, least, largest = math.inf, math.nan, 5e-324, 1.7976931348623157e308


# special values
for x in [inf, nan, 1.0, 1.5, least, 2.2250738585072014e-308, 2.225073858507201e-308, largest]:
    print(x, math.log(x), math.log2(x), round(math.log10(x), 12) if x <= largest else math.log10(x))
for x in [0.0, -0.0, 1.0, -1.0, inf, -inf, nan, 1e-300, 709.782712893384, -745.1332191019411, -745.2, -708.3964185322642, -720.5]:
    print(x, math.exp(x))

# exact results
print([n for n in range(-1074, 1024) if math.log2(2.0 ** n) != n])
print([n for n in range(23) if math.log10(10.0 ** n) != n], math.log10(1e-5), math.log10(1e100), math.log10(1e300))
print([n for n in range(-1074, 1024) if math.pow(2.0, n) != 2.0 ** n or 2.0 ** n / 2.0 ** (n // 2) != 2.0 ** (n - n // 2)])
print([x for x in range(-30, 31) if [float(x) ** y for y in range(12)] != [float(x ** y) for y in range(12)]])
print([x for x in range(1000) if float(x * x) ** 0.5 != x or float(x * x * x) ** (1 / 3) > x + 1e-12])
print(10.0 ** 22, 10.0 ** -5, 2.0 ** -1074, 2.0 ** -1075, 2.0 ** 1023, 1.1 ** 10, 0.1 ** 3, 1e200 ** 0.5)

# powers of special values
values = [0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 2.0, -3.0, inf, -inf, nan]
for x in values:
    print(x, [math.pow(x, y) for y in values if (abs(x) > 0 or y >= 0) and (abs(x) == inf or x > 0 or abs(y) != 0.5)])
for x, y in [(1e300, 2.0), (1e-300, 2.0), (-1e-300, 3.0), (1 + 2.0 ** -52, 2.0 ** 60), (1 - 2.0 ** -53, 2.0 ** 60), (1 - 2.0 ** -53, 1e300)]:
    print(x, y, math.pow(x, y) if x < 1 else x < inf)
print((1 + 2.0 ** -40) ** 2.0 ** 40, (1 - 2.0 ** -40) ** 2.0 ** 45, (-2.0) ** 3.0, (-2.0) ** -3.0, 9007199254740993.0 ** 1.0)

# near 1, and the last digits of others
for x in [1 - 2.0 ** -53, 1 + 2.0 ** -52, 1 + 2.0 ** -30, 0.999, 1.001, 1.0078125, 0.7, 1.41, 2.718281828459045, 10.0, 12345.678, 1e-10, 3e-310]:
    print(x, math.log(x), math.log2(x))
for x in [1e-17, 1e-10, 0.001, 0.5, 1.0, 2.0, 10.0, 88.8, 300.25, 700.125, -1e-10, -0.3, -10.5, -500.75, -710.25, -744.5]:
    print(x, math.exp(x), 1.7 ** x if x < 1000 else 0)

# large angles, and angles that are nearly multiples of pi / 2
# (not the nearest of all to such a multiple: CPython's C library has two wrong digits there)
angles = [1e5, 1e22, 2.0 ** 1000, largest, 1e300, 3.141592653589793, 1.5707963267948966, 355.0, 710.0, 1647099.3]
for x in angles + [-x for x in angles] + [100000 * 1.5707963267948966]:
    print(x, math.sin(x), math.cos(x), round(math.tan(x), 9) if 1e-9 < abs(math.tan(x)) < 1000 else math.tan(x) > 0)
