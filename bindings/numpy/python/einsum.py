# np.einsum: operands are joined two at a time, by matrix products over the labels that both have.

_LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'


# The labels of one operand: letters, and numbers (the last axes have the least) where the ellipsis stands.
def _labels(text, operand, index):
    text = text.replace(' ', '')
    parts = text.split('...')
    if len(parts) > 2 or '.' in parts[0] or '.' in parts[-1]:
        raise ValueError("einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in operand " + str(index))
    for letter in text.replace('...', ''):
        if letter not in _LETTERS:
            raise ValueError("invalid subscript '" + letter + "' in einstein sum subscripts string, subscripts must be letters")
    if operand is None:
        return parts
    missing = operand.ndim - len(parts[0]) - (len(parts[1]) if len(parts) == 2 else 0)
    if missing < 0:
        raise ValueError('einstein sum subscripts string contains too many subscripts for operand ' + str(index))
    if len(parts) == 1:
        if missing:
            raise ValueError("operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions.")
        return list(parts[0])
    return list(parts[0]) + list(reversed(range(missing))) + list(parts[1])


# The output's labels: as written, or all that occur once in alphabetical order after those of the ellipses.
def _output(written, operands):
    flat = []
    for labels in operands:
        flat = flat + labels
    dots = list(reversed(sorted([n for n in _distinct(flat) if isinstance(n, int)])))
    if written is None:
        return dots + sorted([label for label in _distinct(flat) if isinstance(label, str) and flat.count(label) == 1])
    for letter in written.replace('...', '').replace(' ', '').replace('-', '').replace('>', ''):
        if letter not in flat:
            raise ValueError("einstein sum subscripts string included output subscript '" + letter + "' which never appeared in an input")
    parts = _labels(written, None, 0)
    letters = list(parts[0]) + (list(parts[1]) if len(parts) == 2 else [])
    for letter in letters:
        if letters.count(letter) > 1:
            raise ValueError("einstein sum subscripts string includes output subscript '" + letter + "' multiple times")
    if len(parts) == 1 and dots:
        raise ValueError("output has fewer dimensions than the ellipses of its operands; einstein sum subscripts string must have '...' in the output")
    return list(parts[0]) + dots + list(parts[1]) if len(parts) == 2 else letters


def _distinct(labels):
    found = []
    for label in labels:
        if label not in found:
            found.append(label)
    return found


# Labels that one operand repeats are one axis of it: its diagonal.
def _diagonals(a, labels):
    for label in _distinct(labels):
        while labels.count(label) > 1:
            first = labels.index(label)
            second = labels.index(label, first + 1)
            if a.shape[first] != a.shape[second] and a.shape[first] != 1 and a.shape[second] != 1:
                raise ValueError("dimensions in operand 0 for collapsing index '" + str(label) + "' don't match (" + str(a.shape[first]) + ' != ' + str(a.shape[second]) + ')')
            a = np.moveaxis(np.diagonal(a, 0, first, second), -1, 0)
            labels = [label] + [labels[i] for i in range(len(labels)) if i not in (first, second)]
    return a, labels


def _summed(a, labels, kept):
    gone = [i for i in range(len(labels)) if labels[i] not in kept]
    if gone:
        a = np.asarray(np.sum(a, tuple(gone), a.dtype))
    return a, [label for label in labels if label in kept]


def _arranged(a, labels, wanted):
    return np.transpose(a, [labels.index(label) for label in wanted])


def _joined(a, la, b, lb, kept):
    sizes = {}
    for pair in [(a, la), (b, lb)]:
        for i in range(len(pair[1])):
            sizes[pair[1][i]] = max(sizes.get(pair[1][i], 1), pair[0].shape[i])
    # an axis of 1 against a longer one says nothing
    for label in [x for x in la if x in lb]:
        if a.shape[la.index(label)] != b.shape[lb.index(label)]:
            if a.shape[la.index(label)] == 1:
                a = a.take(0, la.index(label))
                la = [x for x in la if x != label]
            else:
                b = b.take(0, lb.index(label))
                lb = [x for x in lb if x != label]
    a, la = _summed(a, la, kept + lb)
    b, lb = _summed(b, lb, kept + la)
    both = [x for x in la if x in lb and x in kept]
    gone = [x for x in la if x in lb and x not in kept]
    left = [x for x in la if x not in lb]
    right = [x for x in lb if x not in la]
    def lengths(labels):
        return [sizes[x] for x in labels]
    def product(labels):
        n = 1
        for x in labels:
            n *= sizes[x]
        return n
    x = _arranged(a, la, both + left + gone).reshape(lengths(both) + [product(left), product(gone)])
    y = _arranged(b, lb, both + gone + right).reshape(lengths(both) + [product(gone), product(right)])
    z = np.matmul(x, y) if gone else x * y
    return np.asarray(z).reshape(lengths(both + left + right)), both + left + right


