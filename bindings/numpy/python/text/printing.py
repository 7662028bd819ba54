# Print options, and text of arrays and numbers on demand.

_options = {'edgeitems': 3, 'threshold': 1000, 'floatmode': 'maxprec', 'precision': 8, 'suppress': False, 'linewidth': 75, 'nanstr': 'nan', 'infstr': 'inf', 'sign': '-', 'formatter': None, 'legacy': False, 'override_repr': None}
_MODES = {'fixed': 'f', 'unique': 'u', 'maxprec': 'm', 'maxprec_equal': 'e'}


def _merged(changes):
    options = _options.copy()
    for name in changes:
        if name not in options:
            raise TypeError("set_printoptions() got an unexpected keyword argument '" + name + "'")
        if changes[name] is not None or name == 'formatter':
            options[name] = changes[name]
    if options['floatmode'] not in _MODES:
        raise ValueError('floatmode option must be one of "fixed", "unique", "maxprec", "maxprec_equal"')
    if options['sign'] not in ('-', '+', ' '):
        raise ValueError("sign option must be one of ' ', '+', or '-'")
    threshold = options['threshold']
    if not isinstance(threshold, (int, float)):
        raise TypeError('threshold must be numeric')
    if threshold != threshold:
        raise ValueError('threshold must be non-NAN, try sys.maxsize for untruncated representation')
    if not isinstance(options['precision'], int):
        raise TypeError('precision must be an integer')
    if options['precision'] < 0:
        raise ValueError('precision must be >= 0')
    return options


# As C reads them.
def _plain(options):
    threshold = options['threshold']
    threshold = 9223372036854775807 if threshold >= 9.2e18 else int(threshold)
    return (options['precision'], min(threshold, 2147483647), options['edgeitems'], options['linewidth'], bool(options['suppress']), options['sign'], _MODES[options['floatmode']], str(options['nanstr']), str(options['infstr']), bool(options['formatter']))


def set_printoptions(precision=None, threshold=None, edgeitems=None, linewidth=None, suppress=None, nanstr=None, infstr=None, formatter=None, sign=None, floatmode=None, legacy=None, override_repr=None):
    options = _merged({'precision': precision, 'threshold': threshold, 'edgeitems': edgeitems, 'linewidth': linewidth, 'suppress': suppress, 'nanstr': nanstr, 'infstr': infstr, 'formatter': formatter, 'sign': sign, 'floatmode': floatmode})
    for name in options:
        _options[name] = options[name]
    np._set_print_options(_plain(options))


def get_printoptions():
    return _options.copy()


class printoptions:
    def __init__(self, **options):
        self.changes = options

    def __enter__(self):
        self.kept = _options.copy()
        set_printoptions(**self.changes)
        return get_printoptions()

    def __exit__(self, *args):
        set_printoptions(**{name: self.kept[name] for name in self.kept if name not in ('legacy', 'override_repr')})


_KINDS = {'b': ['bool'], 'i': ['int', 'int_kind'], 'u': ['int', 'int_kind'], 'f': ['float', 'float_kind'], 'c': ['complexfloat', 'complex_kind']}


# What a formatter makes of each element, or None where there is none for this kind.
def _words(a, formatter):
    if not formatter:
        return None
    for name in _KINDS[a.dtype.kind] + ['all']:
        if formatter.get(name) is not None:
            return [str(formatter[name](x)) for x in a.ravel().tolist()]
    return None


def _text(a, options, separator, prefix, suffix):
    a = np.ascontiguousarray(a).reshape(a.shape)
    return np._array_text(a, _plain(options), separator, prefix, suffix, _words(a, options['formatter']))


def _formatted(a, is_repr):
    if a.ndim == 0 and not is_repr:
        return str(a.item())
    return _text(a, _options, ', ' if is_repr else ' ', -1 if is_repr else 0, 0)


