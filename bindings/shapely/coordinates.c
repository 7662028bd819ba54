/*
 * Coordinates as arrays, parts and bounds of geometries.
 * Limits: the number of coordinates cannot change in set_coordinates; nested collections are traversed depth first.
 */
#include "operations/operations.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- every sequence of a geometry, in order ------------------------------------------------ */

typedef bool (*Visit)(void* state, const GEOSGeometry* part);

/* Visits points, lines and rings; false is the visitor's. */
static bool visit(const GEOSGeometry* geometry, Visit see, void* state) {
    int type = sh_type_of(geometry);
    if(type == SH_POLYGON) {
        if(!see(state, GEOSGetExteriorRing_r(sh_geos, geometry))) return false;
        int holes = GEOSGetNumInteriorRings_r(sh_geos, geometry);
        for(int i = 0; i < holes; i++) {
            if(!see(state, GEOSGetInteriorRingN_r(sh_geos, geometry, i))) return false;
        }
        return true;
    }
    if(type < SH_MULTIPOINT) return see(state, geometry);
    int count = GEOSGetNumGeometries_r(sh_geos, geometry);
    for(int i = 0; i < count; i++) {
        if(!visit(GEOSGetGeometryN_r(sh_geos, geometry, i), see, state)) return false;
    }
    return true;
}

/* ---- reading ------------------------------------------------------------------------------------ */

typedef struct {
    double* out;
    bool has_z;
} Reader;

static bool read_part(void* state, const GEOSGeometry* part) {
    Reader* reader = state;
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(sh_geos, part);
    unsigned count = 0;
    if(!sequence || !GEOSCoordSeq_getSize_r(sh_geos, sequence, &count)) return sh_fail();
    if(count && !GEOSCoordSeq_copyToBuffer_r(sh_geos, sequence, reader->out, reader->has_z, 0)) return sh_fail();
    reader->out += count * (reader->has_z ? 3 : 2);
    return true;
}

static nd_Size count_all(const sh_List* list) {
    nd_Size total = 0;
    for(nd_Size i = 0; i < list->count; i++) {
        int count = list->items[i] ? GEOSGetNumCoordinates_r(sh_geos, list->items[i]->geometry) : 0;
        if(count < 0) return sh_fail(), -1;
        total += count;
    }
    return total;
}

/* A geometry, None, or an iterable of them. */
static bool read_geometries(py_Ref value, py_Ref kept, sh_List* out) {
    if(!nd_is_given(value)) return nd_error(tp_TypeError, "missing 1 required positional argument: 'geometry'");
    if(!py_isnone(value) && !sh_is_geometry(value)) return sh_read_list(value, kept, out);
    py_newlist(kept);
    py_list_append(kept, value);
    return sh_read_list(kept, kept, out);
}

static bool fill_coordinates(py_OutRef out, const sh_List* list, bool has_z) {
    nd_Size shape[2] = {count_all(list), has_z ? 3 : 2};
    if(shape[0] < 0 || !nd_new(out, ND_FLOAT64, 2, shape)) return false;
    Reader reader = {(double*)nd_array(out)->data, has_z};
    for(nd_Size i = 0; i < list->count; i++) {
        if(list->items[i] && !visit(list->items[i]->geometry, read_part, &reader)) return false;
    }
    return true;
}

static bool fill_index(py_OutRef out, const sh_List* list) {
    nd_Size count = count_all(list);
    if(count < 0 || !nd_new(out, ND_INT64, 1, &count)) return false;
    int64_t* at = (int64_t*)nd_array(out)->data;
    for(nd_Size i = 0; i < list->count; i++) {
        int own = list->items[i] ? GEOSGetNumCoordinates_r(sh_geos, list->items[i]->geometry) : 0;
        while(own-- > 0) *at++ = i;
    }
    return true;
}

static void return_pair(py_Ref first, py_Ref second) {
    py_Ref pair = py_pushtmp();
    py_Ref items = py_newtuple(pair, 2);
    py_assign(items, first);
    py_assign(items + 1, second);
    py_assign(py_retval(), pair);
    py_pop();
}

/* get_coordinates(geometry, include_z=False, return_index=False) */
static bool get_coordinates(int argc, py_Ref argv) {
    (void)argc;
    sh_List list = {0};
    if(!nd_is_given(argv)) return sh_missing_argument("get_coordinates(geometry=...)", 0);
    py_Ref kept = py_pushtmp(), made = py_pushtmp(), index = py_pushtmp();
    bool ok = read_geometries(argv, kept, &list) && fill_coordinates(made, &list, py_bool(py_arg(1)) == 1);
    bool has_index = py_bool(py_arg(2)) == 1;
    ok = ok && (!has_index || fill_index(index, &list));
    if(ok && has_index) return_pair(made, index);
    else if(ok) py_assign(py_retval(), made);
    free(list.items);
    py_pop(), py_pop(), py_pop();
    return ok;
}

