# Arrays in files: text, .npy, and .npz, which is a zip archive of .npy files without compression.


def _opened(file, mode):
    return (file, False) if hasattr(file, 'read') or hasattr(file, 'write') else (open(file, mode), True)


def _read_all(file, mode):
    found = _opened(file, mode)
    data = found[0].read()
    if found[1]:
        found[0].close()
    return data


def _write_all(file, data, mode):
    found = _opened(file, mode)
    found[0].write(data)
    if found[1]:
        found[0].close()


# ---- .npy

_CODES = {'bool': '|b1', 'int8': '|i1', 'uint8': '|u1', 'int16': '<i2', 'uint16': '<u2', 'int32': '<i4', 'uint32': '<u4', 'int64': '<i8', 'uint64': '<u8', 'float32': '<f4', 'float64': '<f8', 'complex64': '<c8', 'complex128': '<c16'}


def _npy(a):
    a = np.asarray(a)
    fortran = a.flags.fnc
    header = "{'descr': '" + _CODES[a.dtype.name] + "', 'fortran_order': " + str(fortran) + ", 'shape': " + str(a.shape) + ', }'
    header += ' ' * (63 - (10 + len(header)) % 64) + '\n'
    size = len(header)
    return b'\x93NUMPY' + bytes([1, 0, size % 256, size // 256]) + header.encode() + a.tobytes('F' if fortran else 'C')


def _array_of(data, name):
    if list(data[:6]) != [0x93, 78, 85, 77, 80, 89]:
        raise ValueError('Cannot load ' + name + ': it has no .npy header (pickled data is not supported)')
    wide = data[6] > 1
    start = 12 if wide else 10
    size = data[8] + 256 * data[9] + ((data[10] + 256 * data[11]) * 65536 if wide else 0)
    header = data[start:start + size].decode().strip()
    info = eval(header, {'True': True, 'False': False})
    code = info['descr']
    if not isinstance(code, str) or (code[0] == '>' and code[-1] != '1'):
        raise ValueError('unsupported dtype in .npy file: ' + str(code))
    shape = tuple(info['shape'])
    count = 1
    for n in shape:
        count *= n
    kind = np.dtype(code[1:])
    body = data[start + size:]
    if len(body) < count * kind.itemsize:
        raise ValueError('cannot reshape array of size ' + str(len(body) // kind.itemsize) + ' into shape ' + str(shape))
    a = np.frombuffer(body, kind, count).copy()
    return a.reshape(tuple(reversed(list(shape)))).T if info['fortran_order'] else a.reshape(shape)


def save(file, arr=..., allow_pickle=True):
    if isinstance(file, str) and file[-4:] != '.npy':
        file += '.npy'
    _write_all(file, _npy(arr), 'wb')


def load(file, mmap_mode=None, allow_pickle=False):
    if mmap_mode is not None:
        raise ValueError('memory maps are not supported')
    data = _read_all(file, 'rb')
    if len(data) == 0:
        raise EOFError('No data left in file')
    return NpzFile(data) if list(data[:4]) == [80, 75, 3, 4] or list(data[:4]) == [80, 75, 5, 6] else _array_of(data, str(file))


# ---- .npz

def _le(value, size):
    return bytes([value >> 8 * i & 255 for i in range(size)])


def _number(data, at, size):
    value = 0
    for i in range(size):
        value += data[at + i] << 8 * i
    return value


def savez(file, *args, **kwds):
    entries = []
    for i in range(len(args)):
        if 'arr_' + str(i) in kwds:
            raise ValueError('Cannot use un-named variables and keyword arr_' + str(i))
        entries.append(('arr_' + str(i), args[i]))
    entries = [(name, kwds[name]) for name in kwds] + entries
    parts = []
    directory = b''
    at = 0
    for entry in entries:
        name = (entry[0] + '.npy').encode()
        data = _npy(entry[1])
        facts = _le(0, 2) + _le(0, 2) + _le(0, 2) + _le(33, 2) + _le(np._crc32(data), 4) + _le(len(data), 4) + _le(len(data), 4) + _le(len(name), 2) + _le(0, 2)
        directory += b'PK\x01\x02' + _le(20, 2) + _le(20, 2) + facts + _le(0, 2) + _le(0, 2) + _le(0, 2) + _le(0, 4) + _le(at, 4) + name
        parts.append(b'PK\x03\x04' + _le(20, 2) + facts + name)
        parts.append(data)
        at += 30 + len(name) + len(data)
    end = b'PK\x05\x06' + _le(0, 4) + _le(len(entries), 2) + _le(len(entries), 2) + _le(len(directory), 4) + _le(at, 4) + _le(0, 2)
    if isinstance(file, str) and file[-4:] != '.npz':
        file += '.npz'
    whole = b''
    for part in parts:
        whole += part
    _write_all(file, whole + directory + end, 'wb')


def savez_compressed(file, *args, **kwds):
    savez(file, *args, **kwds)


class NpzFile:
    def __init__(self, data=...):
        self._data = data
        self._places = {}
        self.files = []
        end = len(data) - 22
        while end >= 0 and list(data[end:end + 4]) != [80, 75, 5, 6]:
            end -= 1
        if end < 0:
            raise ValueError('File is not a zip file')
        at = _number(data, end + 16, 4)
        for _ in range(_number(data, end + 10, 2)):
            size = _number(data, at + 28, 2)
            name = data[at + 46:at + 46 + size].decode()
            short = name[:-4] if name[-4:] == '.npy' else name
            self._places[short] = (_number(data, at + 10, 2), _number(data, at + 20, 4), _number(data, at + 42, 4), _number(data, at + 16, 4))
            self.files.append(short)
            at += 46 + size + _number(data, at + 30, 2) + _number(data, at + 32, 2)

    def __getitem__(self, key):
        if key not in self._places:
            raise KeyError(key + ' is not a file in the archive')
        place = self._places[key]
        if place[0] != 0:
            raise NotImplementedError("'" + key + "' is compressed; save it with np.savez to load it here")
        at = place[2]
        start = at + 30 + _number(self._data, at + 26, 2) + _number(self._data, at + 28, 2)
        data = self._data[start:start + place[1]]
        if np._crc32(data) != place[3]:
            raise ValueError("Bad CRC-32 for file '" + key + ".npy'")
        return _array_of(data, key)

    def __contains__(self, key):
        return key in self._places

    def __iter__(self):
        return iter(self.files)

    def __len__(self):
        return len(self.files)

    def keys(self):
        return self.files.copy()

    def values(self):
        return [self[name] for name in self.files]

    def items(self):
        return [(name, self[name]) for name in self.files]

    def get(self, key, default=None):
        return self[key] if key in self._places else default

    def close(self):
        return None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None


# ---- raw bytes and plain text

def fromfile(file, dtype=None, count=-1, sep='', offset=0):
    if sep:
        return fromstring(_read_all(file, 'r'), dtype, count, sep)
    data = _read_all(file, 'rb')
    kind = np.dtype(dtype)
    most = (len(data) - offset) // kind.itemsize
    return np.frombuffer(data, kind, most if count < 0 else min(count, most), offset).copy()


def _tofile(a, fid, sep='', format='%s'):
    if not sep:
        _write_all(fid, a.tobytes(), 'wb')
        return
    _write_all(fid, sep.join([_shown(x, format) for x in a.ravel().tolist()]), 'w')


def _shown(x, format):
    return str(x) if format == '%s' else np._c_format(format, x)


def fromstring(string, dtype=None, count=-1, sep=''):
    if not sep:
        raise ValueError('The binary mode of fromstring is removed, use frombuffer instead')
    parts = string.split() if sep.strip() == '' else [part.strip() for part in string.split(sep.strip())]
    if parts and parts[-1] == '':
        parts = parts[:-1]
    kind = np.dtype(dtype)
    if count >= 0:
        if count > len(parts):
            raise ValueError('string is smaller than requested size')
        parts = parts[:count]
    return np.array([_value(part, kind) for part in parts], kind)


def _value(text, kind):
    if kind.kind == 'c':
        return complex(text)
    if kind.kind == 'b':
        return bool(int(text))
    return float(text) if kind.kind == 'f' else int(text)


def _lines_of(fname):
    if isinstance(fname, str) or hasattr(fname, 'read'):
        text = _read_all(fname, 'r')
        text = text if isinstance(text, str) else text.decode()
        lines = text.replace('\r\n', '\n').split('\n')
        return lines[:-1] if lines and lines[-1] == '' else lines
    return [line if isinstance(line, str) else line.decode() for line in fname]


def _uncommented(line, comments):
    for mark in [] if comments is None else ([comments] if isinstance(comments, str) else comments):
        at = line.find(mark)
        if at >= 0:
            line = line[:at]
    return line.strip('\r\n')


def _fields(line, delimiter):
    return line.split() if delimiter is None else [part.strip() for part in line.split(delimiter)]


def loadtxt(fname, dtype='float64', comments='#', delimiter=None, converters=None, skiprows=0, usecols=None, unpack=False, ndmin=0, encoding=None, max_rows=None, quotechar=None, like=None):
    if ndmin not in (0, 1, 2):
        raise ValueError('Illegal value of ndmin keyword: ' + str(ndmin))
    kind = np.dtype(dtype)
    columns = [usecols] if isinstance(usecols, int) else (None if usecols is None else list(usecols))
    rows = []
    lines = _lines_of(fname)[skiprows:]
    for k in range(len(lines)):
        line = _uncommented(lines[k], comments)
        if line.strip() == '':
            continue
        if max_rows is not None and len(rows) >= max_rows:
            break
        rows.append(_text_row(_fields(line, delimiter), columns, kind, converters, len(rows)))
        if len(rows[-1]) != len(rows[0]):
            raise ValueError('the number of columns changed from ' + str(len(rows[0])) + ' to ' + str(len(rows[-1])) + ' at row ' + str(len(rows)) + '; use `usecols` to select a subset and avoid this error')
    a = np.array(rows, kind) if rows else np.zeros((0, 0 if columns is None else len(columns)), kind)
    if not rows and ndmin < 2:
        a = a.reshape(0)
    elif ndmin < 2:
        a = np.squeeze(a)
        if ndmin == 1:
            a = np.atleast_1d(a)
    return a.T if unpack else a


def _text_row(fields, columns, kind, converters, number):
    chosen = list(range(len(fields))) if columns is None else columns
    row = []
    for i in chosen:
        if not -len(fields) <= i < len(fields):
            raise ValueError('invalid column index ' + str(i) + ' at row ' + str(number + 1) + ' with ' + str(len(fields)) + ' columns')
        if converters is not None and (callable(converters) or i in converters):
            row.append((converters if callable(converters) else converters[i])(fields[i]))
            continue
        try:
            row.append(_value(fields[i], kind))
        except ValueError:
            raise ValueError("could not convert string '" + fields[i] + "' to " + kind.name + ' at row ' + str(number) + ', column ' + str(i % len(fields) + 1) + '.')
    return row


def genfromtxt(fname, dtype='float64', comments='#', delimiter=None, skip_header=0, skip_footer=0, converters=None, missing_values=None, filling_values=None, usecols=None, names=None, unpack=None, encoding=None, ndmin=0, invalid_raise=True, max_rows=None, autostrip=False):
    if names is not None or dtype is None:
        raise ValueError('structured results (names, dtype=None) are not supported')
    kind = np.dtype(dtype)
    columns = [usecols] if isinstance(usecols, int) else (None if usecols is None else list(usecols))
    default = filling_values if filling_values is not None else (np.nan if kind.kind in 'fc' else -1)
    lines = _lines_of(fname)[skip_header:]
    lines = [_uncommented(line, comments) for line in lines]
    lines = [line for line in lines if line.strip() != '']
    lines = lines[:len(lines) - skip_footer] if skip_footer else lines
    lines = lines if max_rows is None else lines[:max_rows]
    missing = [] if missing_values is None else ([missing_values] if isinstance(missing_values, str) else list(missing_values))
    rows = []
    bad = []
    for k in range(len(lines)):
        fields = _fields(lines[k], delimiter)
        if k and columns is None and len(fields) != len(rows[0]):
            bad.append('    Line #' + str(k + 1 + skip_header) + ' (got ' + str(len(fields)) + ' columns instead of ' + str(len(rows[0])) + ')')
            continue
        fields = fields if columns is None else [fields[i] for i in columns]
        rows.append([_value_or(field, kind, default, missing) for field in fields])
    if bad and invalid_raise:
        raise ValueError('Some errors were detected !\n' + '\n'.join(bad))
    a = np.array(rows, kind) if rows else np.zeros(0, kind)
    a = np.squeeze(a) if a.size else a
    while a.ndim < ndmin:
        a = a[None]
    return a.T if unpack else a


def _value_or(text, kind, default, missing):
    if text == '' or text in missing:
        return default
    try:
        return _value(text, kind)
    except ValueError:
        return default


def savetxt(fname, X=..., fmt='%.18e', delimiter=' ', newline='\n', header='', footer='', comments='# ', encoding=None):
    X = np.asarray(X)
    if X.ndim == 0 or X.ndim > 2:
        raise ValueError('Expected 1D or 2D array, got ' + str(X.ndim) + 'D array instead')
    rows = X.reshape(-1, 1) if X.ndim == 1 else X
    count = rows.shape[1]
    if isinstance(fmt, (list, tuple)):
        if len(fmt) != count:
            raise AttributeError('fmt has wrong shape.  ' + str(fmt))
        formats = list(fmt)
    elif fmt.count('%') == 1:
        formats = [fmt for _ in range(count)]
    elif fmt.count('%') == count:
        formats = None
    else:
        raise ValueError("fmt has wrong number of % formats:  " + fmt)
    text = ''
    if header:
        text += comments + header.replace('\n', '\n' + comments) + newline
    for row in rows.tolist():
        text += (delimiter.join([_formatted_number(formats[i], row[i]) for i in range(count)]) if formats is not None else _row_by_format(fmt, row)) + newline
    if footer:
        text += comments + footer.replace('\n', '\n' + comments) + newline
    _write_all(fname, text, 'w')


# Text around one format stays as it is.
def _formatted_number(fmt, x):
    at = fmt.find('%')
    end = at + 1
    while end < len(fmt) and fmt[end] not in 'diuxXoceEfFgGs':
        end += 1
    code = fmt[at:end + 1]
    if not isinstance(x, (int, float)):
        real = np._c_format(code, x.real)
        imag = np._c_format(code[0] + '+' + code[1:], x.imag)
        return ' (' + real + imag + 'j)'
    if code[-1:] in 'diuxXoc' and isinstance(x, float):
        x = int(x)
    return fmt[:at] + (str(x) if code == '%s' else np._c_format(code, x if code[-1:] in 'diuxXoc' else float(x))) + fmt[end + 1:]


def _row_by_format(fmt, row):
    parts = fmt.split('%')
    return parts[0] + ''.join([_formatted_number('%' + parts[i + 1], row[i]) for i in range(len(row))])
