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



a = np.array([1.0, 2.123456789, 3.5])
w = np.arange(2000)
z = np.array([[1.0, np.nan], [np.inf, -1.5]])
c = np.array([1 + 2.5j, -3.25 - 1j])


def within(value, **options):
    with np.printoptions(**options):
        text = repr(value) + ' | ' + str(value)
    return text


check("""
within(a, precision=3)
within(a, precision=0)
within(a * 1e10, precision=2)
within(a, suppress=True)
within(np.array([1e-10, 1.0]), suppress=True)
within(np.array([1e-10, 1.0]), suppress=False)
within(w, threshold=5)
within(w, threshold=5, edgeitems=1)
within(w[:20], linewidth=30)
within(w[:12].reshape(3, 4), threshold=5, edgeitems=1)
within(z, nanstr='NA', infstr='big')
within(a, sign='+')
within(a, sign=' ')
within(np.array([-1.0, 2.0]), sign=' ')
within(a, floatmode='fixed')
within(a, floatmode='fixed', precision=2)
within(a, floatmode='unique')
within(a, floatmode='maxprec', precision=4)
within(a, floatmode='maxprec_equal')
within(a * 1e12, floatmode='fixed', precision=3)
within(np.float32([0.1, 2]), floatmode='unique')
within(c, precision=1)
within(c, floatmode='fixed', precision=2)
within(c, sign='+')
within(a, formatter={'float': lambda x: 'f' + str(x)})
within(a, formatter={'all': lambda x: '<' + str(x) + '>'})
within(w[:3], formatter={'int': lambda x: hex(x)})
within(w[:3], formatter={'float': lambda x: 'f'})
within(np.array([True, False]), formatter={'bool': lambda x: 'yes' if x else 'no'})
within(w[:6].reshape(2, 3), formatter={'int_kind': lambda x: str(x) * 3})
within(np.array(5), formatter={'int': lambda x: 'five'})
within(a, precision=-1)
within(a, precision=1.5)
within(a, floatmode='other')
within(a, sign='x')
within(a, threshold='x')
within(a, threshold=np.nan)
np.get_printoptions()['precision'], np.get_printoptions()['threshold'], np.get_printoptions()['floatmode']
sorted(np.get_printoptions().keys())
!np.set_printoptions(precision=2)
a
str(a)
np.get_printoptions()['precision']
!np.set_printoptions(precision=8)
a
!np.set_printoptions(edgeitems=2, threshold=4)
w
!np.set_printoptions(edgeitems=3, threshold=1000)
""")

check("""
np.array2string(a)
np.array2string(a, precision=2)
np.array2string(a, separator=', ')
np.array2string(a, separator='|')
np.array2string(a, prefix='array(')
np.array2string(w[:30], max_line_width=40)
np.array2string(w[:30], max_line_width=40, prefix='datatype: ')
np.array2string(w[:12].reshape(3, 4), separator=',')
np.array2string(w, threshold=10)
np.array2string(w, threshold=10, edgeitems=1)
np.array2string(a, formatter={'float_kind': lambda x: str(round(x, 1))})
np.array2string(a, suppress_small=True)
np.array2string(a, floatmode='fixed', precision=4)
np.array2string(a, sign='+')
np.array2string(z, separator=', ', suffix=')')
np.array2string(np.array(3))
np.array2string(np.array(2.5))
np.array2string(np.array([]))
np.array2string(np.zeros((2, 0)))
np.array2string(c)
np.array2string(np.array([True, False]))
np.array_repr(a)
np.array_repr(a, precision=2)
np.array_repr(w[:30], max_line_width=40)
np.array_repr(np.float32([1, 2]))
np.array_repr(np.array([1e-10, 1]), suppress_small=True)
np.array_str(a)
np.array_str(a, precision=2)
np.array_str(np.array([1e-10, 1]), suppress_small=True)
np.array_str(np.array(3))
np.array_str(w[:30], max_line_width=40)
""")

check("""
np.format_float_positional(3.14159)
np.format_float_positional(3.0)
np.format_float_positional(3.14159, precision=2)
np.format_float_positional(1e20)
np.format_float_positional(1e-10)
np.format_float_positional(0.1, unique=False, precision=20)
np.format_float_positional(3.0, trim='0')
np.format_float_positional(3.0, trim='-')
np.format_float_positional(3.0, trim='.')
np.format_float_positional(3.25, precision=4)
np.format_float_positional(3.25, precision=4, trim='0')
np.format_float_positional(3.25, sign=True)
np.format_float_positional(-3.25, pad_left=4)
np.format_float_positional(3.25, pad_right=4)
np.format_float_positional(3.25, pad_left=4, pad_right=4)
np.format_float_positional(np.inf), np.format_float_positional(-np.inf), np.format_float_positional(np.nan)
np.format_float_positional(16.0, precision=1, fractional=False)
np.format_float_positional(1234.5678, precision=6, fractional=False)
np.format_float_positional(0.5, unique=False)
np.format_float_positional(0.5, min_digits=4)
np.format_float_positional(0.5, min_digits=4, precision=2)
np.format_float_positional(5)
np.format_float_scientific(3.14159)
np.format_float_scientific(3.0)
np.format_float_scientific(1234.5, precision=2)
np.format_float_scientific(1e100)
np.format_float_scientific(1e-5, exp_digits=4)
np.format_float_scientific(123.0, trim='0')
np.format_float_scientific(123.0, trim='-')
np.format_float_scientific(100.0, trim='-')
np.format_float_scientific(3.0, unique=False, precision=5)
np.format_float_scientific(3.0, sign=True)
np.format_float_scientific(-3.0, pad_left=4)
np.format_float_scientific(np.nan)
np.format_float_scientific(0.0)
np.base_repr(5)
np.base_repr(6, 5)
np.base_repr(7, base=5, padding=3)
np.base_repr(10, 16)
np.base_repr(-10, 16)
np.base_repr(0)
np.base_repr(5, 40)
np.base_repr(5, 1)
np.binary_repr(3)
np.binary_repr(-3)
np.binary_repr(3, width=4)
np.binary_repr(-3, width=3)
np.binary_repr(-3, width=5)
np.binary_repr(-8, width=4)
np.binary_repr(8, width=2)
np.binary_repr(0, 3)
""")
