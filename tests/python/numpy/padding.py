import numpy as np
from numpy_checks import checks

check = checks(globals())

a = np.arange(1, 6)
b = np.arange(6).reshape(2, 3)
f = np.array([1.5, 2.5, 4.0])


def border(vector, width, axis, options):
    value = options.get('value', 9)
    vector[:width[0]] = value
    vector[vector.size - width[1]:] = value


check("""
np.pad(a, 2)
np.pad(a, (2, 3))
np.pad(a, (2, 3), 'constant', constant_values=(4, 6))
np.pad(a, (2, 3), 'edge')
np.pad(a, (2, 3), 'linear_ramp', end_values=(5, -4))
np.pad(a, (2,), 'maximum')
np.pad(a, (2,), 'mean')
np.pad(a, (2,), 'median')
np.pad(a, (2,), 'minimum')
np.pad(a, (2, 3), 'reflect')
np.pad(a, (2, 3), 'reflect', reflect_type='odd')
np.pad(a, (2, 3), 'symmetric')
np.pad(a, (2, 3), 'symmetric', reflect_type='odd')
np.pad(a, (2, 3), 'wrap')
np.pad(a, (1, 2), 'empty').shape
np.pad(a, (12, 13), 'reflect')
np.pad(a, (12, 13), 'symmetric')
np.pad(a, (12, 13), 'wrap')
np.pad(a, (7, 6), 'reflect', reflect_type='odd')
np.pad(a, (7, 6), 'symmetric', reflect_type='odd')
np.pad([5], 3, 'reflect')
np.pad(b, 1)
np.pad(b, ((1, 2), (2, 1)))
np.pad(b, ((1, 2), (2, 1)), 'edge')
np.pad(b, ((1, 2), (2, 1)), 'mean')
np.pad(b, 1, 'maximum', stat_length=1)
np.pad(b, 1, 'mean', stat_length=2)
np.pad(b, ((0, 0), (1, 1)), 'minimum', stat_length=((1, 2), (2, 1)))
np.pad(b, 1, 'linear_ramp')
np.pad(b, 1, 'linear_ramp', end_values=((1, 2), (3, 4)))
np.pad(b, 1, 'wrap')
np.pad(b, 1, 'symmetric')
np.pad(b, 1, 'reflect')
np.pad(f, 2, 'mean')
np.pad(f, 2, 'linear_ramp', end_values=0)
np.pad(f, 2, 'median', stat_length=2)
np.pad(f, 1, constant_values=0.5)
np.pad(a, 1, constant_values=2.7)
np.pad(a, 2, border)
np.pad(b, 1, border, value=7)
np.pad(b, {0: 1}).shape
np.pad(b, {1: (1, 2)}).shape
np.pad(b, {-1: 2}).shape
np.pad(np.zeros((0, 2)), 1)
np.pad([], 2, 'edge')
np.pad(5, 1)
np.pad(a, -1)
np.pad(a, 1.5)
np.pad(a, (1, 2, 3))
np.pad(a, 1, 'nothing')
np.pad(a, 1, 'edge', constant_values=2)
np.pad(a, 1, 'constant', stat_length=2)
np.pad(a, 1, 'maximum', stat_length=0)
np.pad(np.array([True, False]), 1)
np.pad(np.array([1 + 2j]), 1)
np.pad(np.array([1, 2], np.uint8), 1, 'mean')
""")
