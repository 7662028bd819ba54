"""Random geometries as WKT: ordinary, on a coarse grid (so that much coincides), invalid, degenerate, empty, huge, with z."""

import math


class Geometries:
    def __init__(self, source):
        self.source = source
        self.has_z = source.random() < 0.1
        self.is_valid = False  # whether polygons must be
        self.grid = source.choice(['grid', 'grid', 'half', 'fine', 'fine', 'far', 'huge' if source.random() < 0.2 else 'fine'])

    def choice(self, items):
        return self.source.choice(items)

    def chance(self, probability):
        return self.source.random() < probability

    def number(self):
        if self.grid == 'grid':
            return str(self.source.randint(0, 8))
        if self.grid == 'half':
            return repr(self.source.randint(0, 16) / 2)
        if self.grid == 'far':
            return repr(500000 + round(self.source.uniform(0, 100), 3))
        if self.grid == 'huge':
            return repr(self.source.choice([1e15, 1e100, -1e12, 3.5e17]) * self.source.uniform(0.5, 1))
        return repr(round(self.source.uniform(0, 10), self.source.choice([2, 6, 15])))

    def coordinate(self):
        z = ' ' + str(self.source.randint(0, 9)) if self.has_z else ''
        return f'{self.number()} {self.number()}{z}'

    def tag(self, name):
        return name + (' Z' if self.has_z else '')

    def path(self, count):
        """Coordinates without parentheses; now and then one is repeated."""
        found = [self.coordinate() for _ in range(count)]
        if self.chance(0.15):
            at = self.source.randrange(count)
            found.insert(at, found[at])
        return found

    def star(self, center, radius, count):
        """A valid ring around a point."""
        angles = sorted(self.source.uniform(0, 2 * math.pi) for _ in range(count))
        z = ' 1' if self.has_z else ''
        found = []
        for angle in angles:
            r = radius * self.source.uniform(0.3, 1)
            found.append(f'{round(center[0] + r * math.cos(angle), 6)} {round(center[1] + r * math.sin(angle), 6)}{z}')
        return found + found[:1]

    def box(self):
        x, y, w, h = (self.source.randint(0, 6) for _ in range(4))
        z = ' 1' if self.has_z else ''
        corners = [(x, y), (x + w + 1, y), (x + w + 1, y + h + 1), (x, y + h + 1), (x, y)]
        return [f'{a} {b}{z}' for a, b in corners]

    def ring(self):
        if self.chance(0.35):
            return self.star((self.source.uniform(2, 8), self.source.uniform(2, 8)), self.source.uniform(0.5, 5), self.source.randint(3, 12))
        if self.chance(0.6):
            return self.box()
        if self.is_valid:
            return self.box()
        path = self.path(self.source.randint(3, 7))
        return path + path[:1]

    def around(self, x, y, size):
        """A square, for a shell and the hole in it."""
        z = ' 2' if self.has_z else ''
        return [f'{a} {b}{z}' for a, b in [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]]

    def rings(self):
        rings = [self.ring()]
        if self.chance(0.25) and self.is_valid:
            x, y = self.source.randint(-8, 8), self.source.randint(-8, 8)
            rings = [self.around(x, y, 9), self.around(x + 3, y + 4, 2)]
        elif not self.is_valid and self.chance(0.25):
            rings.append(self.star((5, 5), 0.5, 4))
        return '(' + ', '.join('(' + ', '.join(ring) + ')' for ring in rings) + ')'

    def point(self):
        return f'{self.tag("POINT")} ({self.coordinate()})'

    def line(self):
        return f'{self.tag("LINESTRING")} ({", ".join(self.path(self.source.randint(2, 8)))})'

    def linear_ring(self):
        return f'{self.tag("LINEARRING")} ({", ".join(self.ring())})'

    def polygon(self):
        return f'{self.tag("POLYGON")} {self.rings()}'

    def multi_point(self):
        return f'{self.tag("MULTIPOINT")} ({", ".join("(" + self.coordinate() + ")" for _ in range(self.source.randint(1, 7)))})'

    def multi_line(self):
        parts = ['(' + ', '.join(self.path(self.source.randint(2, 5))) + ')' for _ in range(self.source.randint(1, 4))]
        return f'{self.tag("MULTILINESTRING")} ({", ".join(parts)})'

    def multi_polygon(self):
        if self.is_valid:
            tiles = ['((' + ', '.join(self.around(4 * i, self.source.randint(0, 6), self.source.randint(1, 3))) + '))' for i in range(3)]
            return f'{self.tag("MULTIPOLYGON")} ({", ".join(tiles)})'
        return f'{self.tag("MULTIPOLYGON")} ({", ".join(self.rings() for _ in range(self.source.randint(1, 3)))})'

    def collection(self):
        parts = [self.choice([self.point, self.line, self.polygon])() for _ in range(self.source.randint(1, 3))]
        return f'{self.tag("GEOMETRYCOLLECTION")} ({", ".join(parts)})'

    def empty(self):
        return self.choice(['POINT', 'LINESTRING', 'POLYGON', 'MULTIPOINT', 'MULTIPOLYGON', 'GEOMETRYCOLLECTION']) + ' EMPTY'

    def of(self, kinds):
        """An expression for one geometry of these kinds."""
        return f"G('{getattr(self, self.choice(kinds))()}')"

    def any(self):
        if self.chance(0.03):
            return f"G('{self.empty()}')"
        return self.of(['point', 'line', 'line', 'polygon', 'polygon', 'polygon', 'multi_point', 'multi_line', 'multi_polygon', 'linear_ring', 'collection'])

    def area(self):
        return self.of(['polygon', 'polygon', 'multi_polygon'])

    def lines(self):
        return self.of(['line', 'line', 'multi_line', 'linear_ring'])
