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



n = np.nan
a = np.array([[1.0, n, 3.0], [4.0, 5.0, n]])
f = np.array([3.0, n, 1.0, 2.0])
e = np.array([n, n])
i = np.array([[3, 1, 2], [6, 5, 4]])

check("""
np.nanmedian(a)
np.nanmedian(a, axis=0)
np.nanmedian(a, axis=1)
np.nanmedian(a, axis=1, keepdims=True)
np.nanmedian(a, axis=(0, 1))
np.nanmedian(e)
np.nanmedian(i, axis=0)
np.nanmedian(f)
np.nanmedian([])
np.nanquantile(f, 0.5)
np.nanquantile(f, [0.25, 0.75])
np.nanquantile(a, 0.5, axis=0)
np.nanquantile(a, [0.1, 0.9], axis=1)
np.nanquantile(a, [0.1, 0.9], axis=1, keepdims=True)
np.nanquantile(f, 1.5)
np.nanquantile(f, 0.5, method='lower')
np.nanquantile(i, 0.5)
np.nanpercentile(f, 50)
np.nanpercentile(a, [25, 50], axis=0)
np.nanpercentile(f, 101)
np.nanpercentile(e, 50)
np.nanargmin(f)
np.nanargmax(f)
np.nanargmin(a, axis=0)
np.nanargmax(a, axis=1)
np.nanargmax(e)
np.nanargmin(a, axis=1, keepdims=True)
np.nanargmin(i)
np.nanargmax([[1, n], [n, n]], axis=1)
np.nanmin(a, axis=0), np.nanmax(a, axis=0)
np.nanmin(a), np.nanmax(a)
np.nansum(a, axis=1), np.nanprod(a, axis=1)
np.nancumsum(a, axis=1), np.nancumprod(a, axis=0)
np.nanmean(a, axis=0), np.nanvar(a, axis=0), np.nanstd(a, axis=1)
np.nanvar(a, ddof=1), np.nanstd(a, axis=1, ddof=1)
np.nansum([n, n]), np.nanprod([n])
np.quantile([1, 2, 3, 4], 0.4, weights=[1, 1, 1, 5], method='inverted_cdf')
np.quantile([1, 2, 3, 4], [0.1, 0.9], weights=[1, 1, 1, 5], method='inverted_cdf')
np.quantile([1, 2, 3], 0.4, weights=[1, 1, 1])
np.quantile([1, 2, 3], 0.4, weights=[1, -1, 1], method='inverted_cdf')
np.percentile([[1, 5, 2], [4, 3, 9]], 50, axis=1, weights=[1, 2, 1], method='inverted_cdf')
""")

