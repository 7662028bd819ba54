# Einstein's sums. A label is the code of its letter; the axes of an ellipsis are -1 for the last, -2 for the one before, ...


def einsum(*operands, out=None, dtype=None, order='K', casting='safe', optimize=False):
    text, arrays = _arguments(operands)
    if order not in ('C', 'F', 'A', 'K'):
        raise ValueError("order must be one of 'C', 'F', 'A', or 'K' (got '" + str(order) + "')")
    labels, rest = _inputs(text, arrays)
    whole = _output(rest, labels)
    if out is not None:
        _check_out(out, whole)
    is_view = out is None and len(arrays) == 1 and all([x in whole for x in labels[0]])
    _check_diagonals(arrays, labels, is_view)
    sizes = _sizes(arrays, labels, whole, out)
    if is_view:
        return _plain(_view(arrays[0], labels[0], whole, sizes))
    given = arrays if out is None else arrays + [out]
    kind = np.result_type(*given) if dtype is None else np.dtype(dtype)
    _check_casts(arrays, out, kind, casting)
    result = _sum_of_products([a.astype(kind) if a.dtype != kind else a for a in arrays], labels, whole, sizes)
    if out is not None:
        out[...] = result
        return out
    return _plain(np.array(result, order='F') if order == 'F' else result)


def _plain(a):
    return a if a.ndim else a.item()


# ---- what the arguments say


def _arguments(operands):
    if len(operands) == 0:
        raise ValueError('must specify the einstein sum subscripts string and at least one operand, or at least one operand and its corresponding subscripts list')
    text, arrays = operands[0], list(operands[1:])
    if isinstance(text, bytes):
        text = text.decode()
    if not isinstance(text, str):
        text, arrays = _sublists(operands)
    elif len(arrays) == 0:
        raise ValueError('must specify the einstein sum subscripts string and at least one operand')
    return text.replace(' ', ''), [np.asarray(a) for a in arrays]


def _sublists(operands):
    n = len(operands)
    if n < 2:
        raise ValueError('must provide at least an operand and a subscripts list to einsum')
    text = ','.join([_letters(operands[i]) for i in range(1, n, 2)])
    if n % 2:
        text += '->' + _letters(operands[n - 1])
    return text, [operands[i] for i in range(0, n - 1, 2)]


def _letters(sublist):
    if not isinstance(sublist, (list, tuple, str, np.ndarray)):
        raise TypeError('the subscripts for each operand must be a list or a tuple')
    text = ''
    for x in sublist:
        if not isinstance(x, int) and x is not ...:
            raise TypeError('each subscript must be either an integer or an ellipsis')
        if x is ...:
            text += '...'
        elif x < 0 or x >= 52:
            raise ValueError('subscript is not within the valid range [0, 52)')
        else:
            text += chr(x + 65 if x < 26 else x + 71)
    return text


def _parse(text, where):
    # The labels before and after an ellipsis; the latter is None where there is none.
    before, after, i = [], None, 0
    while i < len(text):
        c = text[i]
        if c == '.':
            if text[i:i + 3] != '...' or after is not None:
                raise ValueError("einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in " + where)
            after = []
            i += 2
        elif not (c >= 'a' and c <= 'z' or c >= 'A' and c <= 'Z'):
            raise ValueError("invalid subscript '" + c + "' in einstein sum subscripts string, subscripts must be letters")
        else:
            (before if after is None else after).append(ord(c))
        i += 1
    return before, after


def _inputs(text, arrays):
    # The labels of each operand's axes, and the text that follows the operands.
    arrow = text.find('-')
    terms = (text if arrow < 0 else text[:arrow]).split(',')
    labels = []
    for i in range(len(arrays)):
        is_last = i == len(arrays) - 1
        if is_last and len(terms) > i + 1:
            raise ValueError('more operands provided to einstein sum function than specified in the subscripts string')
        if not is_last and len(terms) == i + 1:
            raise ValueError('fewer operands provided to einstein sum function than specified in the subscripts string')
        before, after = _parse(terms[i], 'operand ' + str(i))
        extra = arrays[i].ndim - len(before) - len(after or [])
        if extra < 0:
            raise ValueError('einstein sum subscripts string contains too many subscripts for operand ' + str(i))
        if extra and after is None:
            raise ValueError("operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions.")
        labels.append(before + list(range(-extra, 0)) + (after or []))
    if arrow >= 0 and text[arrow:arrow + 2] != '->':
        raise ValueError("einstein sum subscript string does not contain proper '->' output specified")
    return labels, text[arrow + 2:] if arrow >= 0 else None


def _joined(lists):
    whole = []
    for part in lists:
        whole += part
    return whole


def _output(text, labels):
    everything = _joined(labels)
    spread = list(range(min([0] + everything), 0))
    if text is None:
        return spread + [x for x in sorted(everything) if x > 0 and everything.count(x) == 1]
    before, after = _parse(text, 'the output')
    named = before + (after or [])
    for x in named:
        if named.count(x) > 1:
            raise ValueError("einstein sum subscripts string includes output subscript '" + chr(x) + "' multiple times")
        if x not in everything:
            raise ValueError("einstein sum subscripts string included output subscript '" + chr(x) + "' which never appeared in an input")
    if spread and after is None:
        raise ValueError("output has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions.")
    return before + spread + (after or [])


