/*
 * Element types, arrays, streams over their elements, casts: what every part of the binding is made of. Nothing in
 * core/ depends on other folders; each folder has a header of its own.
 *
 * Rules for the garbage collector: its roots are the value stack, the registers and py_retval(), and it may run
 * whenever an array is allocated or Python is called. So every array that a C function still needs is in its arguments
 * or in a stack temporary (py_pushtmp()), which the function pops before it returns; it copies its result to
 * py_retval() last. Functions that return bool have set an exception when they return false.
 */
#pragma once

#include "pocketpy.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- element types -------------------------------------------------------- */

typedef enum {
    ND_BOOL,
    ND_INT8,
    ND_UINT8,
    ND_INT16,
    ND_UINT16,
    ND_INT32,
    ND_UINT32,
    ND_INT64,
    ND_UINT64,
    ND_FLOAT32,
    ND_FLOAT64,
    ND_COMPLEX64,
    ND_COMPLEX128,
    ND_TYPES,
} nd_Type;

#define ND_NO_TYPE (-1)
#define ND_MAX_DIMS 64

/* Sizes, strides and counts: pointer-sized. */
typedef ptrdiff_t nd_Size;

typedef struct {
    float re, im;
} nd_Complex64;

typedef struct {
    double re, im;
} nd_Complex128;

typedef struct {
    const char* name; /* "float64" */
    char kind;        /* b i u f c, as NumPy's dtype.kind */
    char character;   /* NumPy's dtype.char */
    uint8_t size;     /* bytes */
} nd_TypeInfo;

extern const nd_TypeInfo nd_type_info[ND_TYPES];

static inline int nd_size_of(int type) { return nd_type_info[type].size; }
static inline char nd_kind_of(int type) { return nd_type_info[type].kind; }
static inline bool nd_is_integer(int type) { return type >= ND_INT8 && type <= ND_UINT64; }
static inline bool nd_is_signed(int type) { return nd_kind_of(type) == 'i'; }
static inline bool nd_is_float(int type) { return type == ND_FLOAT32 || type == ND_FLOAT64; }
static inline bool nd_is_complex(int type) { return type >= ND_COMPLEX64; }

/* The smallest type that holds both (NumPy's promote_types). */
nd_Type nd_promote(int a, int b);

typedef enum { ND_CAST_NO, ND_CAST_EQUIV, ND_CAST_SAFE, ND_CAST_SAME_KIND, ND_CAST_UNSAFE } nd_Casting;

/* What a type becomes together with a Python scalar of that kind ('b', 'i', 'f', 'c', 0 for none). */
int nd_promote_weak(int type, char weak);

bool nd_can_cast(int from, int to, nd_Casting casting);
bool nd_parse_casting(py_Ref text, nd_Casting* out);
const char* nd_casting_name(nd_Casting casting);

/* A dtype from what NumPy accepts as one: dtype, name, code, scalar type, builtin type, None (float64). */
bool nd_parse_type(py_Ref value, nd_Type* out);
/* The same for an optional argument: None and `...` are ND_NO_TYPE. */
bool nd_parse_optional_type(py_Ref value, int* out);
/* The one dtype object of a type. */
py_Ref nd_dtype_object(int type);

/* ---- arrays ---------------------------------------------------------------- */

typedef struct {
    char* data; /* the element at index 0 of every axis */
    nd_Size* shape;
    nd_Size* strides; /* bytes */
    int8_t ndim;
    uint8_t type; /* nd_Type */
    bool owns;    /* data is freed with the array */
    bool writeable;
    nd_Size buffer_bytes; /* of what it owns */
    nd_Size own[];        /* room for shape and strides */
} nd_Array;

extern py_Type nd_tp_ndarray;

static inline bool nd_is_array(py_Ref value) { return py_istype(value, nd_tp_ndarray); }
/* The array in a value that is one. */
static inline nd_Array* nd_array(py_Ref value) { return (nd_Array*)py_touserdata(value); }