/* count_coordinates(geometry) */
static bool count_coordinates(int argc, py_Ref argv) {
    (void)argc;
    sh_List list = {0};
    py_Ref kept = py_pushtmp();
    nd_Size count = read_geometries(argv, kept, &list) ? count_all(&list) : -1;
    free(list.items);
    py_pop();
    if(count < 0) return false;
    py_newint(py_retval(), count);
    return true;
}

/* ---- writing ---------------------------------------------------------------------------------------- */

typedef struct {
    const double* in;
    int dims;    /* of what is given */
    bool forces; /* ... which all parts shall have; else no part gets a dimension that it had not */
} Writer;

static GEOSGeometry* rebuilt(const GEOSGeometry* geometry, Writer* writer);

/* Without the third of each three. */
static GEOSCoordSequence* flat_sequence(const double* values, int count) {
    double* flat = malloc(sizeof(double) * (size_t)(2 * count + 1));
    if(!flat) return nd_error(nd_tp_memory_error, "no memory for %d coordinates", count), NULL;
    for(int i = 0; i < count; i++) flat[2 * i] = values[3 * i], flat[2 * i + 1] = values[3 * i + 1];
    GEOSCoordSequence* sequence = sh_sequence(flat, count, 2);
    free(flat);
    return sequence;
}

static GEOSCoordSequence* next_sequence(const GEOSGeometry* part, Writer* writer) {
    int count = GEOSGetNumCoordinates_r(sh_geos, part);
    bool is_flat = writer->dims == 3 && !writer->forces && GEOSHasZ_r(sh_geos, part) != 1;
    GEOSCoordSequence* sequence =
        is_flat ? flat_sequence(writer->in, count) : sh_sequence(writer->in, count, writer->dims);
    writer->in += count * writer->dims;
    return sequence;
}

static GEOSGeometry* rebuilt_line(const GEOSGeometry* geometry, Writer* writer) {
    GEOSCoordSequence* sequence = next_sequence(geometry, writer);
    if(!sequence) return NULL;
    int type = sh_type_of(geometry);
    if(type == SH_POINT) return GEOSGeom_createPoint_r(sh_geos, sequence);
    return type == SH_LINEARRING ? GEOSGeom_createLinearRing_r(sh_geos, sequence)
                                 : GEOSGeom_createLineString_r(sh_geos, sequence);
}

static void destroy_all(GEOSGeometry** parts, int count) {
    for(int i = 0; i < count; i++) GEOSGeom_destroy_r(sh_geos, parts[i]);
}

static GEOSGeometry* rebuilt_polygon(const GEOSGeometry* geometry, Writer* writer) {
    int count = GEOSGetNumInteriorRings_r(sh_geos, geometry);
    GEOSGeometry* shell = rebuilt(GEOSGetExteriorRing_r(sh_geos, geometry), writer);
    GEOSGeometry** holes = shell ? malloc(sizeof *holes * (size_t)(count + 1)) : NULL;
    int made = 0;
    while(holes && made < count && (holes[made] = rebuilt(GEOSGetInteriorRingN_r(sh_geos, geometry, made), writer)))
        made++;
    GEOSGeometry* polygon = NULL;
    if(holes && made == count) polygon = GEOSGeom_createPolygon_r(sh_geos, shell, holes, (unsigned)count);
    else if(shell) {
        GEOSGeom_destroy_r(sh_geos, shell);
        if(holes) destroy_all(holes, made);
    }
    free(holes);
    return polygon;
}

static GEOSGeometry* rebuilt_collection(const GEOSGeometry* geometry, Writer* writer) {
    int count = GEOSGetNumGeometries_r(sh_geos, geometry), made = 0;
    GEOSGeometry** parts = malloc(sizeof *parts * (size_t)(count + 1));
    while(parts && made < count && (parts[made] = rebuilt(GEOSGetGeometryN_r(sh_geos, geometry, made), writer))) made++;
    GEOSGeometry* collection = NULL;
    if(parts && made == count)
        collection = GEOSGeom_createCollection_r(sh_geos, sh_type_of(geometry), parts, (unsigned)count);
    else if(parts) destroy_all(parts, made);
    free(parts);
    return collection;
}

