/*
 * Every operation over elements, once: name, parameters, kinds of its arguments, kind of its result (see
 * sh_Operation). Its element function is sh_do_<name>, what Python calls is sh_call_<name>. Defaults are
 * Shapely's; `...` must be given.
 */
#pragma once

#include "../geometry/shapely.h"

#define SH_UNARY(X)                                                                                                    \
    X(prepare, "geometry=...", "G", 'b')                                                                               \
    X(destroy_prepared, "geometry=...", "G", 'b')                                                                      \
    X(is_prepared, "geometry=...", "G", 'b')                                                                           \
    X(is_empty, "geometry=...", "G", 'b')                                                                              \
    X(is_simple, "geometry=...", "G", 'b')                                                                             \
    X(is_ring, "geometry=...", "G", 'b')                                                                               \
    X(is_closed, "geometry=...", "G", 'b')                                                                             \
    X(is_valid, "geometry=...", "G", 'b')                                                                              \
    X(is_ccw, "geometry=...", "G", 'b')                                                                                \
    X(has_z, "geometry=...", "G", 'b')                                                                                 \
    X(has_m, "geometry=...", "G", 'b')                                                                                 \
    X(get_type_id, "geometry=...", "G", 'I')                                                                           \
    X(get_dimensions, "geometry=...", "G", 'I')                                                                        \
    X(get_coordinate_dimension, "geometry=...", "G", 'I')                                                              \
    X(get_srid, "geometry=...", "G", 'I')                                                                              \
    X(get_num_points, "geometry=...", "G", 'i')                                                                        \
    X(get_num_interior_rings, "geometry=...", "G", 'i')                                                                \
    X(get_num_geometries, "geometry=...", "G", 'i')                                                                    \
    X(get_num_coordinates, "geometry=...", "G", 'i')                                                                   \
    X(area, "geometry=...", "G", 'd')                                                                                  \
    X(length, "geometry=...", "G", 'd')                                                                                \
    X(get_x, "point=...", "G", 'd')                                                                                    \
    X(get_y, "point=...", "G", 'd')                                                                                    \
    X(get_z, "point=...", "G", 'd')                                                                                    \
    X(get_precision, "geometry=...", "G", 'd')                                                                         \
    X(minimum_bounding_radius, "geometry=...", "G", 'd')                                                               \
    X(minimum_clearance, "geometry=...", "G", 'd')                                                                     \
    X(is_valid_reason, "geometry=...", "G", 's')                                                                       \
    X(boundary, "geometry=...", "G", 'g')                                                                              \
    X(centroid, "geometry=...", "G", 'g')                                                                              \
    X(envelope, "geometry=...", "G", 'g')                                                                              \
    X(convex_hull, "geometry=...", "G", 'g')                                                                           \
    X(normalize, "geometry=...", "G", 'g')                                                                             \
    X(reverse, "geometry=...", "G", 'g')                                                                               \
    X(point_on_surface, "geometry=...", "G", 'g')                                                                      \
    X(oriented_envelope, "geometry=...", "G", 'g')                                                                     \
    X(minimum_rotated_rectangle, "geometry=...", "G", 'g')                                                             \
    X(minimum_bounding_circle, "geometry=...", "G", 'g')                                                               \
    X(minimum_clearance_line, "geometry=...", "G", 'g')                                                                \
    X(minimum_width, "geometry=...", "G", 'g')                                                                         \
    X(node, "geometry=...", "G", 'g')                                                                                  \
    X(extract_unique_points, "geometry=...", "G", 'g')                                                                 \
    X(build_area, "geometry=...", "G", 'g')                                                                            \
    X(constrained_delaunay_triangles, "geometry=...", "G", 'g')                                                        \
    X(force_2d, "geometry=...", "G", 'g')                                                                              \
    X(force_3d, "geometry=..., z=0.0", "Gd", 'g')                                                                      \
    X(get_exterior_ring, "geometry=...", "G", 'g')                                                                     \
    X(get_interior_ring, "geometry=..., index=...", "Gn", 'g')                                                         \
    X(get_point, "geometry=..., index=...", "Gn", 'g')                                                                 \
    X(get_geometry, "geometry=..., index=...", "Gn", 'g')                                                              \
    X(set_srid, "geometry=..., srid=...", "Gn", 'g')