def _refuse_sizes(operands, labels, output):
    sizes = {}
    order = output.copy()
    for more in labels:
        order = order + [label for label in _distinct(more) if label not in order]
    for k in range(len(operands)):
        for i in range(len(labels[k])):
            label = labels[k][i]
            n = operands[k].shape[i]
            known = sizes.get(label, 1)
            if n != known and n != 1 and known != 1:
                raise ValueError('operands could not be broadcast together with remapped shapes [original->remapped]: ' + ''.join([_remapped(operands[j], labels[j], order) + ' ' for j in range(len(operands))]))
            sizes[label] = max(known, n)


def _remapped(a, labels, order):
    shape = [str(a.shape[labels.index(label)]) if label in labels else 'newaxis' for label in order]
    while shape and shape[0] == 'newaxis':
        shape = shape[1:]
    return str(a.shape).replace(' ', '') + '->(' + ','.join(shape) + ')'


def _parsed(operands):
    if isinstance(operands[0], str):
        return operands[0], operands[1:]
    arrays = []
    texts = []
    rest = operands
    while len(rest) > 1:
        arrays.append(rest[0])
        texts.append(_sublist(rest[1]))
        rest = rest[2:]
    return ','.join(texts) + ('->' + _sublist(rest[0]) if rest else ''), arrays


def _sublist(labels):
    text = ''
    for label in labels:
        if label is ...:
            text += '...'
        elif not isinstance(label, int):
            raise TypeError('each subscript must be either an integer or an ellipsis')
        elif not 0 <= label < 52:
            raise ValueError('subscript is not within the valid range [0, 52)')
        else:
            text += ('ABCDEFGHIJKLMNOPQRSTUVWXYZ' + 'abcdefghijklmnopqrstuvwxyz')[label]
    return text


def einsum(*operands, out=None, dtype=None, order='K', casting='safe', optimize=False):
    if len(operands) < 2:
        raise ValueError('must specify the einstein sum subscripts string and at least one operand' + ('' if isinstance(operands[0], str) else ', or at least one operand and its corresponding subscripts list'))
    found = _parsed(list(operands))
    text = found[0]
    arrays = [np.asarray(a, dtype) for a in found[1]]
    sides = text.split('->')
    if len(sides) > 2:
        sides = [sides[0], '->'.join(sides[1:])]
    inputs = sides[0].split(',')
    if len(inputs) != len(arrays):
        raise ValueError(('fewer' if len(arrays) > len(inputs) else 'more') + ' operands provided to einstein sum function than specified in the subscripts string')
    labels = [_labels(inputs[i], arrays[i], i) for i in range(len(arrays))]
    output = _output(sides[1] if len(sides) == 2 else None, labels)
    kind = arrays[0].dtype
    for a in arrays[1:]:
        kind = np.promote_types(kind, a.dtype)
    for i in range(len(arrays)):
        pair = _diagonals(arrays[i].astype(kind) if arrays[i].dtype != kind else arrays[i], labels[i])
        arrays[i] = pair[0]
        labels[i] = pair[1]
    _refuse_sizes(arrays, labels, output)
    a = arrays[0]
    la = labels[0]
    for i in range(1, len(arrays)):
        later = []
        for more in labels[i + 1:]:
            later = later + more
        pair = _joined(a, la, arrays[i], labels[i], output + later)
        a = pair[0]
        la = pair[1]
    pair = _summed(a, la, output)
    result = np.asarray(_arranged(pair[0], pair[1], output))
    if len(arrays) == 1 and pair[0] is arrays[0] and out is None:
        return result if result.ndim else result.item()
    if out is not None:
        np.copyto(out, result, casting if casting != 'safe' else 'same_kind')
        return out
    return result if result.ndim else result.item()