/* The same with the writer's coordinates. NULL: GEOS said why. */
static GEOSGeometry* rebuilt(const GEOSGeometry* geometry, Writer* writer) {
    if(GEOSisEmpty_r(sh_geos, geometry) == 1 && !writer->forces) return GEOSGeom_clone_r(sh_geos, geometry);
    int type = sh_type_of(geometry);
    if(type == SH_POLYGON) return rebuilt_polygon(geometry, writer);
    return type < SH_MULTIPOINT ? rebuilt_line(geometry, writer) : rebuilt_collection(geometry, writer);
}

static bool fill_rebuilt(py_Ref list, const sh_List* geometries, Writer* writer) {
    py_newlistn(list, (int)geometries->count);
    for(nd_Size i = 0; i < geometries->count; i++) py_newnone(py_list_getitem(list, (int)i));
    for(nd_Size i = 0; i < geometries->count; i++) {
        if(geometries->items[i] &&
           !sh_wrap(py_list_getitem(list, (int)i), rebuilt(geometries->items[i]->geometry, writer)))
            return false;
    }
    return true;
}

static bool check_shape(const nd_Array* array, nd_Size wanted) {
    bool fits = array->ndim == 2 && array->shape[0] == wanted && (array->shape[1] == 2 || array->shape[1] == 3);
    if(fits) return true;
    char text[128];
    nd_format_shape(text, sizeof text, array->ndim, array->shape);
    return nd_error(tp_ValueError, "The coordinate array has an invalid shape %s", text);
}

/* _set_coordinates(geometry, array of float64): one or a list, as it was given; Python's part has made the array */
static bool set_coordinates(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    nd_collect_if_due();
    sh_List list = {0};
    py_Ref kept = py_pushtmp(), plain = py_pushtmp(), made = py_pushtmp();
    bool ok = read_geometries(argv, kept, &list) && nd_ascontiguous(plain, py_arg(1), ND_FLOAT64);
    ok = ok && check_shape(nd_array(plain), count_all(&list));
    if(ok) {
        Writer writer = {(const double*)nd_array(plain)->data, (int)nd_array(plain)->shape[1], false};
        ok = fill_rebuilt(made, &list, &writer);
    }
    bool is_single = sh_is_geometry(argv) || py_isnone(argv);
    if(ok) py_assign(py_retval(), is_single ? py_list_getitem(made, 0) : made);
    free(list.items);
    py_pop(), py_pop(), py_pop();
    return ok;
}

/* ---- other dimensions ---------------------------------------------------------------------------------- */

/* With two or three numbers a coordinate; `z` where there was none. NULL has set an exception. */
static GEOSGeometry* with_dims(const GEOSGeometry* geometry, int dims, double z) {
    int count = GEOSGetNumCoordinates_r(sh_geos, geometry);
    double* values = malloc(sizeof(double) * (size_t)(count * dims + 1));
    if(!values) return nd_error(nd_tp_memory_error, "no memory for %d coordinates", count), NULL;
    Reader reader = {values, dims == 3};
    bool ok = visit(geometry, read_part, &reader);
    for(int i = 2; ok && dims == 3 && GEOSHasZ_r(sh_geos, geometry) != 1 && i < count * 3; i += 3) values[i] = z;
    Writer writer = {values, dims, true};
    GEOSGeometry* result = ok ? rebuilt(geometry, &writer) : NULL;
    free(values);
    if(!result) sh_fail();
    return result;
}

bool sh_do_force_2d(sh_Element* element) {
    element->out.geometry = with_dims(element->g[0]->geometry, 2, 0);
    return element->out.geometry != NULL;
}

bool sh_do_force_3d(sh_Element* element) {
    if(isnan(element->d[1])) return nd_error(tp_ValueError, "It is not allowed to set the Z coordinate to NaN.");
    element->out.geometry = with_dims(element->g[0]->geometry, 3, element->d[1]);
    return element->out.geometry != NULL;
}

/* ---- bounds ------------------------------------------------------------------------------------------- */

static bool put_bounds(const sh_Object* object, double* out) {
    out[0] = out[1] = out[2] = out[3] = NAN;
    if(!object || GEOSisEmpty_r(sh_geos, object->geometry) == 1) return true;
    return GEOSGeom_getExtent_r(sh_geos, object->geometry, out, out + 1, out + 2, out + 3) ? true : sh_fail();
}

