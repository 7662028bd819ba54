/* Methods of built-in types with which upstream hangs, or writes out of bounds, on some arguments. Each validates its
 * arguments, then delegates to upstream's; text.replace('', new), an infinite loop there, is implemented here. */
#include "corrections.h"

#include "interpreter_access.h"
#include "pkw.h"

#include <string.h>

/* The most bytes one value may take: what wasm's 2 GB leave room to copy. */
enum { VALUE_BYTES_MAX = 1 << 30 };

static py_CFunction original_str_mul;
static py_CFunction original_str_rmul;
static py_CFunction original_str_replace;
static py_CFunction original_array2d_new;

int pkw_original_generator__iternext(py_Ref self);

static bool refuse_size(void) {
    return py_exception(tp_RuntimeError, "%s", "not enough memory: the value would be larger than 1 GB");
}

/* False for a product beyond the limit; the multiplication cannot overflow. */
static bool fits(int64_t count, int64_t bytes_each) {
    return count <= 0 || bytes_each <= 0 || count <= VALUE_BYTES_MAX / bytes_each;
}

static bool repeat_is_too_large(int argc, py_Ref argv) {
    return argc == 2 && py_isint(py_arg(1)) && !fits(py_toint(py_arg(1)), py_tosv(argv).size);
}

/* str.__mul__(self, n: int) -> str */
static bool str_mul(int argc, py_Ref argv) {
    if(repeat_is_too_large(argc, argv)) return refuse_size();
    return original_str_mul(argc, argv);
}

/* str.__rmul__(self, n: int) -> str */
static bool str_rmul(int argc, py_Ref argv) {
    if(repeat_is_too_large(argc, argv)) return refuse_size();
    return original_str_rmul(argc, argv);
}

static int character_bytes(const char* at) {
    int bytes = 1;
    while((at[bytes] & 0xC0) == 0x80) bytes++;
    return bytes;
}

/* `piece` before each character of `text` and at the end, as in CPython. */
static bool insert_everywhere(c11_sv text, c11_sv piece) {
    int64_t characters = 0;
    for(int i = 0; i < text.size; i += character_bytes(text.data + i)) characters++;
    if(!fits(characters + 1, piece.size)) return refuse_size();
    char* out = py_newstrn(py_retval(), text.size + (int)(characters + 1) * piece.size);
    for(int i = 0; i < text.size;) {
        int bytes = character_bytes(text.data + i);
        memcpy(out, piece.data, (size_t)piece.size);
        memcpy(out + piece.size, text.data + i, (size_t)bytes);
        out += piece.size + bytes;
        i += bytes;
    }
    memcpy(out, piece.data, (size_t)piece.size);
    return true;
}

/* str.replace(self, old: str, new: str) -> str */
static bool str_replace(int argc, py_Ref argv) {
    bool is_empty = argc == 3 && py_isstr(py_arg(1)) && py_tosv(py_arg(1)).size == 0;
    if(!is_empty) return original_str_replace(argc, argv);
    PY_CHECK_ARG_TYPE(2, tp_str);
    return insert_everywhere(py_tosv(argv), py_tosv(py_arg(2)));
}

/* array2d(n_cols: int, n_rows: int, default=None) */
static bool array2d_new(int argc, py_Ref argv) {
    PY_CHECK_ARG_TYPE(1, tp_int);
    PY_CHECK_ARG_TYPE(2, tp_int);
    int64_t columns = py_toint(py_arg(1)), rows = py_toint(py_arg(2));
    bool row_fits = fits(columns, (int64_t)sizeof(py_TValue));
    if(!row_fits || !fits(rows, columns * (int64_t)sizeof(py_TValue))) return refuse_size();
    return original_array2d_new(argc, argv);
}

/* A generator that resumes itself: upstream runs a frame that does not exist. */
int generator__iternext(py_Ref self) {
    if(pkw_generator_is_running(self)) {
        ValueError("generator already executing");
        return -1;
    }
    return pkw_original_generator__iternext(self);
}

static py_CFunction replace(py_Type type, const char* name, py_CFunction function) {
    py_CFunction* native = pkw_native_of(py_tpfindname(type, py_name(name)));
    py_CFunction original = *native;
    *native = function;
    return original;
}

void pkw_corrections_install(void) {
    original_str_mul = replace(tp_str, "__mul__", str_mul);
    original_str_rmul = replace(tp_str, "__rmul__", str_rmul);
    original_str_replace = replace(tp_str, "replace", str_replace);
    original_array2d_new = replace(tp_array2d, "__new__", array2d_new);
}