# ---- whether the arrays fit


def _check_out(out, whole):
    if not isinstance(out, np.ndarray):
        raise TypeError('keyword parameter out must be an array for einsum')
    if out.ndim != len(whole):
        raise ValueError('out parameter does not have the correct number of dimensions, has ' + str(out.ndim) + ' but should have ' + str(len(whole)))


def _check_diagonals(arrays, labels, is_view):
    for i in range(len(arrays)):
        for k in range(arrays[i].ndim):
            x, size = labels[i][k], arrays[i].shape[k]
            first = arrays[i].shape[labels[i].index(x)]
            if size != first:
                which = 'single operand' if is_view else 'operand ' + str(i)
                raise ValueError('dimensions in ' + which + " for collapsing index '" + chr(x) + "' don't match (" + str(first) + ' != ' + str(size) + ')')


def _sizes(arrays, labels, whole, out):
    if out is not None:
        arrays, labels = arrays + [out], labels + [whole]
    sizes = {}
    for i in range(len(arrays)):
        for k in range(arrays[i].ndim):
            x, size = labels[i][k], arrays[i].shape[k]
            known = sizes.get(x, 1)
            if known != 1 and size != 1 and known != size:
                raise ValueError('operands could not be broadcast together with remapped shapes [original->remapped]: ' + _remapped(arrays, labels, whole))
            sizes[x] = size if known == 1 else known
    return sizes


def _remapped(arrays, labels, whole):
    axes = list(whole)
    for x in sorted(set(_joined(labels))):
        if x not in axes:
            axes.append(x)
    text = ''
    for i in range(len(arrays)):
        shape = [str(arrays[i].shape[labels[i].index(x)]) if x in labels[i] else 'newaxis' for x in axes]
        while shape and shape[0] == 'newaxis':
            shape.pop(0)
        own = tuple([arrays[i].shape[k] for k in range(arrays[i].ndim) if labels[i].index(labels[i][k]) == k])
        text += str(own).replace(' ', '') + '->(' + ','.join(shape) + ') '
    return text


def _check_casts(arrays, out, kind, casting):
    for i in range(len(arrays)):
        if not np.can_cast(arrays[i].dtype, kind, casting):
            raise TypeError('Iterator operand ' + str(i) + ' dtype could not be cast from ' + repr(arrays[i].dtype) + ' to ' + repr(kind) + " according to the rule '" + casting + "'")
    if out is not None and not np.can_cast(kind, out.dtype, casting):
        raise TypeError('Iterator requested dtype could not be cast from ' + repr(kind) + ' to ' + repr(out.dtype) + ', the operand ' + str(len(arrays)) + " dtype, according to the rule '" + casting + "'")


# ---- the sums


def _view(a, labels, wanted, sizes):
    return np._view_axes(a, labels, wanted, [sizes[x] for x in wanted])


def _sum_of_products(arrays, labels, whole, sizes):
    a, own = arrays[0], labels[0]
    for i in range(1, len(arrays)):
        keep = whole + _joined(labels[i + 1:])
        a, own = _product(_reduced(a, own, labels[i] + keep, sizes), _reduced(arrays[i], labels[i], own + keep, sizes), keep, sizes)
    a, own = _reduced(a, own, whole, sizes)
    return _view(a, own, whole, sizes)


def _reduced(a, labels, keep, sizes):
    # Diagonals taken, and sums over what nobody else needs.
    kept = [x for x in sorted(set(labels)) if x in keep]
    gone = [x for x in sorted(set(labels)) if x not in keep]
    if len(kept) == len(labels):
        return a, labels
    a = _view(a, labels, kept + gone, sizes)
    if gone:
        axes = tuple(range(len(kept), a.ndim))
        a = np.any(a, axes) if a.dtype.kind == 'b' else np.asarray(np.add.reduce(a, axes, a.dtype), a.dtype)
    return np.asarray(a), kept


def _count(labels, sizes):
    n = 1
    for x in labels:
        n *= sizes[x]
    return n


def _product(first, second, keep, sizes):
    # A stack of matrix products, or an outer product where nothing is summed.
    a, labels_a = first
    b, labels_b = second
    common = [x for x in labels_a if x in labels_b]
    stack = [x for x in common if x in keep]
    inner = [x for x in common if x not in keep]
    left = [x for x in labels_a if x not in common]
    right = [x for x in labels_b if x not in common]
    whole = stack + left + right
    if not inner:
        result = np.multiply(_view(a, labels_a, whole, sizes), _view(b, labels_b, whole, sizes))
        return np.asarray(result, a.dtype), whole
    many = [_count(stack, sizes)] if stack else []
    k = _count(inner, sizes)
    a = _view(a, labels_a, stack + left + inner, sizes).reshape(many + [_count(left, sizes), k])
    b = _view(b, labels_b, stack + inner + right, sizes).reshape(many + [k, _count(right, sizes)])
    return np._matmul(a, b).reshape([sizes[x] for x in whole]), whole
