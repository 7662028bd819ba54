import numpy as np


def text(x):
    if isinstance(x, np.ndarray):
        return repr(x) + ' ' + str(x.dtype) + ' ' + str(x.shape)
    if isinstance(x, tuple):
        return 'tuple ' + ' | '.join([text(i) for i in x])
    if isinstance(x, list):
        return 'list ' + ' | '.join([text(i) for i in x])
    if type(x).__name__ in ('complex', 'complex64', 'complex128'):
        return 'complex ' + str(float(x.real)) + ' ' + str(float(x.imag))
    return str(x)


def check(lines):
    for line in lines.strip().split('\n'):
        try:
            if line[0] == '!':
                exec(line[1:], globals())
                continue
            print(line, '->', text(eval(line, globals())))
        except Exception as error:
            name = type(error).__name__
            if name[:6] == '_UFunc':
                name = 'TypeError'
            print(line, '->', name + ':', str(error).replace('_ArrayMemoryError', 'MemoryError'))



P = np.polynomial.Polynomial
pp = np.polynomial.polynomial
p = np.poly1d([1, 2, 3])
q = np.poly1d([1.5, 0, -2, 0.25])
x = np.array([0.0, 1.0, 2.0, 3.0, 4.0])
y = np.array([1.0, 3.0, 2.0, 5.0, 4.0])

check("""
np.poly([1, 2, 3])
np.poly([])
np.poly([[1, 2], [3, 4]]).round(9)
np.poly([1j, -1j])
np.poly([[1, 2, 3]])
np.roots([1, -3, 2])
np.roots([1, -6, 11, -6]).round(9)
np.roots([0, 0, 1, -2, 0, 0])
np.roots([5])
np.roots([])
np.roots([1, 0, 1]).imag.round(9)
np.roots([[1, 2]])
np.polyval([1, 2, 3], 2)
np.polyval([1, 2, 3], [0, 1, 2])
np.polyval([], 3)
np.polyval([1.5, 2], np.array([[1, 2], [3, 4]]))
np.polyval(p, 2)
np.polyval([1, 2], p)
np.polyadd([1, 2], [9, 5, 4])
np.polyadd(p, [1, 1, 1, 1])
np.polysub([2, 10, -2], [3, 10, -4])
np.polymul([1, 2, 3], [9, 5, 1])
np.polymul([0, 0, 1], [2])
np.polymul(p, [1, 1])
np.polydiv([3.0, 5.0, 2.0], [2.0, 1.0])
np.polydiv([1, 2], [1, 2, 3])
np.polydiv([2, 4], [2])
np.polyder([1, 1, 1, 1])
np.polyder([1, 1, 1, 1], 2)
np.polyder(p)
np.polyder([1, 2, 3], 5)
np.polyder([1, 2], -1)
np.polyint([1, 1, 1])
np.polyint([6, 2], 2)
np.polyint([6, 2], 2, [3, 5])
np.polyint(p, k=3)
np.polyint([1, 2], -1)
np.polyint([1, 2], 2, [1, 2, 3][:1])
np.polyfit(x, y, 1).round(9)
np.polyfit(x, y, 3).round(9)
np.polyfit(x, np.stack((y, y * 2)).T, 2).round(9)
np.polyfit(x, y, 1, w=[1, 1, 2, 1, 1]).round(9)
[np.round(v, 6) for v in np.polyfit(x, y, 1, full=True)[:4]]
[v.round(6) for v in np.polyfit(x, y, 1, cov=True)]
[v.round(6) for v in np.polyfit(x, y, 1, cov='unscaled')]
np.polyfit(x, y, -1)
np.polyfit([], [], 1)
np.polyfit([[1]], [1], 1)
np.polyfit([1, 2], [1], 1)
np.polyfit([1, 2], [1, 2], 1, w=[1])
""")

check("""
p
q
print(p)
print(q)
print(np.poly1d([1, 0, 0, -1.5, 2], variable='z'))
print(np.poly1d([0]))
print(np.poly1d([5]))
print(np.poly1d([1j, 2]))
print(np.poly1d([1 + 2j, 2, -1]))
print(np.poly1d(np.arange(1, 16)))
np.poly1d([1, 2], True)
np.poly1d([0, 0, 1, 2])
np.poly1d([[1, 2]])
p(2)
p([1, 2])
p(q)
p + q
p - 1
1 + p
2 - p
p * q
p * 2
3 * p
-p
p ** 2
p ** 0
p ** -1
p / 2
p / np.poly1d([1, 1])
p == np.poly1d([1, 2, 3])
p != q
p[0], p[1], p[2], p[5], p[-1]
!m = np.poly1d([1, 2, 3]); m[1] = 9; m[4] = 7
m
!m[-1] = 2
p.order, p.o, len(p)
p.coeffs, p.c, p.coef
p.roots
p.r
p.variable
p.deriv()
p.deriv(2)
p.integ()
p.integ(2, [1, 2])
list(p)
np.poly1d(p) == p
""")

