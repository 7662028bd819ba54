/** The public names that the geos tier offers, by subject: every one of them occurs in the corpus (tests/js/shapely-names.test.mjs). */
const words = (/** @type {string} */ text) => text.trim().split(/\s+/);

export const moduleNames = words(`
  Geometry Point LineString LinearRing Polygon MultiPoint MultiLineString MultiPolygon GeometryCollection STRtree GEOSException GeometryType BufferCapStyle
  BufferJoinStyle geos_version geos_version_string
  points linestrings linearrings polygons multipoints multilinestrings multipolygons geometrycollections box empty prepare destroy_prepared
  contains contains_properly contains_xy covered_by covers crosses disjoint dwithin equals equals_exact equals_identical intersects intersects_xy overlaps
  relate relate_pattern touches within has_z is_ccw is_closed is_empty is_geometry is_prepared is_ring is_simple is_valid is_valid_input is_valid_reason
  difference intersection intersection_all symmetric_difference symmetric_difference_all union union_all unary_union coverage_union coverage_union_all
  boundary buffer build_area centroid clip_by_rect concave_hull convex_hull delaunay_triangles envelope extract_unique_points make_valid
  minimum_bounding_circle minimum_rotated_rectangle node normalize offset_curve orient_polygons oriented_envelope point_on_surface polygonize polygonize_full
  remove_repeated_points reverse segmentize simplify snap split voronoi_polygons
  area length distance bounds total_bounds hausdorff_distance frechet_distance minimum_bounding_radius
  line_interpolate_point line_locate_point line_merge shared_paths shortest_line
  count_coordinates get_coordinates set_coordinates transform transform_coordseq force_2d force_3d
  get_coordinate_dimension get_dimensions get_exterior_ring get_geometry get_interior_ring get_num_coordinates get_num_geometries get_num_interior_rings
  get_num_points get_parts get_point get_precision get_rings get_segments get_type_id get_x get_y get_z set_precision
  from_wkt to_wkt from_wkb to_wkb from_geojson to_geojson
  coverage_is_valid coverage_simplify
  affinity errors geometry ops prepared strtree validation wkb wkt`);

/** By module, without the leading `shapely.`. */
export const submoduleNames = {
  geometry: words(`Point LineString LinearRing Polygon MultiPoint MultiLineString MultiPolygon GeometryCollection box mapping shape CAP_STYLE JOIN_STYLE
    base point linestring polygon multipoint multilinestring multipolygon collection`),
  'geometry.base': words('BaseGeometry BaseMultipartGeometry CAP_STYLE JOIN_STYLE'),
  'geometry.point': words('Point'),
  'geometry.linestring': words('LineString'),
  'geometry.polygon': words('Polygon LinearRing orient signed_area'),
  'geometry.multipoint': words('MultiPoint'),
  'geometry.multilinestring': words('MultiLineString'),
  'geometry.multipolygon': words('MultiPolygon'),
  'geometry.collection': words('GeometryCollection'),
  ops: words(`clip_by_rect linemerge nearest_points orient polylabel polygonize polygonize_full shared_paths snap split substring transform triangulate unary_union
    validate voronoi_diagram`),
  wkt: words('load loads dump dumps'),
  wkb: words('load loads dump dumps'),
  affinity: words('affine_transform rotate scale skew translate'),
  prepared: words('prep PreparedGeometry'),
  strtree: words('STRtree'),
  validation: words('explain_validity make_valid'),
  errors: words('ShapelyError GEOSException DimensionError EmptyPartError GeometryTypeError TopologicalError UnsupportedGEOSVersionError'),
};

/** Methods and properties of every geometry. */
export const memberNames = words(`
  area length bounds centroid boundary envelope convex_hull minimum_rotated_rectangle oriented_envelope geom_type has_z is_empty is_valid is_simple is_ring
  is_closed coords xy wkt wkb wkb_hex __geo_interface__ __format__
  contains contains_properly covered_by covers crosses disjoint dwithin equals equals_exact intersects overlaps relate relate_pattern touches within
  difference intersection symmetric_difference union distance hausdorff_distance
  buffer simplify normalize reverse point_on_surface representative_point segmentize
  interpolate project line_interpolate_point line_locate_point`);

/** Members of single classes, of sequences, of prepared geometries and of trees. */
export const classMembers = {
  Point: words('x y z'),
  LineString: words('offset_curve parallel_offset'),
  LinearRing: words('is_ccw'),
  Polygon: words('exterior interiors from_bounds'),
  MultiPoint: words('geoms'),
  PreparedGeometry: words('contains contains_properly covers crosses disjoint intersects overlaps touches within context'),
  STRtree: words('query nearest query_nearest geometries'),
};