check("""
np.histogram2d([1, 2, 3, 1], [1, 2, 1, 2], bins=2)
np.histogram2d([1, 2, 3, 1], [1, 2, 1, 2], bins=[2, 3])
np.histogram2d([1.0, 2, 3], [1, 2, 3], bins=2, range=[[0, 4], [0, 4]])
np.histogram2d([1.0, 2, 3], [1, 2, 3], bins=[[0, 1, 2], [0, 2, 4]])
np.histogram2d([1.0, 2, 3], [1, 2, 3], bins=2, density=True)
np.histogram2d([1.0, 2, 3], [1, 2, 3], bins=2, weights=[1, 2, 3])
np.histogram2d([1.0, 2], [1, 2, 3])
np.histogram2d([0.0, 1.0], [0.0, 1.0], bins=[0, 0.5, 1.0])
np.histogramdd(np.array([[1, 2], [3, 4], [1.5, 2.5]]), bins=2)
np.histogramdd(np.array([[1, 2, 3], [3, 4, 5]]), bins=(1, 2, 2))[0].shape
np.histogramdd(np.arange(6.0), bins=3)
np.histogramdd(np.arange(6.0).reshape(3, 2), bins=0)
np.histogramdd(np.arange(6.0).reshape(3, 2), bins=(2, 2, 2))
np.histogramdd(np.arange(6.0).reshape(3, 2), bins=[[3, 2, 1], [1, 2, 3]])
np.histogram_bin_edges([1, 2, 3], 2)
np.histogram_bin_edges([1, 2, 3], [0, 1, 5])
np.histogram_bin_edges([], 2)
np.unique([[1, 2], [1, 2], [0, 3]], axis=0)
np.unique([[1, 2, 1], [3, 4, 3]], axis=1)
np.unique([[1, 2], [1, 2], [0, 3]], axis=0, return_index=True)
np.unique([[1, 2], [1, 2], [0, 3]], axis=0, return_inverse=True)
np.unique([[1, 2], [1, 2], [0, 3]], axis=0, return_counts=True)
np.unique(np.arange(8).reshape(2, 2, 2) % 2, axis=0)
np.unique(np.arange(8).reshape(2, 2, 2) % 2, axis=-1)
np.unique([3, 1, 3], axis=0)
np.unique([[1]], axis=2)
np.unique([n, 1, n])
np.unique([n, 1, n], equal_nan=False)
tuple(np.unique_counts([1, 2, 1]))
tuple(np.unique_inverse([1, 2, 1]))
tuple(np.unique_all([3, 1, 3]))
np.unique_values([3, 1, 3])
np.intersect1d([1, 3, 4, 3], [3, 1, 2, 1], return_indices=True)
np.cov([[1, 2, 3], [3, 1, 2]], fweights=[1, 2, 1])
np.cov([[1, 2, 3], [3, 1, 2]], aweights=[1, 2, 1])
np.cov([1.0, 2, 4], aweights=[1, 2, 1], ddof=0)
np.cov([1.0, 2, 4], fweights=[1.5, 2, 1])
np.cov([1.0, 2, 4], fweights=[1, 2])
np.cov([1.0, 2, 4], aweights=[-1, 2, 1])
np.cov([1.0, 2, 4], ddof=1.5)
np.cov([[[1.0]]])
np.kaiser(5, 2.5)
np.kaiser(1, 14)
np.kaiser(12, 14).round(9)
np.i0(0.5)
np.i0([0.0, 1.0, 5.0, 20.0, 50.0])
np.i0(1j)
np.apply_over_axes(np.sum, np.arange(24).reshape(2, 3, 4), [0, 2])
np.apply_over_axes(np.sum, np.arange(6).reshape(2, 3), -1)
""")

h = [1, 2, 2, 3, 5, 9]
g = [1.5, 2, 2, 3, 5, 9.5]
check("""
np.histogram_bin_edges(h, 'auto')
np.histogram_bin_edges(g, 'auto')
np.histogram_bin_edges(g, 'fd')
np.histogram_bin_edges(g, 'doane')
np.histogram_bin_edges(g, 'scott')
np.histogram_bin_edges(g, 'stone')
np.histogram_bin_edges(g, 'rice')
np.histogram_bin_edges(g, 'sturges')
np.histogram_bin_edges(g, 'sqrt')
np.histogram_bin_edges(h, 'fd', range=(0, 4))
np.histogram_bin_edges([1.0, 1, 1], 'fd')
np.histogram_bin_edges([], 'auto')
np.histogram_bin_edges(h, 'nothing')
np.histogram_bin_edges(g, 'rice', weights=[1] * 6)
np.histogram(h, bins='sturges')
np.histogram(np.arange(200) % 37, bins='auto')
np.histogram(np.sqrt(np.arange(500)), bins='doane')[0]
np.array([True, False]) ** 2
np.array([True, False]) ** 3
np.arange(5, dtype=bool)
np.arange(2, dtype=bool)
np.arange(-1, 3, 10, dtype='uint8')
np.arange(-1, 3, dtype='uint8')
np.arange(300, dtype='uint8')[-3:]
np.arange(0, -3, -1, dtype='uint8')
!x = np.zeros(3); np.copyto(x, np.ones((1, 3)))
x
np.copyto(x, np.ones((2, 3)))
""")
