# The submodule numpy.lib.stride_tricks: views with other steps.


def as_strided(x, shape=None, strides=None, subok=False, writeable=True):
    x = np.asarray(x)
    view = np._as_strided(x, x.shape if shape is None else shape, x.strides if strides is None else strides)
    if not writeable:
        view.setflags(False)
    return view


def sliding_window_view(x, window_shape=None, axis=None, subok=False, writeable=False):
    x = np.asarray(x)
    sizes = [window_shape] if isinstance(window_shape, int) else list(window_shape)
    if any([n < 0 for n in sizes]):
        raise ValueError('`window_shape` cannot contain negative values')
    axes = list(range(x.ndim)) if axis is None else ([axis] if isinstance(axis, int) else list(axis))
    if len(sizes) != len(axes):
        raise ValueError('Since axis is `None`, must provide window_shape for all dimensions of `x`; got ' + str(len(sizes)) + ' window_shape elements and `x.ndim` is ' + str(x.ndim) + '.' if axis is None else 'Must provide matching length window_shape and axis; got ' + str(len(sizes)) + ' window_shape elements and ' + str(len(axes)) + ' axes elements.')
    shape = list(x.shape)
    for i in range(len(axes)):
        shape[axes[i]] -= sizes[i] - 1
        if sizes[i] > x.shape[axes[i]]:
            raise ValueError('window shape cannot be larger than input array shape')
    view = np._as_strided(x, shape + sizes, list(x.strides) + [x.strides[i] for i in axes])
    if not writeable:
        view.setflags(False)
    return view
