# Coordinates of geometries: reading, replacing, transforming.
import numpy as np
import shapely
from shapely_checks import G, NAMES, SMALL, checks

one, check, each, pairs = checks(globals())


def moved(points):
    return points + 1


def shrunk(points):
    return points[:-1]


def planes(x, y):
    return [x * 2, y + 1]


def solid(x, y, z):
    return [x, y, z * 10]


def not_an_array(points):
    return points.tolist()


each([key for key in NAMES if key not in ('re', 'mle', 'mse', 'hout', 'p2', 'l2', 't', 'srep')], '''
shapely.get_coordinates({})
shapely.get_coordinates({}, include_z=True)
shapely.get_coordinates({}, return_index=True)
shapely.transform({}, moved)
shapely.transform({}, moved, include_z=True)
'''.strip().split('\n'))
each([key for key in SMALL if key not in ('re', 'mle', 'mse', 'hout', 'p2', 'l2', 't', 'srep')], '''
shapely.transform({}, moved, include_z=None)
shapely.transform({}, planes, interleaved=False)
shapely.set_coordinates({}, shapely.get_coordinates({}) * 2)
shapely.transform_coordseq({}, moved)
'''.strip().split('\n'))
check('''
shapely.get_coordinates(None)
shapely.get_coordinates([])
shapely.get_coordinates([], include_z=True)
shapely.get_coordinates([G['p'], G['pz']], include_z=True)
shapely.get_coordinates([G['p'], G['pz']], include_z=True, return_index=True)
shapely.get_coordinates(1)
shapely.get_coordinates('a')
shapely.get_coordinates([G['p'], 1])
shapely.get_coordinates(G['l']).shape
shapely.get_coordinates(G['l']).dtype
shapely.count_coordinates([G['p'], G['l']])
shapely.count_coordinates([])
shapely.count_coordinates(1)
shapely.set_coordinates(G['p'], [[5, 6]])
shapely.set_coordinates(G['p'], np.array([[5, 6]]))
shapely.set_coordinates(G['p'], [[5, 6, 7]])
shapely.set_coordinates(G['pz'], [[5, 6]])
shapely.set_coordinates(G['pz'], [[5, 6, 7]])
shapely.set_coordinates([G['p'], G['l2']], [[5, 6], [1, 1], [2, 2]])
shapely.set_coordinates(G['p'], [[5, 6], [7, 8]])
shapely.set_coordinates(G['p'], [5, 6])
shapely.set_coordinates(G['p'], [[5]])
shapely.set_coordinates(G['pe'], [])
shapely.set_coordinates(G['pe'], np.zeros((0, 2)))
shapely.set_coordinates(None, np.zeros((0, 2)))
shapely.set_coordinates(G['r'], [[0, 0], [1, 0], [1, 1], [0, 1], [9, 9]])
shapely.set_coordinates(G['l'], [[float('nan'), 1], [2, 3], [4, 5]])
shapely.transform(None, moved)
shapely.transform([], moved)
shapely.transform(G['p'], lambda points: points * 2)
shapely.transform(G['p'], lambda points: points * [2, 3])
shapely.transform(G['l'], shrunk)
shapely.transform(G['l'], not_an_array)
shapely.transform(G['pz'], solid, include_z=True, interleaved=False)
shapely.transform([G['p'], G['pz']], lambda points: points + 1, include_z=None)
shapely.transform(G['lz'], planes, interleaved=False)
shapely.transform(G['l'], lambda points: 5)
shapely.transform(G['l'], lambda points: points[:, ::-1])
shapely.transform(G['s'], lambda points: np.column_stack([points, points[:, 0]]))
shapely.transform(G['l'], 5)
shapely.transform_coordseq(G['lz'], moved, include_z=True)
shapely.transform_coordseq([G['p'], G['l2']], moved)
shapely.transform_coordseq(G['l'], shrunk)
shapely.transform_coordseq(None, moved)
shapely.transform_coordseq(G['l'], planes, interleaved=False)
shapely.force_2d(G['lz'])
shapely.force_3d(G['l'], 4)
''')