nd_Size nd_count(const nd_Array* array);
nd_Size nd_product(int ndim, const nd_Size* shape);
bool nd_is_contiguous(const nd_Array* array); /* C order */
bool nd_is_fortran(const nd_Array* array);    /* Fortran order */
bool nd_same_shape(const nd_Array* a, const nd_Array* b);

/* A new array with uninitialized elements; order is 'C' or 'F'. Raises MemoryError or ValueError. */
bool nd_new_order(py_OutRef out, int type, int ndim, const nd_Size* shape, char order);
bool nd_new(py_OutRef out, int type, int ndim, const nd_Size* shape);
bool nd_zeros(py_OutRef out, int type, int ndim, const nd_Size* shape, char order);
/* A view of `base`, which it keeps alive. */
nd_Array* nd_view(py_OutRef out, py_Ref base, char* data, int type, int ndim, const nd_Size* shape,
                  const nd_Size* strides);
/* Memory accounted to the collector, beside arrays: NULL has set MemoryError. */
void* nd_allocate(size_t bytes);
/* Memory of other modules' objects, which the collector accounts for too; and a collection if one is due. */
void nd_note_memory(size_t bytes);
void nd_forget_memory(size_t bytes);
void nd_collect_if_due(void);
bool nd_memory_error(int type, int ndim, const py_i64* shape);
/* Lets `array` have another shape of as many elements; strides are given. */
bool nd_set_shape(nd_Array* array, int ndim, const nd_Size* shape, const nd_Size* strides);

/* Strides of a fresh array. */
void nd_fill_strides(nd_Size* strides, int ndim, const nd_Size* shape, int item_bytes, char order);

/* An element as Python sees it: int, float, bool or complex (a uint64 beyond int is a 0-d array). */
bool nd_item(py_OutRef out, int type, const void* element);
/* The inverse: one Python scalar or 0-d array into an element. Raises like NumPy's assignment. */
bool nd_store(int type, void* element, py_Ref value);
void nd_new_complex(py_OutRef out, double re, double im);
bool nd_to_complex(py_Ref value, nd_Complex128* out); /* false without an exception if it is no number */

/* The float nearest to a non-negative decimal of at most 9 digits, as `%e` writes it; rounding via double could be
 * wrong by double rounding. */
float nd_nearest_single(const char* text);

/* The kind of a Python scalar in promotion: 'b', 'i', 'f', 'c', or 0 for what is no number. */
char nd_scalar_kind(py_Ref value);

/* np.asarray: an array as it is, else a new one of what nested sequences or a scalar hold; `type`
 * ND_NO_TYPE finds the type. */
bool nd_asarray(py_OutRef out, py_Ref value, int type);
/* np.array: always a copy; order 'K', 'C', 'F', 'A'. */
bool nd_copy(py_OutRef out, const nd_Array* array, int type, char order);
/* C order and this type: the array itself where it has both already. */
bool nd_ascontiguous(py_OutRef out, py_Ref array, int type);
/* py_retval() = the array, or its element where it has no axis. */
bool nd_return(py_Ref array);

/* ---- elements in order -------------------------------------------------------- */

/*
 * A stream yields an array's elements in C order of `shape` (which the array is broadcast to), a chunk at a
 * time, cast to a type; or stores them. A chunk of ND_CHUNK elements is in a buffer, unless the array's
 * memory can be used in place.
 */
#define ND_CHUNK 512

typedef struct {
    char* at;
    int ndim; /* after coalescing axes; at least 1 */
    int type;
    bool plain;    /* one contiguous axis */
    bool constant; /* one element again and again */
    nd_Size shape[ND_MAX_DIMS], strides[ND_MAX_DIMS], index[ND_MAX_DIMS];
} nd_Stream;

