/*
 * What the parts of the shapely binding may use of each other: geometries, GEOS and its errors,
 * calls over many elements.
 *
 * The collector's rules of numpy's nd.h apply here too. GEOS does not know Python: its pointers are owned by
 * objects, and borrowed ones are cloned before they are wrapped. Functions that return bool have set an
 * exception when they return false.
 */
#pragma once

#include "core/nd.h"
#include "python/parts.h"

#include "geos_c.h"

#include <stdbool.h>
#include <stddef.h>

/* ---- geometries ------------------------------------------------------------- */

typedef struct {
    GEOSGeometry* geometry;
    const GEOSPreparedGeometry* prepared;
    size_t bytes; /* as accounted by the collector */
} sh_Object;

/* GEOS's type ids, which are also the indices of sh_types. */
enum {
    SH_POINT,
    SH_LINESTRING,
    SH_LINEARRING,
    SH_POLYGON,
    SH_MULTIPOINT,
    SH_MULTILINESTRING,
    SH_MULTIPOLYGON,
    SH_COLLECTION,
    SH_TYPES
};

extern py_Type sh_types[SH_TYPES];
extern py_Type sh_tp_geometry;
extern GEOSContextHandle_t sh_geos;

/* Whether a value is a geometry. */
bool sh_is_geometry(py_Ref value);
/* What a value that is one holds. */
static inline sh_Object* sh_object(py_Ref value) { return (sh_Object*)py_touserdata(value); }
static inline GEOSGeometry* sh_geometry(py_Ref value) { return sh_object(value)->geometry; }
static inline int sh_type_of(const GEOSGeometry* geometry) { return GEOSGeomTypeId_r(sh_geos, geometry); }

/* A new object that owns the geometry; NULL raises GEOS's error. */
bool sh_wrap(py_OutRef out, GEOSGeometry* geometry);
/* The same for a borrowed geometry. */
bool sh_wrap_clone(py_OutRef out, const GEOSGeometry* geometry);
/* Raises GEOS's last error. */
bool sh_fail(void);
/* The maximum nesting of collections; GEOS recurses into them. */
int sh_nesting(const GEOSGeometry* geometry);
#define SH_NESTING_MAX 200

extern py_Type sh_tp_geos_exception;

/* A geometry argument; anything else raises TypeError. */
bool sh_check_geometry(py_Ref value);

/* ---- coordinates -------------------------------------------------------------- */

typedef struct {
    double* values; /* count * dims, to be freed by sh_free_points */
    nd_Size count;
    int dims; /* 2 or 3 */
} sh_Points;

/* Out of an array, a sequence of tuples, of points, or a geometry's coords. */
bool sh_read_points(py_Ref value, sh_Points* out);
GEOSCoordSequence* sh_sequence(const double* values, nd_Size count, int dims);
/* A ring out of points, closed where it is not. NULL has set an exception. */
GEOSGeometry* sh_ring(const sh_Points* points);

/* ---- calls over elements --------------------------------------------------------- */

#define SH_ARGS_MAX 8

/* One element of every argument, and where its result goes. */
typedef struct {
    sh_Object* g[SH_ARGS_MAX]; /* NULL is None, or no geometry */
    double d[SH_ARGS_MAX];
    const char* s[SH_ARGS_MAX];
    union {
        double number;
        int64_t integer;
        bool truth;
        GEOSGeometry* geometry;
        char* text; /* freed with GEOSFree_r */
    } out;
    bool is_none; /* the result is what None gives */
} sh_Element;

typedef bool (*sh_Function)(sh_Element* element);

/*
 * A function of Python over one element or many. `arguments` tells each one's kind: G geometry, g geometry or
 * None, d number, n integer, f number that cannot be many, b flag, q option, t number or None (NaN), r the same
 * that cannot be many, s text, c style: text or number. `result`: b flag, i and I integer (0 and -1 for None), d
 * number, g geometry, s text.
 */
typedef struct {
    const char* signature; /* as nd_bind_functions takes it */
    const char* arguments;
    char result;
    sh_Function function;
} sh_Operation;

/* TypeError for parameter `index` of a signature, which was not given. */
bool sh_missing_argument(const char* signature, int index);
/* Calls an operation on its arguments; py_retval() has the result. */
bool sh_call(const sh_Operation* operation, int argc, py_Ref argv);

/* Geometries of an iterable. */
typedef struct {
    sh_Object** items; /* NULL is None */
    nd_Size count;
} sh_List;

/* Any iterable of geometries and None; `kept` is a stack temporary that keeps them alive. `items` is to be
 * freed, also after a failure. */
bool sh_read_list(py_Ref value, py_Ref kept, sh_List* out);

/* ---- parts --------------------------------------------------------------------------- */

/* py_retval() = a function of the module, also one that Python's part defines. */
bool sh_find(const char* name);
void sh_add_engine(py_Ref module);
void sh_add_errors(void);
void sh_add_geometry(py_Ref module);
void sh_add_creation(py_Ref module);
void sh_add_operations(py_Ref module);
void sh_add_coordinates(py_Ref module);
void sh_add_collecting(py_Ref module);
void sh_add_io(py_Ref module);
void sh_add_tree(py_Ref module);
void sh_add_members(py_Ref module);
void sh_add_lazy(py_Ref module);