check("""
P([1, 2, 3])
str(P([1, 2, 3]))
str(P([1, -2, 0, 4.5]))
str(P([0]))
str(P([1j, 2]))
str(P([1.123456789, 2e-10, 3e20]))
str(P([1, 2, 3], domain=[0, 2]))
str(P(range(12)))
str(P([-1, -2]))
str(P([np.nan, 1, np.inf]))
str(P([1, 2, 3], symbol='z'))
repr(P([1.5, 2], [0, 4], [-1, 1], 'w'))
P([1, 2]).coef, P([1, 2]).domain, P([1, 2]).window
P([1, 2, 3])(2)
P([1, 2, 3])([0, 1, 2])
P([1, 2, 3], domain=[0, 4])(np.array([0.0, 1.0]))
P([1, 2]) + P([0, 1, 4])
P([1, 2]) + 1
1 + P([1, 2])
P([1, 2]) - [1, 1, 1]
[1, 1] - P([1, 2])
P([1, 2]) * P([3, 4])
2 * P([1, 2])
P([1, 2]) / 2
P([1, 2, 3]) // P([1, 1])
P([1, 2, 3]) % P([1, 1])
divmod(P([1, 2, 3]), P([1, 1]))
P([1]) // 0
P([1, 2]) ** 3
P([1, 2]) ** -1
P([1, 2]) ** 1.5
-P([1, 2])
P([1]) + P([1], domain=[0, 1])
P([1]) + P([1], window=[0, 1])
P([1]) + P([1], symbol='y')
P([1, 2]) + 'a'
P([])
P([[1]])
P([1, 2], domain=[1, 2, 3])
P([1, 2]) == P([1, 2]), P([1, 2]) == P([1, 3]), P([1, 2]) != P([1, 2])
P([1, 2, 3]).deriv()
P([1, 2, 3]).deriv(2)
P([1, 2, 3], domain=[0, 4]).deriv()
P([1, 2, 3]).integ()
P([1, 2, 3]).integ(1, [5])
P([1, 2, 3]).integ(lbnd=1)
P([1, 2, 3]).integ(2, [1, 2])
P([2, -3, 1]).roots()
P([1, 0, 1]).roots().round(9)
P([2, -3, 1], domain=[0, 2]).roots().round(9)
P([1, 2, 0, 0]).trim()
P([1, 2, 3]).truncate(2)
P([1, 2, 3]).cutdeg(1)
P([1, 2, 3]).truncate(0)
P([1, 2, 3]).degree(), len(P([1, 2, 3]))
P([1, 2, 3], domain=[0, 2]).convert()
P([1, 2, 3]).convert(domain=[0, 2])
P([1, 2], domain=[0, 2]).mapparms()
P([1, 2]).linspace(3)
P([1, 2]).copy()
list(P([1, 2]))
P([1, 2]).has_samecoef(P([1, 2])), P([1]).has_samedomain(P([1])), P([1]).has_samewindow(P([1])), P([1]).has_sametype(P([1]))
P.fit(x, y, 1).coef.round(9)
P.fit(x, y, 2).convert().coef.round(9)
P.fit(x, y, 2).domain
P.fit(x, y, 1, domain=[]).coef.round(9)
P.fit(x, y, 1, w=[1, 2, 1, 1, 1]).coef.round(9)
P.fit(x, y, 1, full=True)[1][0].round(9)
P.fromroots([1, 2, 3])
P.fromroots([1, 2], domain=None)
P.identity()
P.basis(2)
pp.polyval(2, [1, 2, 3])
pp.polyval([1, 2], [1, 2, 3])
pp.polyadd([1, 2], [1, -2])
pp.polysub([1, 2], [1, 1, 1])
pp.polymul([1, 2], [3, 4])
pp.polymulx([1, 2])
pp.polydiv([1, 2, 3], [3, 2, 1])
pp.polydiv([1, 2], [0])
pp.polypow([1, 2], 2)
pp.polyder([1, 2, 3])
pp.polyder([1, 2, 3], 1, 2)
pp.polyder([1, 2], 1.5)
pp.polyint([1, 2, 3])
pp.polyint([1, 2], 1, 3)
pp.polyint([1, 2], -1)
pp.polyvander([1, 2, 3], 2)
pp.polyroots([6, -5, 1])
pp.polyfromroots([1, 2, 3])
pp.polycompanion([1, 2, 3])
pp.polytrim([1, 2, 0])
pp.polyfit(x, y, 2).round(9)
pp.polyfit(x, y, [0, 2]).round(9)
pp.polyfit(x, y, -1)
pp.polyfit([], [], 1)
""")
