# Affine transformations, out of their matrices.
import math


def _check_length(x):
    if not hasattr(x, '__len__'):
        raise TypeError(f"object of type '{type(x).__name__}' has no len()")
    return len(x)


def affine_transform(geom, matrix=None):
    n = _check_length(matrix)
    if n == 6:
        a, b, d, e, xoff, yoff = list(matrix)
        c, f, g, h, i, zoff = 0.0, 0.0, 0.0, 0.0, 1.0, 0.0
    elif n == 12:
        a, b, c, d, e, f, g, h, i, xoff, yoff, zoff = list(matrix)
    else:
        raise ValueError("'matrix' expects either 6 or 12 coefficients")
    if geom.is_empty:
        return geom
    if not geom.has_z:
        return shapely.transform(geom, lambda xy: np.stack([a * xy[:, 0] + b * xy[:, 1] + xoff, d * xy[:, 0] + e * xy[:, 1] + yoff], axis=1))
    return shapely.transform(geom, lambda p: np.stack([
        a * p[:, 0] + b * p[:, 1] + c * p[:, 2] + xoff, d * p[:, 0] + e * p[:, 1] + f * p[:, 2] + yoff,
        g * p[:, 0] + h * p[:, 1] + i * p[:, 2] + zoff], axis=1), True)


def interpret_origin(geom, origin, ndim):
    if isinstance(origin, str):
        if origin == 'center':
            minx, miny, maxx, maxy = geom.bounds
            origin = ((maxx + minx) / 2.0, (maxy + miny) / 2.0)
        elif origin == 'centroid':
            origin = geom.centroid.coords[0]
        else:
            raise ValueError(f"'origin' keyword {origin!r} is not recognized")
    elif isinstance(origin, shapely.Point):
        origin = origin.coords[0]
    if _check_length(origin) not in (2, 3):
        raise ValueError("Expected number of items in 'origin' to be either 2 or 3")
    origin = list(origin)
    return tuple(origin[:2] if ndim == 2 else (origin + [0.0] if len(origin) == 2 else origin))


def _angle(angle, use_radians):
    return angle if use_radians else angle * math.pi / 180.0


def rotate(geom, angle=None, origin='center', use_radians=False):
    if geom.is_empty:
        return geom
    angle = _angle(angle, use_radians)
    c, s = math.cos(angle), math.sin(angle)
    c = 0.0 if abs(c) < 2.5e-16 else c
    s = 0.0 if abs(s) < 2.5e-16 else s
    x0, y0 = interpret_origin(geom, origin, 2)
    return affine_transform(geom, (c, -s, 0.0, s, c, 0.0, 0.0, 0.0, 1.0, x0 - x0 * c + y0 * s, y0 - x0 * s - y0 * c, 0.0))


def scale(geom, xfact=1.0, yfact=1.0, zfact=1.0, origin='center'):
    if geom.is_empty:
        return geom
    x0, y0, z0 = interpret_origin(geom, origin, 3)
    return affine_transform(geom, (xfact, 0.0, 0.0, 0.0, yfact, 0.0, 0.0, 0.0, zfact, x0 - x0 * xfact, y0 - y0 * yfact, z0 - z0 * zfact))


def skew(geom, xs=0.0, ys=0.0, origin='center', use_radians=False):
    if geom.is_empty:
        return geom
    tanx, tany = math.tan(_angle(xs, use_radians)), math.tan(_angle(ys, use_radians))
    tanx = 0.0 if abs(tanx) < 2.5e-16 else tanx
    tany = 0.0 if abs(tany) < 2.5e-16 else tany
    x0, y0 = interpret_origin(geom, origin, 2)
    return affine_transform(geom, (1.0, tanx, 0.0, tany, 1.0, 0.0, 0.0, 0.0, 1.0, -y0 * tanx, -x0 * tany, 0.0))


def translate(geom, xoff=0.0, yoff=0.0, zoff=0.0):
    return geom if geom.is_empty else affine_transform(geom, (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, xoff, yoff, zoff))