/* bounds(geometry): (4,) of one, (n, 4) of many */
static bool bounds(int argc, py_Ref argv) {
    (void)argc;
    sh_List list = {0};
    if(!nd_is_given(argv)) return sh_missing_argument("bounds(geometry=...)", 0);
    py_Ref kept = py_pushtmp(), made = py_pushtmp();
    bool is_single = py_isnone(argv) || sh_is_geometry(argv);
    bool ok = read_geometries(argv, kept, &list);
    nd_Size shape[2] = {list.count, 4}, single = 4;
    ok = ok && (is_single ? nd_new(made, ND_FLOAT64, 1, &single) : nd_new(made, ND_FLOAT64, 2, shape));
    for(nd_Size i = 0; ok && i < list.count; i++) ok = put_bounds(list.items[i], (double*)nd_array(made)->data + i * 4);
    if(ok) py_assign(py_retval(), made);
    free(list.items);
    py_pop(), py_pop();
    return ok;
}

/* geometry.bounds: a tuple */
static bool get_bounds(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    double values[4];
    if(!sh_check_geometry(argv)) return false;
    if(!put_bounds(sh_object(argv), values)) return false;
    py_Ref made = py_pushtmp();
    py_Ref items = py_newtuple(made, 4);
    for(int i = 0; i < 4; i++) py_newfloat(items + i, values[i]);
    py_assign(py_retval(), made);
    py_pop();
    return true;
}

/* ---- parts ---------------------------------------------------------------------------------------------- */

typedef struct {
    py_Ref list;
    bool failed;
} Collector;

static bool append(Collector* collector, const GEOSGeometry* part) {
    py_newnone(py_list_emplace(collector->list));
    return sh_wrap_clone(py_list_getitem(collector->list, py_list_len(collector->list) - 1), part);
}

static bool append_ring(void* state, const GEOSGeometry* part) { return append(state, part); }

static bool append_parts(Collector* collector, const GEOSGeometry* geometry) {
    int count = GEOSGetNumGeometries_r(sh_geos, geometry);
    for(int i = 0; i < count; i++) {
        if(!append(collector, GEOSGetGeometryN_r(sh_geos, geometry, i))) return false;
    }
    return true;
}

static bool append_rings(Collector* collector, const GEOSGeometry* geometry) {
    return sh_type_of(geometry) != SH_POLYGON || GEOSisEmpty_r(sh_geos, geometry) == 1 ||
           visit(geometry, append_ring, collector);
}

static bool fill_counts(py_OutRef out, const int64_t* index, nd_Size count) {
    if(!nd_new(out, ND_INT64, 1, &count)) return false;
    if(count) memcpy(nd_array(out)->data, index, sizeof(int64_t) * (size_t)count);
    return true;
}

/* A list of parts, and of which geometry each is. */
static bool take_apart(py_Ref argv, bool (*take)(Collector*, const GEOSGeometry*)) {
    nd_collect_if_due();
    sh_List list = {0};
    py_Ref kept = py_pushtmp(), made = py_pushtmp(), index = py_pushtmp();
    Collector collector = {.list = made};
    bool has_index = py_bool(py_arg(1)) == 1, ok = read_geometries(argv, kept, &list);
    py_newlist(made);
    int64_t* origins = NULL;
    for(nd_Size i = 0; ok && i < list.count; i++) {
        int before = py_list_len(made);
        ok = !list.items[i] || take(&collector, list.items[i]->geometry);
        int after = py_list_len(made);
        int64_t* grown = has_index && after > before ? realloc(origins, sizeof(int64_t) * (size_t)after) : NULL;
        if(!grown) continue;
        origins = grown;
        for(int k = before; k < after; k++) origins[k] = i;
    }
    ok = ok && (!has_index || fill_counts(index, origins, py_list_len(made)));
    if(ok && has_index) return_pair(made, index);
    else if(ok) py_assign(py_retval(), made);
    free(origins);
    free(list.items);
    py_pop(), py_pop(), py_pop();
    return ok;
}

/* get_parts(geometry, return_index=False) */
static bool get_parts(int argc, py_Ref argv) {
    (void)argc;
    return take_apart(argv, append_parts);
}

/* get_rings(geometry, return_index=False) */
static bool get_rings(int argc, py_Ref argv) {
    (void)argc;
    return take_apart(argv, append_rings);
}

void sh_add_coordinates(py_Ref module) {
    static const nd_Function FUNCTIONS[] = {
        {"get_coordinates(geometry=..., include_z=False, return_index=False)", get_coordinates},
        {"count_coordinates(geometry=...)", count_coordinates},
        {"bounds(geometry=...)", bounds},
        {"get_parts(geometry=..., return_index=False)", get_parts},
        {"get_rings(geometry=..., return_index=False)", get_rings},
    };
    ND_BIND(module, FUNCTIONS);
    py_bindfunc(module, "_set_coordinates", set_coordinates);
    py_bindproperty(sh_tp_geometry, "bounds", get_bounds, NULL);
}
