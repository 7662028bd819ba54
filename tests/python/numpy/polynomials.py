import numpy as np
from numpy_checks import checks

check = checks(globals())

check('''
!p = np.poly1d([1, 2, 3])
!from numpy.polynomial import Polynomial as P
!import numpy.polynomial.polynomial as pp
!q = P([1, 2, 3])
!x = np.array([0.0, 1.0, 2.0, 3.0, 4.0])
!y = np.array([1.0, 3.0, 9.0, 19.0, 33.0])
!yn = np.array([1.0, 2.5, 9.0, 19.5, 33.0])
np.poly([1, 2])
np.poly([1., 2])
np.poly([])
np.poly([[1, 2], [3, 4]])
np.poly([[1, 2, 3], [3, 4, 5]])
np.poly([1j, -1j])
np.poly1d([1, 2, 3])
np.poly1d([0, 0])
np.poly1d([])
np.poly1d([[1]])
np.poly1d(5)
np.poly1d([1, 2], variable=3)
np.poly1d(p,variable='z')
p[0], p[5], p[-1]
p+1, 1+p, p*p, p*[1, 2], p-p, 3-p
p/2
p/p
2/p
p**2
p**-1
p**0.5
p**p
p==p, p!=p, p==3
p(3), p([1, 2]), p(p)
p(1.5)
p*np.array([1, 2])
p.foo
p.order
p.coeffs
p.roots
p.deriv(), p.deriv(2), p.integ(), p.integ(2, [1, 2]), p.integ(1, 5)
p.integ(2, [1, 2, 3])
p.integ(3, [1, 2])
p.deriv(-1)
p.integ(-1)
len(p)
list(p)
np.polydiv([1, 2, 3], [1, 1])
np.polydiv([1, 2, 3], [0, 1])
np.polydiv([1], [1, 2])
np.polydiv(p, [1, 1])
np.polymul([0, 1], [1, 2])
np.polymul([0, 0], [0])
np.polysub([1], [1, 2])
np.polyadd(p, 1)
np.polyder([1, 2, 3]), np.polyder([3]), np.polyder([1, 2, 3], 0)
np.polyder(p, 5)
np.polyint([1, 2]), np.polyint([1, 2], 0), np.polyint(p)
np.polyval(p, p)
np.polyval(p, 2), np.polyval([1, 2], np.float32(3)), np.polyval([1, 2], [1, 2]), np.polyval([1.5], 3), np.polyval([], 3), np.polyval([1j, 2], [1, 2])
np.polyfit([1, 2, 3], [1, 2, 3], -1)
np.polyfit([1, 2, 3], [1, 2], 1)
np.polyfit([], [], 1)
np.polyfit([[1]], [1], 1)
np.polyfit([1], 1, 1)
np.polyfit([1, 2, 3], [1, 2, 3], 1, w=[1])
np.polyfit([1, 2, 3], [1, 2, 3], 1, w=[[1]])
np.polyfit([1, 2, 3], [1, 2, 3], 2, cov=True)
q
str(q)
str(P([1, -2.5, 0, 1e-5, 1e9, 1/3]))
str(P([1, 2], domain=[0, 4]))
str(P([1, 2], domain=[0, 2]))
str(P([1, 2], domain=[-2, 2]))
str(P([1+2j, 3-4j, -1, 2j]))
P([1+2j, 3-4j, -1, 2j])
str(P([1,2],symbol='z'))
P([1,2],symbol='2')
P([1, 2], symbol=3)
P([1, 2], domain=[1])
P([1, 2], window=[1])
P([])
P([[1]])
P([True])
P(5)
P(np.float32([1, 2]))
str(P(np.arange(30.)))
q+1, 1+q, q+[1, 2], [1, 2]+q, q-q, 2-q
q*2, q*q, [1, 2]*q, q/2, q//2, q//[1, 1], q%[1, 1], divmod(q, [1, 1])
[1, 2, 3]//q, [1, 2, 3, 4]%q, 5//q
q/q
q/True
q//0
q//[0]
q**2
q**-1
q**1.5
q**0
q**101
q+P([1], domain=[0, 1])
q+P([1], window=[0, 1])
q+P([1],symbol='z')
q==q, q!=q, q==3
q(2), q([1, 2]), q(1.5), q(2j), q(np.float32(2))
q(q)
P([1, 2], domain=[0, 2])([0, 1, 2])
q.deriv(), q.deriv(2), q.deriv(3), q.integ(), q.integ(2, [1, 2]), q.integ(1, 3), q.integ(lbnd=1)
q.integ(1, [1, 2])
q.integ(-1)
q.deriv(-1)
q.deriv(1.5)
q.roots(), P([1]).roots(), P([1, 2]).roots(), P([-6, 11, -6, 1]).roots()
q.degree(), q.cutdeg(1), q.truncate(1), P([1, 0, 0]).trim(), P([1, 2, .1]).trim(.5), P([0]).trim(), q.copy()
q.truncate(0)
q.truncate(1.5)
q.trim(-1)
q.cutdeg(-1)
q.convert(domain=[0, 1])
q.linspace(3)
q.linspace(3, [0, 1])
q.mapparms(), P([1], domain=[0, 4]).mapparms()
q.has_samecoef(q), q.has_samecoef(P([1])), q.has_samedomain(P([1], [0, 1])), q.has_samewindow(q), q.has_sametype(q), q.has_sametype(3)
P.basis(-1)
P.identity(domain=[0, 1])
P.domain, P.window, P.maxpower, P.basis_name
q.symbol
q.domain is P.domain
len(q), list(q)
-q
q[0]
f"{q}"
np.polynomial.set_default_printstyle('x')
pp.polyval(2, [1, 2, 3])
pp.polyval([2, 3], [1, 2, 3])
pp.polyval([2, 3], [[1, 2], [3, 4]])
pp.polyval([2, 3], [[1, 2], [3, 4]], tensor=False)
pp.polyadd([1, 2], [3]), pp.polysub([1, 2], [3, 2]), pp.polymul([1, 2], [3, 4]), pp.polymulx([1, 2]), pp.polydiv([1, 2, 3], [1, 1]), pp.polypow([1, 2], 3)
pp.polydiv([1], [0])
pp.polydiv([1], [1, 2])
pp.polypow([1], 1.5)
pp.polypow([1], 5, 3)
pp.polyder([1, 2, 3]), pp.polyder([1, 2, 3], 0), pp.polyder([1, 2, 3], 2), pp.polyder([1, 2, 3], 5), pp.polyder([1, 2, 3], 1, 2), pp.polyder([[1, 2], [3, 4]]), pp.polyder([[1, 2], [3, 4]], axis=1)
pp.polyint([1, 2, 3]), pp.polyint([1, 2, 3], 0), pp.polyint([1, 2, 3], 2, [1, 2]), pp.polyint([1, 2, 3], 1, 5, 1, 2), pp.polyint([[1, 2], [3, 4]]), pp.polyint([[1, 2], [3, 4]], axis=1)
pp.polyint([1], 1, [], [1])
pp.polyint([1], 1, [], 0, [1])
pp.polyint([1], 1.5)
pp.polyder([1], 1.5)
pp.polyder([1], -1)
pp.polyroots([1]), pp.polyroots([1, 2]), pp.polyroots([-6, 11, -6, 1])
pp.polyfromroots([1, 2, 3]), pp.polyfromroots([])
pp.polyfromroots([[1]])
pp.polyvander([1, 2], 2)
pp.polyvander([[1, 2]], 2)
pp.polyvander(1, 2)
pp.polyvander([1], -1)
pp.polyvander([1], 1.5)
pp.polyfit([1, 2, 3], [2, 4, 6], -1)
pp.polyfit([1, 2, 3], [2, 4, 6], [])
pp.polyfit([1, 2, 3], [2, 4, 6], 1.5)
pp.polyfit([], [], 1)
pp.polyfit([[1]], [1], 1)
pp.polyfit([1], 1, 1)
pp.polyfit([1, 2], [1], 1)
pp.polyfit([1, 2], [1, 2], 1, w=[1])
pp.polyfit([1, 2], [1, 2], 1, w=[[1]])
pp.polytrim([1, 0]), pp.polyline(1, 2), pp.polyline(1, 0)
pp.polycompanion([1, 2, 3])
pp.polycompanion([1])
pp.polycompanion([1, 2])
pp.polyzero, pp.polyone, pp.polyx, pp.polydomain
pp.polyadd([], [1])
pp.polyadd([[1]], [1])
pp.polyadd([True], [1])
pp.polyadd('a',[1])
pp.polyadd(1, 2)
np.polynomial.Polynomial is pp.Polynomial
np.polynomial.foo
q.foo
str(p)
str(np.poly1d([1, -1, 0, 2.5]))
str(np.poly1d([0]))
str(np.poly1d([-1]))
str(np.poly1d([1, 0]))
str(np.poly1d([-1, 0, 0]))
str(np.poly1d([12345, 1e-7, 1 / 3]))
str(np.poly1d([1 + 2j, 3j, 4, 0]))
str(np.poly1d([1, 2], variable='lam'))
str(np.poly1d(np.arange(1, 25)))
str(np.poly1d(np.arange(40) - 20.5))
str(np.poly1d([np.nan, np.inf, 1]))
str(np.poly1d([True, False]))
str(np.poly1d([1, 2, 3], True))
str(np.poly1d([99995, 9999.5, 0.00012345, 1234567.0]))
np.poly1d([0, 0, 1, 2])
np.poly1d(np.array([1, 2], 'f4'))
np.poly1d(np.array([1, 2], 'i1'))
np.poly1d([1, 2], True)
np.poly1d([1j, -1j], r=True)
np.poly1d([2.5, -1], True, 't')
np.poly1d([1, 2], variable='t').variable
np.poly1d(p, variable='z').variable
np.poly1d(p).variable
p.o
p.r.dtype
p.c
p.coef
p.coefficients
!p.coeffs = [1]
!w = np.poly1d([1, 2, 3])
!w[0] = 7
w
!w[4] = 9
w
!w[-1] = 1
w[4]
w[5]
w[-2]
w.order
np.asarray(p)
np.array(p)
np.array(p, float)
np.sum(p)
-p
p * 2
2 * p
p * 1.5
1.5 * p
p * 1j
p + [1, 2, 3, 4]
[1, 2, 3, 4] + p
p - [1, 2]
(1, 2) - p
p * (1, -1)
[1, -1] * p
p / [1, 1]
p / np.poly1d([1, 1])
[1, 2, 3, 4] / p
p / 4
p ** 0
p ** 1
p ** 3
p == [1, 2, 3]
p == np.poly1d([1, 2, 3])
p == np.poly1d([0, 1, 2, 3])
p != np.poly1d([1, 2])
p == np.poly1d([1, 2])
p([[1, 2], [3, 4]])
p(np.array([1, 2], 'f4'))
p(1j)
p(np.poly1d([1, 1]))
p([])
p.deriv(0)
p.deriv(3)
p.integ(0)
p.integ(k=4)
p.integ(m=2)
p.integ(m=2, k=3)
np.poly([1, 2, 3])
np.poly(np.array([1, 2], 'f4'))
np.poly([0, 0])
np.poly([1j])
np.poly([1 + 1j, 1 - 1j, 2])
np.round(np.poly([[2, 1], [1, 2]]), 6)
np.round(np.poly(np.diag([1.0, 2.0, 3.0])), 6)
np.poly([[[1]]])
np.poly([[1, 2]])
np.poly(np.zeros((0, 0)))
np.round(np.sort(np.roots([1, -6, 11, -6])), 6)
np.round(np.sort(np.roots([1, 0, -1, 0])), 6)
np.roots([1, 2])
np.roots([2, -3])
np.roots([0, 0, 2, -3, 0])
np.roots([])
np.roots([0, 0])
np.roots([7])
np.roots([0, 7, 0, 0])
np.round(np.roots([1, 0, 1]), 6) + 0.0
np.round(np.roots([1, 0, 4]).imag, 6)
np.roots(np.array([1, 2], 'f4'))
np.roots(np.array([1, 2j]))
np.round(np.sort(np.roots(p).imag), 6)
np.round(np.sort(np.roots([3, -1, 4, -1, 5]).real), 6)
np.roots([[1, 2]])
np.polyval([1, 2, 3], 4)
np.polyval([1, 2, 3], [0, 1, 2])
np.polyval([1, 2, 3], [[0, 1], [2, 3]])
np.polyval([1.0, 2], np.array([1, 2], 'f4'))
np.polyval(np.array([1, 2], 'f4'), np.array([1, 2], 'f4'))
np.polyval(np.array([1, 2], 'i1'), np.array([100, 2], 'i1'))
np.polyval([1, 2], np.array([100, 2], 'i1'))
np.polyval([5], [1, 2])
np.polyval([], [1, 2])
np.polyval([1, 2], 1j)
np.polyval([1j, 2], 3)
np.polyval(p, [1, 2])
np.polyval([1, 2], p)
np.polyadd([1, 2], [3, 4, 5])
np.polyadd([3, 4, 5], [1, 2])
np.polyadd(1, 2)
np.polyadd([1.5], [1])
np.polyadd([1, 2], p)
np.polyadd(np.array([1], 'u1'), np.array([1, 2], 'i1'))
np.polysub([1, 2], [3, 4, 5])
np.polysub(p, [1, 2, 3])
np.polysub(np.array([1], 'u1'), np.array([2], 'u1'))
np.polysub([1, 2], p)
np.polymul([1, 2], [3, 4])
np.polymul(p, 2)
np.polymul(3, [1, 2])
np.polymul([1, 2], [0.5])
np.polymul([], [1, 2])
np.polymul([0, 0, 1], [0, 2])
np.polydiv([1, 0, 0, -1], [1, -1])
np.polydiv([2, 5, 2], [2, 1])
np.polydiv([1, 2], [2])
np.polydiv([1, 2j], [1j])
np.polydiv([0, 0, 1], [1, 1])
np.polydiv(4, 2)
np.polydiv([1, 2], p)
np.polyder([3, 2, 1])
np.polyder([3.0, 2, 1], 2)
np.polyder([3, 2, 1], 3)
np.polyder([3, 2, 1], 4)
np.polyder(p)
np.polyder([1, 2], -1)
np.polyder(np.array([1, 2, 3], 'f4'))
np.polyint([3, 2, 1])
np.polyint([3, 2, 1], 2)
np.polyint([3, 2, 1], 2, 5)
np.polyint([3, 2, 1], 2, [5, 6])
np.polyint([3, 2, 1], k=[7])
np.polyint([3, 2, 1], 1, [7, 8])
np.polyint([3, 2, 1], 3, [7, 8])
np.polyint([3, 2, 1], -1)
np.polyint([], 1)
np.polyint(np.array([2, 1], 'f4'))
np.round(np.polyfit(x, y, 2), 6) + 0.0
np.round(np.polyfit(x, y, 1), 6) + 0.0
np.round(np.polyfit(x, yn, 3), 6) + 0.0
np.round(np.polyfit(x, y, 0), 6)
np.round(np.polyfit(x=x, y=y, deg=2), 6) + 0.0
np.round(np.polyfit([1, 2, 3], [2, 4, 6], 1), 6) + 0.0
np.round(np.polyfit(x, np.stack([y, yn], 1), 2), 6) + 0.0
np.round(np.polyfit(x, yn, 1, w=[1, 2, 1, 2, 1]), 6)
np.round(np.polyfit(x, np.stack([y, yn], 1), 1, w=[1, 2, 1, 2, 1]), 6)
np.round(np.polyfit(x, yn * 1j, 1), 6)
[np.round(i, 6) for i in np.polyfit(x, yn, 1, full=True)[:4]]
np.polyfit(x, yn, 1, full=True)[4] < 2e-15
np.polyfit(x, yn, 1, full=True, rcond=1e-3)[4]
[np.round(i, 6) for i in np.polyfit(x, yn, 1, cov=True)]
[np.round(i, 6) for i in np.polyfit(x, yn, 2, cov='unscaled')]
[np.round(i, 6) for i in np.polyfit(x, yn, 1, w=[1, 2, 1, 2, 1], cov=True)]
[np.round(i, 6) for i in np.polyfit(x, np.stack([y, yn], 1), 1, cov=True)]
np.polyfit(x, y, 4, cov=True)
np.polyfit(x, y[:3], 1)
np.polyfit(x, y, 1, w=[1, 2])
np.polyfit(x, y, 1, w=[[1, 2]])
np.polyfit(x, np.zeros((5, 1, 1)), 1)
np.polyfit(x, 3, 1)
np.polyfit(3, 3, 1)
np.round(np.poly1d(np.polyfit(x, y, 2))(5.0), 6)
P([1, 2, 3]).coef
P([1, 2, 3]).domain
P([1, 2, 3]).window
P(coef=[1, 2], domain=[0, 1], window=[2, 3])
P([1, 2], [0, 1], [2, 3], 'abc_1')
P([1, 2], symbol='')
P([1, 2], symbol='a b')
P([1, 2], symbol='_t')
P([1, 2], domain=[0, 1, 2])
P([1, 2], domain=[])
P([1j, 2])
P(np.array([1, 2], 'c8'))
P((1, 2.5))
P(np.arange(4, dtype='i1'))
P('a')
str(P([0]))
str(P([-1.5]))
str(P([0, 0, 0]))
str(P([1, -1]))
str(P([-1, 2.25, -3.125]))
str(P([1e10, 1e-10, -1e-10]))
str(P([123456789.0, 12345678.0, 0.0001, 0.00001]))
str(P([1 / 3, 2 / 3, -1 / 3]))
str(P([np.nan, np.inf, -np.inf]))
str(P([1j, -1j, 1 - 1j, -1 + 2.5j, 0j]))
str(P(np.array([0.1, 1 / 3], 'f4')))
str(P([1, 2, 3], domain=[0, 1]))
str(P([1, 2, 3], domain=[-2, 2]))
str(P([1, 2, 3], domain=[1, 3]))
str(P([1, 2, 3], domain=[0, 3], symbol='t'))
str(P(np.arange(13)))
str(P(np.arange(12) * -1.5))
str(P(1.0 / (1 + np.arange(14))))
str(P(np.arange(9) * 1e9))
!np.polynomial.set_default_printstyle('ascii')
str(P([1, -2, 3]))
str(P([1, 2, 3], domain=[0, 4]))
str(P(np.arange(20)))
!np.polynomial.set_default_printstyle('unicode')
str(P([1, -2, 3]))
np.polynomial.set_default_printstyle(None)
q + 1.5
1.5 + q
q + 1j
q + [0, 0, -3]
q + (1, 2, 3, 4)
q + np.array([1, 1])
np.array([1, 1]) + q
np.array([1, 1]) * q
np.array([1, 1]) - q
q - 1
1 - q
q - [1, 2, 3]
[1, 2, 3] - q
q * 2.5
2.5 * q
q * [1, 1]
(1, 1) * q
q * q * q
q * 0
q * P([1, -1])
q + q
q - P([1, 2])
q / 4
q / 2.0
q / 2j
q / [1]
q / '1'
q // 2
q // P([1, 1])
q % P([1, 1])
q % 2
divmod(q, P([1, 1]))
divmod(q, 2)
divmod(q, [1, 2, 3, 4])
[1, 2, 3, 4] // P([1, 1])
[1, 2, 3, 4] % P([1, 1])
7 // P([2])
7 % P([2])
q % 0
divmod(q, 0)
q ** 0
q ** 1
q ** 3
q ** 2.0
q ** 1.5
P([1, 1]) ** 5
-q
q == P([1, 2, 3])
q == P([1, 2])
q == P([1, 2, 3], domain=[0, 1])
q == P([1, 2, 3], window=[0, 1])
q == P([1, 2, 3], symbol='t')
q == [1, 2, 3]
q != P([1, 2, 4])
P([1, 2], symbol='t') * 2
P([1, 2], domain=[0, 1]) + 1
P([1, 2], domain=[0, 1]) + P([1, 2], domain=[0, 1])
P([1, 2], domain=[0, 1]) * P([1, 2])
P([1, 2], domain=[0, 1], window=[0, 1]) ** 2
q(0)
q(2)
q(-1.5)
q([0, 1, 2])
q((0, 1, 2))
q(np.array([[0, 1], [2, 3]]))
q(x)
q([])
q(np.array(2.0))
q(np.array([1, 2], 'f4'))
q([1j, 2])
P([1, 2, 3], domain=[0, 2])(1)
P([1, 2, 3], domain=[0, 2])([0, 0.5, 2])
P([1, 2, 3], domain=[0, 2], window=[0, 4])([0, 0.5, 2])
P([1, 2], domain=[0, 2])(P([0, 1], domain=[0, 2]))
q(P([1, 1]))
q.deriv(0)
q.deriv(m=2)
P([5]).deriv()
P([1, 2, 3], domain=[0, 4]).deriv()
P([1, 2, 3], domain=[0, 4]).integ()
P([1, 2, 3], domain=[0, 4]).integ(lbnd=0)
P([1, 2, 3], domain=[0, 4]).integ(2, [1, 2], 1)
q.integ(0)
q.integ(2)
q.integ(k=5)
q.integ(m=1, k=[5])
q.integ(2, [1, 2, 3])
q.integ(1.5)
np.round(P([6, -5, 1]).roots(), 6)
np.round(P([-6, 11, -6, 1]).roots(), 6)
np.round(P([1, 0, 1]).roots(), 6) + 0.0
np.round(P([-1, 0, 1], domain=[0, 2]).roots(), 6) + 0.0
P([3]).roots()
P([0]).roots()
P([1, 2]).roots()
P([1, 2, 0]).roots()
q.degree()
P([1, 0, 0]).degree()
P([1, 0, 0]).trim()
P([0, 0]).trim()
P([1, 1e-3, 1e-5]).trim(1e-4)
P([1, 2, 3]).trim(tol=5)
q.cutdeg(0)
q.cutdeg(5)
q.cutdeg(deg=1)
q.truncate(2)
q.truncate(2.0)
q.truncate(size=1)
q.truncate(-1)
q.copy()
q.copy() is q
q.convert()
q.convert(domain=[0, 2])
q.convert(window=[0, 2])
q.convert(domain=[0, 2], window=[0, 2])
P([1, 2, 3], domain=[0, 2]).convert()
P([1, 2, 3], domain=[0, 2]).convert(kind=P)
P([1, 2, 3], domain=[0, 2], symbol='t').convert()
q.linspace(5)
q.linspace(n=2)
q.linspace(3, domain=[0, 2])
P([0, 1], domain=[0, 10]).linspace(3)
q.mapparms()
P([1], domain=[0, 4]).mapparms()
P([1], domain=[0, 4], window=[0, 1]).mapparms()
q.has_samecoef(P([1, 2, 3], [0, 1]))
q.has_samecoef(P([1, 2]))
q.has_samedomain(P([1]))
q.has_samedomain(P([1], [0, 1]))
q.has_samewindow(P([1], window=[0, 1]))
q.has_sametype(P([1]))
q.has_sametype(p)
np.round(P.fit(x, y, 2).coef, 6) + 0.0
np.round(P.fit(x, y, 2).convert().coef, 6) + 0.0
P.fit(x, y, 2).domain
P.fit(x, y, 2).window
np.round(P.fit(x, y, deg=1).coef, 6)
np.round(P.fit(x, y, [0, 2]).coef, 6)
np.round(P.fit(x, y, [2]).coef, 6)
np.round(P.fit(x, y, 2, domain=[]).coef, 6) + 0.0
np.round(P.fit(x, y, 2, domain=[0, 8]).coef, 6) + 0.0
np.round(P.fit(x, y, 2, window=[0, 1]).coef, 6) + 0.0
np.round(P.fit(x, yn, 1, w=[1, 2, 1, 2, 1]).coef, 6)
P.fit(x, y, 1, symbol='t').symbol
[np.round(i, 6) for i in P.fit(x, yn, 1, full=True)[1][:3]]
np.round(P.fit(x, yn, 1, full=True)[0].coef, 6)
P.fit([1, 1], [2, 4], 0).domain
np.round(P.fit(x, y, 2)(2.5), 6)
P.fit(x, y, -1)
P.fit(x, y, 1.5)
P.fit(x, y, [])
P.fit([], [], 1)
P.fit(x, y[:2], 1)
P.fit(x, 3, 1)
P.fit(x, y, 1, w=[1])
P.fromroots([1, 2, 3])
P.fromroots([1, 2], domain=[0, 4])
P.fromroots([1, 2], domain=None)
P.fromroots([1j, -1j])
P.fromroots(5)
P.fromroots([])
P.fromroots([1, 2], window=[0, 1], symbol='t')
P.identity()
P.identity([0, 4])
P.identity(domain=[0, 4], window=[0, 4], symbol='t')
P.basis(0)
P.basis(3)
P.basis(deg=2, domain=[0, 1])
P.basis(1.0)
P.basis(1.5)
P.cast(P([1, 2], [0, 2]))
P.cast(q, domain=[0, 2])
P.domain
P.maxpower
pp.polyval(2, 5)
pp.polyval(2, [])
pp.polyval(x=2, c=[1, 2])
pp.polyval(1j, [1, 2])
pp.polyval([[1, 2], [3, 4]], [1, 2, 3])
pp.polyval((1, 2), (1, 2))
pp.polyval(np.array([1, 2], 'f4'), [1, 2])
pp.polyval(np.array([1, 2], 'f4'), np.array([1, 2], 'f4'))
pp.polyval([1, 2, 3], np.ones((2, 3, 2)))
pp.polyval(2, [[1, 2], [3, 4]])
pp.polyadd([1, 2, 3], [-1, -2, -3])
pp.polyadd([1, 2, 3], [1, 2, -3])
pp.polyadd([1], [1, 2, 0])
pp.polyadd(np.array([1], 'f4'), np.array([1, 2], 'f4'))
pp.polyadd(np.array([1], 'f4'), [1])
pp.polyadd([1j], [1])
pp.polysub([1], [1, 2])
pp.polysub([1, 2], [1])
pp.polymul([1, 2, 3], [3, 2, 1])
pp.polymul([1, 0], [0, 0])
pp.polymulx([0])
pp.polymulx([1, 2, 3])
pp.polydiv([1, 2, 3], [3, 2, 1])
pp.polydiv([-1, 0, 0, 1], [-1, 1])
pp.polydiv([1, 2], 2)
pp.polydiv([1, 2], [0, 0])
pp.polypow([1, 2, 3], 2)
pp.polypow([1, 2, 3], 0)
pp.polypow([1, 2], pow=3)
pp.polypow([1, 2], -1)
pp.polyder([1, 2, 3], m=1)
pp.polyder([[1, 2], [3, 4], [5, 6]], 2)
pp.polyder([1j, 2j])
pp.polyder(5)
pp.polyint(5)
pp.polyint([1, 2], k=[3])
pp.polyint([0], 1, 3)
pp.polyint([1, 2, 3], 3)
pp.polyint([1, 2], lbnd=-2)
pp.polyint([1, 2], scl=-2)
pp.polyint([1], 1, [1, 2])
pp.polyint([1], -1)
pp.polyroots([0])
pp.polyroots([2, 4])
np.round(pp.polyroots([6, -5, 1]), 6)
np.round(pp.polyroots([1, 0, 0, 0, 1]), 6) + 0.0
pp.polyfromroots([-1, 0, 1])
pp.polyfromroots([1, 2, 3, 4, 5])
pp.polyfromroots([1j, -1j])
pp.polyvander([1, 2, 3], 0)
pp.polyvander([1, 2, 3], deg=3)
pp.polyvander([], 2)
pp.polyvander([1j], 2)
np.round(pp.polyfit(x, y, 2), 6) + 0.0
np.round(pp.polyfit(x, y, deg=1), 6)
np.round(pp.polyfit(x, y, [0, 2]), 6) + 0.0
np.round(pp.polyfit(x, np.stack([y, yn], 1), 1), 6)
np.round(pp.polyfit(x, yn, 1, w=[1, 2, 1, 2, 1]), 6)
[np.round(i, 6) for i in pp.polyfit(x, yn, 1, full=True)[1][:3]]
pp.polytrim([0, 1, 0, 0])
pp.polytrim([0, 0])
pp.polytrim([1, 2, 1], 1)
pp.polytrim([1], -1)
pp.polyline(3, 4)
pp.polyline(3, 0)
pp.polyline(1.5, 2)
pp.polycompanion([1, 2, 3, 4])
np.polynomial.polynomial.polyval(2, [1, 2])
np.polynomial.polynomial.nothing
np.polynomial.nothing
''')
