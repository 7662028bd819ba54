/* The module array2d: two-dimensional arrays of any values, views of them, and arrays of chunks without bounds; the unit is upstream's. */
#include "upstream.h"

#include "../../language/imports/import.h"

#include "units/common/algorithm.h"
#include "units/common/vector.h"
#include "units/interpreter/array2d.h"
#include "units/interpreter/bindings.h"

/* Upstream ends the process where its Python fails, which an interrupt may make it do: the import fails instead. */
static bool unit_exec(const char* text, const char* name, enum py_CompileMode mode, py_Ref module) {
    py_exec(text, name, mode, module);
    return true;
}

#define py_exec(text, name, mode, module) unit_exec(text, name, mode, module)
#define py_newarray2d unit_newarray2d
void c11_chunked_array2d__dtor(c11_chunked_array2d* self);
void c11_chunked_array2d__mark(void* userdata, c11_vector* stack);
static void py_newarray2d(py_OutRef out, int width, int height);
void pk__add_module_array2d(void);
void c11_color32_premult(c11_color32* color);

#include "units/common/vector.c"
#include "units/modules/array2d.c"

#undef py_exec
#undef py_newarray2d

/* ---- sizes ------------------------------------------------------------------------------------------------------------------------------ */

static bool check_size(int64_t width, int64_t height) {
    if (width > INT_MAX || height > INT_MAX || width * height > INT_MAX) return ValueError("array2d of %i x %i is too large", width, height);
    return pkl_reserve((uint64_t)(width * height) * sizeof(py_TValue) + (uint64_t)height * 96 + 4096);
}

/* Most methods make an array or lists of the array's size. */
static bool check_array(int argc, py_Ref argv) {
    if (argc == 0 || !py_isinstance(argv, tp_array2d_like)) return true;
    c11_array2d_like* self = py_touserdata(argv);
    return check_size(self->n_cols, self->n_rows);
}

/* get(x, y, default=None): upstream looks at its arguments before it counts them. */
static bool array_get(int argc, py_Ref argv) {
    if (argc < 3) return TypeError("get() expected 2 or 3 arguments");
    return array2d_like_get(argc, argv);
}

static bool array_count_neighbors(int argc, py_Ref argv) {
    PY_CHECK_ARGC(3);
    PY_CHECK_ARG_TYPE(2, tp_str);
    return array2d_like_count_neighbors(argc, argv);
}

static bool array_new(int argc, py_Ref argv) {
    PY_CHECK_ARG_TYPE(1, tp_int);
    PY_CHECK_ARG_TYPE(2, tp_int);
    if (argv[1]._i64 <= 0 || argv[2]._i64 <= 0) return ValueError("array2d() expected positive dimensions");
    return check_size(argv[1]._i64, argv[2]._i64) && array2d__new__(argc, argv);
}

/* The sum of a square around a place, with `padding` outside; it wraps at 64 bits. */
static bool convolve_at(c11_array2d_like* self, c11_array2d_like* kernel, int column, int row, int64_t padding, py_OutRef out) {
    int size = kernel->n_cols;
    uint64_t sum = 0;
    for (int at = 0; at < size * size; at++) {
        int x = column + at % size - size / 2, y = row + at / size - size / 2;
        py_Ref item = c11_array2d_like_is_valid(self, x, y) ? self->f_get(self, x, y) : NULL, factor = kernel->f_get(kernel, at % size, at / size);
        if ((item != NULL && !py_checkint(item)) || !py_checkint(factor)) return false;
        sum += (uint64_t)(item != NULL ? py_toint(item) : padding) * (uint64_t)py_toint(factor);
    }
    py_newint(out, (int64_t)sum);
    return pkl_tick(size);
}

/* convolve(kernel: array2d_like[int], padding: int) -> array2d[int] */
static bool array2d_like_convolve(int argc, py_Ref argv) {
    PY_CHECK_ARGC(3);
    if (!py_checkinstance(&argv[1], tp_array2d_like)) return false;
    PY_CHECK_ARG_TYPE(2, tp_int);
    c11_array2d_like *self = py_touserdata(argv), *kernel = py_touserdata(&argv[1]);
    if (kernel->n_cols != kernel->n_rows) return ValueError("kernel must be square");
    if (kernel->n_cols % 2 == 0) return ValueError("kernel size must be odd");
    py_TValue* made = py_pushtmp();
    c11_array2d* out = c11_newarray2d(made, self->n_cols, self->n_rows);
    for (int at = 0; at < out->header.numel; at++)
        if (!convolve_at(self, kernel, at % self->n_cols, at / self->n_cols, py_toint(&argv[2]), &out->data[at])) return false;
    *py_retval() = *made;
    return true;
}

/* For copy and pickle: array2d.fromlist(rows), of a view too. */
static bool array_reduce(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    if (!array2d_like_tolist(argc, argv)) return false;
    py_TValue* rows = py_pushtmp();
    *rows = *py_retval();
    if (!py_getattr(py_tpobject(tp_array2d), py_name("fromlist"))) return false;
    py_TValue make = *py_retval();
    py_Ref pair = py_newtuple(py_retval(), 2);
    pair[0] = make;
    *py_newtuple(&pair[1], 1) = *rows;
    return true;
}

/* ---- chunks ------------------------------------------------------------------------------------------------------------------------------- */

static int chunk_values(const c11_chunked_array2d* self) { return self->chunk_size * self->chunk_size + 1; }