def array2string(a=..., max_line_width=None, precision=None, suppress_small=None, separator=' ', prefix='', formatter=None, threshold=None, edgeitems=None, sign=None, floatmode=None, suffix='', legacy=None):
    options = _merged({'linewidth': max_line_width, 'precision': precision, 'suppress': suppress_small, 'threshold': threshold, 'edgeitems': edgeitems, 'sign': sign, 'floatmode': floatmode, 'formatter': formatter or _options['formatter']})
    a = np.asarray(a)
    return _text(a, options, separator, len(prefix), len(suffix))


def array_repr(arr=..., max_line_width=None, precision=None, suppress_small=None):
    options = _merged({'linewidth': max_line_width, 'precision': precision, 'suppress': suppress_small, 'formatter': _options['formatter']})
    return _text(arr, options, ', ', -1, 0)


def array_str(a=..., max_line_width=None, precision=None, suppress_small=None):
    a = np.asarray(a)
    if a.ndim == 0:
        return str(a)
    return array2string(a, max_line_width, precision, suppress_small)


def _check_digits(precision, min_digits, unique):
    if precision is None and not unique:
        raise TypeError('in non-unique mode `precision` must be supplied')
    if min_digits is not None and min_digits > 0 and precision is not None and min_digits > precision:
        raise ValueError('min_digits must be less than or equal to precision')


def _special(x, sign):
    if x == x and x - x == 0:
        return None
    return 'nan' if x != x else ('-inf' if x < 0 else ('+inf' if sign else 'inf'))


def _padded(text, left, right):
    point = text.find('.')
    before = len(text) if point < 0 else point
    after = 0 if point < 0 else len(text) - point - 1
    if left is not None:
        text = ' ' * (left - before) + text
    return text if right is None else text + ' ' * (right - after)


def format_float_positional(x, precision=None, unique=True, fractional=True, trim='k', sign=False, pad_left=None, pad_right=None, min_digits=None):
    single = isinstance(x, np.ndarray) and x.dtype == 'float32'
    x = float(x)
    _check_digits(precision, min_digits, unique)
    text = _special(x, sign)
    if text is None:
        if not fractional and precision is not None:
            x = float(np._c_format('%.' + str(max(precision - 1, 0)) + 'e', x))
            precision = None
            unique = True
        text = np._float_text(x, 340 if precision is None else precision, unique, False, '.' if unique and trim == 'k' else trim, sign, min_digits or 0, 0, single)
    return _padded(text, pad_left, pad_right)


def format_float_scientific(x, precision=None, unique=True, trim='k', sign=False, pad_left=None, exp_digits=None, min_digits=None):
    single = isinstance(x, np.ndarray) and x.dtype == 'float32'
    x = float(x)
    _check_digits(precision, min_digits, unique)
    text = _special(x, sign)
    if text is None:
        most = 340 if precision is None else precision
        least = precision if trim == 'k' and precision is not None else (min_digits or 0)
        text = np._float_text(x, most, unique, True, trim if precision is not None or trim != 'k' else '.', sign, least, exp_digits or 2, single)
    return _padded(text, pad_left, None)


def base_repr(number, base=2, padding=0):
    if base > 36:
        raise ValueError('Bases greater than 36 not handled in base_repr.')
    if base < 2:
        raise ValueError('Bases less than 2 not handled in base_repr.')
    digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    rest = abs(int(number))
    text = ''
    while rest:
        text = digits[rest % base] + text
        rest //= base
    text = '0' * padding + text
    return ('-' if number < 0 else '') + (text or '0')


def binary_repr(num, width=None):
    num = int(num)
    if num >= 0:
        text = base_repr(num, 2)
        need = len(text)
    elif width is None:
        return '-' + base_repr(-num, 2)
    else:
        need = len(base_repr(-num, 2))
        need = need if 2 ** (need - 1) == -num else need + 1
        text = base_repr(2 ** max(width, need) + num, 2)
    if width is None:
        return text
    if need > width:
        raise ValueError('Insufficient bit width=' + str(width) + ' provided for binwidth=' + str(need))
    return '0' * (width - len(text)) + text