#define SH_BINARY(X)                                                                                                   \
    X(contains, "a=..., b=...", "GG", 'b')                                                                             \
    X(contains_properly, "a=..., b=...", "GG", 'b')                                                                    \
    X(covered_by, "a=..., b=...", "GG", 'b')                                                                           \
    X(covers, "a=..., b=...", "GG", 'b')                                                                               \
    X(crosses, "a=..., b=...", "GG", 'b')                                                                              \
    X(disjoint, "a=..., b=...", "GG", 'b')                                                                             \
    X(equals, "a=..., b=...", "GG", 'b')                                                                               \
    X(equals_identical, "a=..., b=...", "GG", 'b')                                                                     \
    X(equals_exact, "a=..., b=..., tolerance=0.0, normalize=False", "GGdb", 'b')                                       \
    X(intersects, "a=..., b=...", "GG", 'b')                                                                           \
    X(overlaps, "a=..., b=...", "GG", 'b')                                                                             \
    X(touches, "a=..., b=...", "GG", 'b')                                                                              \
    X(within, "a=..., b=...", "GG", 'b')                                                                               \
    X(dwithin, "a=..., b=..., distance=...", "GGd", 'b')                                                               \
    X(relate, "a=..., b=...", "GG", 's')                                                                               \
    X(relate_pattern, "a=..., b=..., pattern=...", "GGs", 'b')                                                         \
    X(distance, "a=..., b=...", "GG", 'd')                                                                             \
    X(hausdorff_distance, "a=..., b=..., densify=None", "GGt", 'd')                                                    \
    X(frechet_distance, "a=..., b=..., densify=None", "GGt", 'd')                                                      \
    X(line_locate_point, "line=..., other=..., normalized=False", "GGb", 'd')                                          \
    X(difference, "a=..., b=..., grid_size=None", "GGr", 'g')                                                          \
    X(intersection, "a=..., b=..., grid_size=None", "GGr", 'g')                                                        \
    X(symmetric_difference, "a=..., b=..., grid_size=None", "GGr", 'g')                                                \
    X(union, "a=..., b=..., grid_size=None", "GGr", 'g')                                                               \
    X(shortest_line, "a=..., b=...", "GG", 'g')                                                                        \
    X(shared_paths, "a=..., b=...", "GG", 'g')                                                                         \
    X(snap, "geometry=..., reference=..., tolerance=...", "GGd", 'g')

/* Points given as numbers: what the module's functions of these names become when they have both (operations.c). */
#define SH_POINTWISE(X)                                                                                                \
    X(contains_xy, "geom=..., x=..., y=...", "Gdd", 'b')                                                               \
    X(intersects_xy, "geom=..., x=..., y=...", "Gdd", 'b')

#define SH_CONSTRUCTIVE(X)                                                                                                   \
    X(box, "xmin=..., ymin=..., xmax=..., ymax=..., ccw=True", "ddddq", 'g')                                                 \
    X(buffer,                                                                                                                \
      "geometry=..., distance=..., quad_segs=8, cap_style='round', join_style='round', mitre_limit=5.0, single_sided=False", \
      "Gdqccqq", 'g')                                                                                                        \
    X(offset_curve, "geometry=..., distance=..., quad_segs=8, join_style='round', mitre_limit=5.0", "Gdqcq", 'g')            \
    X(clip_by_rect, "geometry=..., xmin=..., ymin=..., xmax=..., ymax=...", "Gffff", 'g')                                    \
    X(concave_hull, "geometry=..., ratio=0.0, allow_holes=False", "Gdb", 'g')                                                \
    X(delaunay_triangles, "geometry=..., tolerance=0.0, only_edges=False", "Gdb", 'g')                                       \
    X(voronoi_polygons, "geometry=..., tolerance=0.0, extend_to=None, only_edges=False, ordered=False", "Gdgbb", 'g')        \
    X(line_interpolate_point, "line=..., distance=..., normalized=False", "Gdb", 'g')                                        \
    X(line_merge, "line=..., directed=False", "Gb", 'g')                                                                     \
    X(make_valid, "geometry=..., method='linework', keep_collapsed=True", "Gsb", 'g')                                        \
    X(maximum_inscribed_circle, "geometry=..., tolerance=None", "Gt", 'g')                                                   \
    X(orient_polygons, "geometry=..., exterior_cw=False", "Gb", 'g')                                                         \
    X(remove_repeated_points, "geometry=..., tolerance=0.0", "Gd", 'g')                                                      \
    X(segmentize, "geometry=..., max_segment_length=...", "Gd", 'g')                                                         \
    X(set_precision, "geometry=..., grid_size=..., mode='valid_output'", "Gdc", 'g')                                         \
    X(simplify, "geometry=..., tolerance=..., preserve_topology=True", "Gdb", 'g')

#define SH_OPERATIONS(X) SH_UNARY(X) SH_BINARY(X) SH_POINTWISE(X) SH_CONSTRUCTIVE(X)

#define SH_DECLARE(name, parameters, arguments, result)                                                                \
    bool sh_do_##name(sh_Element* element);                                                                            \
    bool sh_call_##name(int argc, py_Ref argv);
SH_OPERATIONS(SH_DECLARE)
#undef SH_DECLARE
