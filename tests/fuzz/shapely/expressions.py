"""Random expressions over random geometries, each with how near its answers must be: `exact`, or `near` (relative 1e-9)."""

from geometries import Geometries

PREDICATES = ['contains', 'contains_properly', 'covered_by', 'covers', 'crosses', 'disjoint', 'equals', 'intersects', 'overlaps', 'touches', 'within', 'equals_identical']
OVERLAYS = ['intersection', 'union', 'difference', 'symmetric_difference']
UNARY = ['boundary', 'centroid', 'convex_hull', 'envelope', 'normalize', 'reverse', 'point_on_surface', 'extract_unique_points', 'build_area', 'node', 'force_2d',
         'is_valid', 'is_simple', 'is_ring', 'is_closed', 'is_empty', 'is_ccw', 'has_z', 'is_valid_reason', 'area', 'length', 'minimum_clearance',
         'get_type_id', 'get_dimensions', 'get_num_coordinates', 'get_num_points', 'get_num_geometries', 'get_num_interior_rings', 'bounds', 'get_coordinates',
         'get_parts', 'get_rings', 'to_wkt', 'make_valid', 'line_merge', 'remove_repeated_points', 'minimum_clearance_line', 'unary_union', 'total_bounds']


class Expressions(Geometries):
    """Draws one expression."""

    def draw(self):
        kinds = [self.unary, self.predicate, self.predicate, self.overlay, self.overlay, self.overlay, self.measure, self.relate, self.simplify, self.buffer,
                 self.round_off, self.linear, self.clip, self.many, self.tree, self.affine, self.cover, self.polygonize, self.triangles, self.texts, self.operators]
        return self.choice(kinds)()

    def settle(self):
        """What overlays and buffers do with invalid polygons, and which z they give a point of several edges, depends on the iteration order of a hash table; distances
        to invalid polygons are no distances."""
        self.is_valid = True
        self.has_z = False

    def unary(self):
        name = self.choice(UNARY)
        if name in ('node', 'make_valid', 'unary_union', 'build_area'):
            self.has_z = False  # see settle()
        if name == 'minimum_clearance_line':
            return f'shapely.length(shapely.{name}({self.any()}))', 'exact'  # several may be as short
        return f'shapely.{name}({self.any()})', 'exact'

    def predicate(self):
        name, a, b = self.choice(PREDICATES), self.any(), self.any()
        if self.chance(0.3):
            return f'(lambda a, b: [shapely.prepare(a), shapely.{name}(a, b)])({a}, {b})', 'exact'
        return f'shapely.{name}({a}, {b})', 'exact'

    def overlay(self):
        self.settle()
        grid = f', grid_size={self.choice([1, 0.5, 0.001])}' if self.chance(0.2) else ''
        return f'shapely.{self.choice(OVERLAYS)}({self.any()}, {self.any()}{grid})', 'exact'

    def operators(self):
        self.settle()
        return f'{self.any()} {self.choice(["&", "|", "-", "^"])} {self.any()}', 'exact'

    def measure(self):
        name = self.choice(['distance', 'hausdorff_distance', 'frechet_distance', 'shortest_line', 'equals_exact', 'snap', 'shared_paths'])
        words = {'equals_exact': ', 0.5', 'snap': f', {self.choice([0.1, 0.5, 2])}'}.get(name, '')
        if name == 'shared_paths':
            self.has_z = False
        pair = (self.lines(), self.lines()) if name in ('frechet_distance', 'shared_paths') else (self.any(), self.any())
        return f'shapely.{name}({pair[0]}, {pair[1]}{words})', 'exact'

    def relate(self):
        if self.chance(0.5):
            return f'shapely.relate({self.any()}, {self.any()})', 'exact'
        pattern = ''.join(self.choice('TF*012') for _ in range(9))
        return f"shapely.relate_pattern({self.any()}, {self.any()}, '{pattern}')", 'exact'

    def simplify(self):
        name = self.choice(['simplify', 'segmentize', 'set_precision', 'remove_repeated_points'])
        amount = self.choice([0.1, 0.5, 1, 3]) if self.grid != 'huge' else 1e16
        words = self.choice(['', ', preserve_topology=False']) if name == 'simplify' else self.choice(['', ", mode='pointwise'", ", mode='keep_collapsed'"]) if name == 'set_precision' else ''
        if name in ('segmentize', 'set_precision'):
            self.settle()
        return f'shapely.{name}({self.any()}, {amount}{words})', 'exact'

    def buffer(self):
        self.settle()
        cap, join = self.choice(['round', 'flat', 'square']), self.choice(['round', 'mitre', 'bevel'])
        distance = self.choice([0.5, 1, 2, -0.3, 0])
        return f"bulk(shapely.buffer({self.any()}, {distance}, quad_segs={self.choice([4, 8, 16])}, cap_style='{cap}', join_style='{join}'))", 'near'

    def round_off(self):
        name = self.choice(['minimum_bounding_circle', 'oriented_envelope'])
        if self.chance(0.3):
            return f"bulk(shapely.offset_curve({self.of(['line'])}, {self.choice([0.5, -1])}))", 'near'
        if self.chance(0.3):
            return f'shapely.minimum_bounding_radius({self.any()})', 'near'
        return f'bulk(shapely.{name}({self.any()}))', 'near'

    def linear(self):
        kind = self.choice(['interpolate', 'locate', 'substring', 'split', 'nearest'])
        if kind == 'interpolate':
            return f'shapely.line_interpolate_point({self.lines()}, {self.choice([0, 0.25, 1.5, -0.5, 100])}, normalized={self.choice(["True", "False"])})', 'exact'
        if kind == 'locate':
            return f"shapely.line_locate_point({self.lines()}, {self.of(['point'])}, normalized={self.choice(['True', 'False'])})", 'exact'
        if kind == 'substring':
            return f"shapely.ops.substring({self.of(['line'])}, {self.choice([0, 0.2, 0.5])}, {self.choice([0.7, 1, 0.1])}, normalized=True)", 'exact'
        if kind == 'split':
            self.settle()
            return f"shapely.ops.split({self.of(['line', 'polygon'])}, {self.of(['line', 'point', 'multi_point'])})", 'exact'
        return f'shapely.ops.nearest_points({self.any()}, {self.any()})', 'exact'

    def clip(self):
        x, y = self.source.randint(0, 6), self.source.randint(0, 6)
        return f'shapely.clip_by_rect({self.any()}, {x}, {y}, {x + self.source.randint(1, 4)}, {y + self.source.randint(1, 4)})', 'exact'

    def several(self, make, most=5):
        return '[' + ', '.join(make() for _ in range(self.source.randint(1, most))) + ']'

    def many(self):
        self.settle()
        name = self.choice(['union_all', 'intersection_all', 'symmetric_difference_all', 'area', 'length', 'bounds', 'centroid', 'is_valid', 'get_coordinates', 'total_bounds', 'to_wkt'])
        if self.chance(0.3):
            name = self.choice(PREDICATES + ['distance'])
            return f'shapely.{name}({self.any()}, {self.several(self.any)})', 'exact'
        make = self.area if name.endswith('_all') else self.any
        return f'shapely.{name}({self.several(make)})', 'exact'

    def tree(self):
        self.settle()
        items = self.several(self.any, 8)
        if self.chance(0.5):
            predicate = self.choice(['None', "'intersects'", "'within'", "'contains'", "'touches'", "'covers'", "'crosses'"])
            return f'ordered(shapely.STRtree({items}).query({self.several(self.any, 3)}, predicate={predicate}))', 'exact'
        if self.chance(0.5):
            return f'ordered(shapely.STRtree({items}).query_nearest({self.several(self.any, 2)}))', 'exact'
        return f'(lambda t, g: shapely.distance(t.geometries[int(t.nearest(g))], g))(shapely.STRtree({items}), {self.any()})', 'exact'

    def affine(self):
        name, words = self.choice([('translate', '1.5, -2'), ('scale', '2, 0.5'), ('affine_transform', '[1, 2, 0.5, -1, 3, 4]'), ('scale', "2, 3, origin='centroid'")])
        return f'shapely.affinity.{name}({self.any()}, {words})', 'exact'

    def cover(self):
        name = self.choice(['coverage_union_all', 'coverage_is_valid', 'coverage_invalid_edges'])
        boxes = '[' + ', '.join(f'shapely.box({i}, {j}, {i + 1}, {j + self.choice([1, 1, 1, 1.5])})' for i in range(self.source.randint(1, 3)) for j in range(self.source.randint(1, 3))) + ']'
        return f'shapely.{name}({boxes})', 'exact'

    def polygonize(self):
        self.settle()
        name = self.choice(['polygonize', 'polygonize_full'])
        lines = self.several(lambda: self.of(['line', 'multi_line']), 4)
        return f'shapely.{name}(shapely.get_parts(shapely.union_all({lines})))', 'exact'

    def triangles(self):
        name = self.choice(['delaunay_triangles', 'voronoi_polygons', 'constrained_delaunay_triangles'])
        return f'bulk(shapely.{name}({self.any()}))', 'near'

    def texts(self):
        a = self.any()
        if self.chance(0.1):  # the JSON library of GEOS does not always write the shortest digits
            return f'shapely.to_geojson({a})', 'near'
        return self.choice([f'shapely.from_wkb(shapely.to_wkb({a}))', f'shapely.to_wkb({a}, hex=True)', f'shapely.from_geojson(shapely.to_geojson({a}))',
                            f'shapely.to_wkt({a}, rounding_precision={self.choice([0, 3, 10, 16])}, trim={self.choice(["True", "False"])})', f'repr({a})', f'str({a})',
                            f'shapely.set_coordinates({a}, shapely.get_coordinates({a}) + 1)']), 'exact'