static py_TValue* c11_chunked_array2d__new_chunk(c11_chunked_array2d* self, c11_vec2i pos, py_Ref context) {
    if (c11_chunked_array2d_chunks__contains(&self->chunks, pos)) {
        ValueError("chunk already exists at pos (%d, %d)", pos.x, pos.y);
        return NULL;
    }
    size_t bytes = sizeof(py_TValue) * (size_t)chunk_values(self), list = sizeof(c11_chunked_array2d_chunks_KV) * 2 * (size_t)(self->chunks.capacity + 4);
    if (!pkl_reserve(bytes + list + 4096)) return NULL;
    py_TValue* data = PK_MALLOC(bytes);
    data[0] = *context;
    for (int i = 1; i < chunk_values(self); i++) data[i] = self->default_T;
    c11_chunked_array2d_chunks__set(&self->chunks, pos, data);
    self->last_visited.key = pos;
    self->last_visited.value = data;
    return data;
}

/* Where there is no chunk, a view shows the default. */
static py_Ref get_in_view(void* context, int column, int row) {
    c11_chunked_array2d* self = context;
    py_Ref found = c11_chunked_array2d__get(self, column, row);
    return found != NULL ? found : &self->default_T;
}

static bool set_in_view(void* context, int column, int row, py_Ref value) { return c11_chunked_array2d__set(context, column, row, value); }

static bool _chunked_array2d_view(py_OutRef out, py_Ref keep, c11_chunked_array2d* array, int column, int row, int width, int height) {
    bool small = (int64_t)width * height <= INT_MAX && (int64_t)column + width <= INT_MAX && (int64_t)row + height <= INT_MAX;
    if (!small) return ValueError("view of %d x %d is too large", width, height);
    c11_array2d_view* view = _array2d_view__new(out, keep, column, row, width, height);
    if (view == NULL) return false;
    view->ctx = array;
    view->f_get = get_in_view;
    view->f_set = set_in_view;
    return true;
}

static bool chunked_array2d_copy(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    c11_chunked_array2d* self = py_touserdata(argv);
    size_t bytes = sizeof(py_TValue) * (size_t)chunk_values(self);
    if (!pkl_reserve((uint64_t)self->chunks.length * (bytes + 64) + 4096)) return false;
    c11_chunked_array2d* made = py_newobject(py_retval(), tp_chunked_array2d, 0, sizeof *made);
    *made = *self;
    made->last_visited.value = NULL;
    c11_chunked_array2d_chunks__ctor(&made->chunks);
    c11__foreach(c11_chunked_array2d_chunks_KV, &self->chunks, chunk) {
        py_TValue* data = PK_MALLOC(bytes);
        memcpy(data, chunk->value, bytes);
        c11_chunked_array2d_chunks__set(&made->chunks, chunk->key, data);
    }
    return true;
}

static bool chunked_new(int argc, py_Ref argv) {
    py_TValue yes = *py_True(), *fourth = &argv[3];
    if (fourth->type == tp_nil) *fourth = yes;
    if (argv[2].type == tp_nil) argv[2] = *py_None();
    return chunked_array2d__new__(argc, argv);
}

static void mark_chunks(PyObject* object) { c11_chunked_array2d__mark(PKL_SLOTS(object) + object->slots, NULL); }

/* ---- the module ----------------------------------------------------------------------------------------------------------------------------- */

static const PklMethod ARRAY[] = {
    {"__new__", array_new, "($cls, n_cols, n_rows, default=None)", PKL_CLINIC, PKL_NEW, 2, 3},
    {"__class_getitem__", pkl_generic_alias, NULL, PKL_O, PKL_CLASS, 1, 1},
    {0},
};
static const PklMethod CHUNKED[] = {
    {"__new__", chunked_new, "($cls, chunk_size, default=None, auto_add_chunk=True)", PKL_CLINIC, PKL_NEW, 1, 3},
    {"__class_getitem__", pkl_generic_alias, NULL, PKL_O, PKL_CLASS, 1, 1},
    {0},
};
static const PklMethod LIKE[] = {{"__class_getitem__", pkl_generic_alias, NULL, PKL_O, PKL_CLASS, 1, 1}, {0}};

void pkl_library_array2d(PyModule* module) {
    static const PklLayout CHUNKS = {.mark = mark_chunks};
    (void)module;
    pkl_unit_vmath();
    pkl_unit_check(check_array);
    pk__add_module_array2d();
    pkl_vm->types[tp_array2d_like]->flags |= PKL_TYPE_IMMUTABLE; /* until here its Python could set an attribute */
    pkl_unit_method(tp_array2d_like, "get", array_get);
    pkl_unit_method(tp_array2d_like, "count_neighbors", array_count_neighbors);
    pkl_unit_method(tp_array2d_like, "__reduce__", array_reduce);
    pkl_unit_check(NULL);
    pkl_vm->types[tp_chunked_array2d]->layout = &CHUNKS;
    pkl_vm->types[tp_array2d]->flags &= ~(uint32_t)PKL_TYPE_NO_NEW;
    pkl_vm->types[tp_chunked_array2d]->flags &= ~(uint32_t)PKL_TYPE_NO_NEW;
    pkl_register_methods(tp_array2d_like, LIKE);
    pkl_register_methods(tp_array2d, ARRAY);
    pkl_register_methods(tp_chunked_array2d, CHUNKED);
}

/* ---- pocketpy.h -------------------------------------------------------------------------------------------------------------------------------- */

/* Sizes are the caller's: at least 1, and small enough. */
void py_newarray2d(py_OutRef out, int width, int height) {
    if (pkl_vm->types[tp_chunked_array2d] == NULL) pkl_import_module(pkl_interned("array2d", 7));
    unit_newarray2d(out, width, height);
}