/* `array` must broadcast to `shape`. */
void nd_stream(nd_Stream* stream, const nd_Array* array, int ndim, const nd_Size* shape);
/* The next `count` (<= ND_CHUNK) elements as `type`: in place or in `buffer` (ND_CHUNK * 16 bytes). */
const char* nd_next(nd_Stream* stream, nd_Size count, int type, char* buffer);
/* Where the next `count` elements of `type` may be written directly; NULL if they must go through nd_put. */
char* nd_direct(nd_Stream* stream, nd_Size count, int type);
/* Writes the next `count` elements. */
void nd_put(nd_Stream* stream, nd_Size count, int type, const char* elements);

/* Casts contiguous elements, as C casts on x86 do. */
void nd_cast(int to, void* out, int from, const void* in, nd_Size count);
/* Every element of `from`, broadcast, into `to`; overlap is handled. Shapes must be compatible. */
bool nd_assign(nd_Array* to, const nd_Array* from);
bool nd_overlaps(const nd_Array* a, const nd_Array* b);

/* ---- shapes ---------------------------------------------------------------------- */

/* Broadcasts `shape` with the one in `out`; false without an exception if they are incompatible. */
bool nd_broadcast(int* out_ndim, nd_Size* out, int ndim, const nd_Size* shape);
bool nd_broadcast_error(int count, nd_Array* const* arrays);
/* A shape as Python's repr of a tuple: "(2, 3)". */
void nd_format_shape(char* text, size_t size, int ndim, const nd_Size* shape);
void nd_new_shape_tuple(py_OutRef out, int ndim, const nd_Size* shape);
/* np.reshape: a view where that can be; order 'C' or 'F'. */
bool nd_reshape(py_OutRef out, py_Ref array, int ndim, const nd_Size* shape, char order);
/* An int, or a sequence of ints, as sizes; `what` names it in errors. */
bool nd_parse_sizes(py_Ref value, int* count, py_i64* sizes, const char* what);
/* A shape for elements of `type`: non-negative sizes whose product fits into memory. */
bool nd_parse_shape(py_Ref value, int type, int* ndim, nd_Size* shape);
/* An axis, negative ones from the end; raises AxisError. */
bool nd_parse_axis(py_Ref value, int ndim, int* axis);
bool nd_check_axis(py_i64 axis, int ndim, int* out);
/* None is all axes; an int or a tuple of ints; as a bit mask. */
bool nd_parse_axes(py_Ref value, int ndim, uint64_t* bits);
/* An integer: int, bool is refused as NumPy's operator.index does not; 0-d integer arrays count. */
bool nd_parse_int(py_Ref value, py_i64* out);
bool nd_parse_order(py_Ref value, const char* legal, char* out);

static inline bool nd_is_given(py_Ref value) { return !py_istype(value, tp_ellipsis); }
static inline bool nd_is_set(py_Ref value) { return nd_is_given(value) && !py_isnone(value); }

/* ---- errors ------------------------------------------------------------------------ */

extern py_Type nd_tp_memory_error, nd_tp_overflow_error, nd_tp_axis_error, nd_tp_linalg_error, nd_tp_ufunc_type_error;

/* Raises with printf's formats. */
bool nd_error(py_Type type, const char* format, ...) __attribute__((format(printf, 2, 3)));

/* ---- tables --------------------------------------------------------------------------- */

typedef struct {
    const char* signature; /* every parameter with a default; `...` is missing */
    py_CFunction function;
} nd_Function;

void nd_bind_functions(py_Ref object, const nd_Function* functions, int count);
#define ND_BIND(object, table) nd_bind_functions(object, table, sizeof(table) / sizeof *(table))

/* ---- what module.c adds ------------------------------------------------------------------ */

void nd_add_errors(py_Ref module);
void nd_add_dtypes(py_Ref module);
void nd_add_promotion(py_Ref module); /* by nd_add_dtypes */
void nd_add_array(py_Ref module);
void nd_add_reshaping(py_Ref module);
void nd_add_sharing(py_Ref module);
void nd_add_buffers(py_Ref module);
