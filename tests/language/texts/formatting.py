"""% of str and bytes, str.format and format_map: an expression a line."""


def show(text, names):
    try:
        print(ascii(text), "->", ascii(eval(text, names)))
    except Exception as error:
        print(ascii(text), "->", type(error).__name__, ascii(str(error)))


class C:
    x = 5

    def __repr__(self):
        return "Cr\xe9"

    def __str__(self):
        return "Cs"

    def __format__(self, spec):
        return "F[" + spec + "]"

    def __getitem__(self, key):
        return ("item", key)


EXPRESSIONS = r"""
'%d' % 5
'%d' % 5.7
'%d' % 'a'
'%d' % None
'%i %u' % (1,2)
'%5d|%-5d|%05d|%+d|% d' % (42,42,42,42,42)
'%x %X %o %#x %#X %#o' % (255,255,255,255,255,255)
'%x' % 1.5
'%x' % 'a'
'%o' % 1.5
'%e %E %f %F %g %G' % (1.5,1.5,1.5,1.5,1.5,1.5)
'%f' % 'a'
'%f' % None
'%.2f %8.3f %-8.2f| %+.1f' % (1.234,1.234,1.234,1.25)
'%c%c' % (65,'b')
'%c' % 'ab'
'%c' % 1.5
'%c' % 0x110000
'%c' % -1
'%c' % b'a'
'%s %r %a' % ('é','é','é')
'%5s|%-5s|%.1s|%5.1s' % ('ab','ab','ab','ab')
'%s' % (1,)
'%s' % ()
'%s %s' % (1,)
'%s' % (1,2)
'abc' % 1
'abc' % (1,)
'abc' % {}
'abc' % []
'abc' % {'a':1}
'%%' % ()
'%' % ()
'%y' % 1
'%5%' % ()
'%(a)s' % {'a':1}
'%(a)s' % 1
'%(a' % {'a':1}
'%(a)' % {'a':1}
'%(b)s' % {'a':1}
'%((a))s' % {'(a)':1}
'%(a)s %s' % {'a':1}
'%*d|%-*d|%.*f' % (5,1,5,1,2,1.5)
'%*d' % ('a',1)
'%*d' % (-5,1)
'%.*f' % ('a',1)
'%.*f' % (-1,1.5)
'%9999999999999d' % 1
'%.9999999999999d' % 1
'%ld %hd %Lf' % (1,2,3.5)
'%lld' % 1
'%.3d|%8.3d|%+.3d|%#.4x' % (5,5,5,10)
'%#x %#o' % (0,0)
'%-+5d|%- 5d|%+ d' % (5,5,5)
'%05s' % 'ab'
'%+s' % 'ab'
'%d' % 10**30
'%x' % -255
'%#x' % -255
'%08x' % -255
'%#08x' % 255
'%.0f' % 0.5
'%.0e' % 12345.
'%#.0f' % 1.0
'%s' % c
'%r' % c
'%a' % c
'%s' % b'a'
'%d' % True
'%s' % None
'%z' % 1
'%é' % 1
'abc %' % 1
'%(a)d' % {'a':'x'}
'%(a)*d' % {'a':1}
'%i' % c
'%s%s' % ('é','\ud800')
'%c' % 'é'
'%d%%' % 50
'%.3s' % 'éàüx'
'%5c|%-5c|' % ('a', 66)
'%f' % 10**400
'%d' % float('nan')
'%d' % float('inf')
'%x' % 2**70
'%s' % {1:2}
'%s' % [1]
'%(x)s' % c
'%s' % c
str.__rmod__('a', '%s')
'a' .__mod__(1)
b'%s' % b'ab'
b'%s' % 'a'
b'%b' % b'ab'
b'%b' % 5
b'%a' % 'é'
b'%r' % 'é'
b'%d' % 5
b'%d' % 'a'
b'%c' % 65
b'%c' % b'a'
b'%c' % 256
b'%c' % 'a'
b'%c' % b'ab'
b'%5s|' % b'ab'
b'%.1f' % 1.25
b'%x' % 255
b'%(a)s' % {b'a':b'x'}
b'%(a)s' % {'a':b'x'}
b'%y' % 1
b'%' % 1
b'%s' % ()
b'abc' % 1
bytearray(b'%s') % b'a'
b'%s' % memoryview(b'abc')
b'%s' % bytearray(b'abc')
b'%(' % {}
b'%*d' % (5,1)
b'%.3s' % b'abcdef'
'{}'.format(1)
'{} {}'.format(1)
'{0} {1} {0}'.format(1,2)
'{} {0}'.format(1,2)
'{0} {}'.format(1,2)
'{a}'.format(a=1)
'{a}'.format()
'{'.format()
'}'.format()
'{{}}'.format()
'{0'.format(1)
'{0!'.format(1)
'{0!r'.format(1)
'{0!r}'.format('a')
'{0!s:>5}|{0!a}'.format('é')
'{0!x}'.format(1)
'{0!rr}'.format(1)
'{0!}'.format(1)
'{0.x}'.format(c)
'{0.y}'.format(c)
'{0[1]}'.format([1,2])
'{0[a]}'.format({'a':5})
'{0[a]}'.format([1])
'{0[1].real}'.format([1,2])
'{0[}'.format([1])
'{0[]}'.format([1])
'{0.}'.format(1)
'{0[0]x}'.format([1])
'{0[0]'.format([1])
'{:>{}}|'.format('a',5)
'{:>{w}}|'.format('a',w=5)
'{0:>{1}}|'.format('a',5)
'{:{}{}}'.format(1,'>',5)
'{:{:{}}}'.format(1,2,3)
'{0:{1:{2}}}'.format(1,2,3)
'{:x}'.format('a')
'{:}'.format(c)
'{:abc}'.format(c)
'{0:{{}}}'.format(c)
'{:{}'.format(1,2)
'{: }'.format(1)
'{ }'.format(1)
'{0 }'.format(1)
'{-1}'.format(1)
'{+1}'.format(1)
'{9999999999999999999999}'.format(1)
'{5}'.format(1)
'{[0]}{[1]}'.format([1],[2,3])
'{.x}'.format(c)
'{a.x[0]}'.format(a=c)
'{a[0][1]}'.format(a=[[1,2]])
'{0[-1]}'.format([1,2])
'{0[ 1]}'.format({' 1':2})
'{0[99999999999999999999]}'.format([1])
'{0[a]b}'.format({'a':1})
'{0.x.y}'.format(c)
'{!r}'.format('x')
'{!r:}'.format('x')
'{:{a}}'.format(1,a='d')
'{a:{b}}'.format(a=1,b='x')
'{0:}}'.format(1)
'{0}}'.format(1)
'a{0}b{1}c'.format('é','\ud800')
'{:10}|{:<10}|{:^10}|{:>10}|{:*^10}'.format('ab','ab','ab','ab','ab')
'{:.1}|{:5.1}|'.format('abc','abc')
'{:d}'.format('a')
'{:,}'.format('a')
'{:+}'.format('a')
'{:=5}'.format('a')
'{:05}'.format('a')
'{:é^5}'.format('a')
'{:#}'.format('a')
'{:z}'.format('a')
'{:_}'.format('a')
'{:99999999999999999999}'.format('a')
'{:.99999999999999999999}'.format('a')
'{:.}'.format('a')
'{:ss}'.format('a')
'{a}'.format_map({'a':1})
'{a}'.format_map({})
'{}'.format_map({})
'{0}'.format_map([1])
'{a}'.format_map(c)
'{a.x}'.format_map({'a':c})
'{}'.format(*[1],**{})
str.format('{}',1)
str.format()
str.format(1)
'{self}'.format(self=5)
'{}'.format(None)
'{:5}'.format(None)
'{:5}'.format([])
'{!s:5}'.format([])
'{0.__class__.__name__}'.format(1)
'{:{}}}'.format(1,2)
'{0!r:{1}}'.format('a',5)
'{:%Y}'.format(c)
'{0:{0}}'.format('a')
'{\n}'.format(1)
'{0:a{{b}}'.format(c)
'{0:a}}b}'.format(c)
'{!}'.format(1)
'{!r!s}'.format(1)
'{:!r}'.format(c)
'{[}'.format(1)
'{[a}'.format(1)
'{]}'.format(1)
'{a]}'.format(1)
'{0]}'.format(1)
'{a[}'.format(a=1)
'{é}'.format(é=1)
'{:s}'.format(c)
'{:s}'.format(1)
'{0:5.2f}'.format(1.239)
"""
for expression in EXPRESSIONS.strip().split("\n"):
    show(expression, {"C": C, "c": C()})

