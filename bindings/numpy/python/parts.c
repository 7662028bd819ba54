/*
 * Rarely used functions are Python source, in parts that are executed when one of their names is first looked up.
 * Limits: a part's names are its `def`s, `class`es and assignments at the left margin.
 */
#include "parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const char pkw_python_numpy_python_arrays_creation[], pkw_python_numpy_python_arrays_shape[],
    pkw_python_numpy_python_arrays_stacking[], pkw_python_numpy_python_math_statistics[];
extern const char pkw_python_numpy_python_arrays_search[], pkw_python_numpy_python_math_math[],
    pkw_python_numpy_python_arrays_types[];
extern const char pkw_python_numpy_python_arrays_object[], pkw_python_numpy_python_math_ufuncs[];
extern const char pkw_python_numpy_python_arrays_padding[], pkw_python_numpy_python_polynomial_polynomials[],
    pkw_python_numpy_python_linalg_einsum[], pkw_python_numpy_python_text_printing[];
extern const char pkw_python_numpy_python_arrays_grids[], pkw_python_numpy_python_text_files[];
extern const char pkw_python_numpy_python_math_counting[], pkw_python_numpy_python_linalg_products[],
    pkw_python_numpy_python_arrays_applying[];

static const nd_Part PARTS[] = {
    {"numpy._creation", pkw_python_numpy_python_arrays_creation},
    {"numpy._shape", pkw_python_numpy_python_arrays_shape},
    {"numpy._stacking", pkw_python_numpy_python_arrays_stacking},
    {"numpy._statistics", pkw_python_numpy_python_math_statistics},
    {"numpy._search", pkw_python_numpy_python_arrays_search},
    {"numpy._math", pkw_python_numpy_python_math_math},
    {"numpy._types", pkw_python_numpy_python_arrays_types},
    {"numpy._object", pkw_python_numpy_python_arrays_object},
    {"numpy._ufuncs", pkw_python_numpy_python_math_ufuncs},
    {"numpy._padding", pkw_python_numpy_python_arrays_padding},
    {"numpy._polynomials", pkw_python_numpy_python_polynomial_polynomials},
    {"numpy._einsum", pkw_python_numpy_python_linalg_einsum},
    {"numpy._printing", pkw_python_numpy_python_text_printing},
    {"numpy._grids", pkw_python_numpy_python_arrays_grids},
    {"numpy._files", pkw_python_numpy_python_text_files},
    {"numpy._counting", pkw_python_numpy_python_math_counting},
    {"numpy._products", pkw_python_numpy_python_linalg_products},
    {"numpy._applying", pkw_python_numpy_python_arrays_applying},
};

/* Whether a line begins with `word`, the name, and a delimiter. */
static bool has_definition(const char* source, const char* word, const char* name) {
    char wanted[96];
    int length = snprintf(wanted, sizeof wanted, "%s%s", word, name);
    if(length >= (int)sizeof wanted) return false;
    for(const char* at = source; (at = strstr(at, wanted)) != NULL; at += length) {
        bool is_at_margin = at == source || at[-1] == '\n';
        if(is_at_margin && at[length] && strchr("(: =", at[length])) return true;
    }
    return false;
}

static bool defines(const char* source, const char* name) {
    return has_definition(source, "def ", name) || has_definition(source, "class ", name) ||
           has_definition(source, "", name);
}

/* ---- packed text: bytes from 0x80 on stand for words, 0x7f for the byte behind it ------------ */

extern const char pkw_python_words[];

#define WORDS_MAX 128

static const char* word(unsigned index) {
    static const char* starts[WORDS_MAX];
    if(!starts[0]) {
        const char* at = pkw_python_words;
        for(unsigned i = 0; i < WORDS_MAX && *at; i++) {
            starts[i] = at;
            at += strlen(at) + 1;
        }
    }
    return starts[index];
}

/* Unpacks into `out`, unless that is NULL; returns the length without the terminator. */
static size_t unpack_to(char* out, const char* packed) {
    size_t size = 0;
    for(const unsigned char* at = (const unsigned char*)packed; *at; at++) {
        const char* piece = (const char*)at;
        size_t length = 1;
        if(*at == 0x7f) piece = (const char*)++at;
        else if(*at >= 0x80) piece = word(*at - 0x80u), length = strlen(piece);
        if(out) memcpy(out + size, piece, length);
        size += length;
    }
    return size;
}

/* The Python source, which the caller frees; NULL has set MemoryError. */
static char* unpack(const char* packed) {
    size_t size = unpack_to(NULL, packed);
    char* text = malloc(size + 1);
    if(!text) {
        nd_error(nd_tp_memory_error, "no memory for a part of numpy");
        return NULL;
    }
    unpack_to(text, packed);
    text[size] = '\0';
    return text;
}

bool nd_run_python(const char* packed, const char* file, py_Ref module) {
    char* text = unpack(packed);
    bool ok = text && py_exec(text, file, EXEC_MODE, module);
    free(text);
    return ok;
}

/* ---- parts --------------------------------------------------------------------------------- */

static char* numpy_texts[sizeof PARTS / sizeof *PARTS];
static nd_Package numpy_package = {
    .name = "numpy", .alias = "np", .parts = PARTS, .count = sizeof PARTS / sizeof *PARTS, .texts = numpy_texts};

/* The packages that have parts, as a linked list. */
static nd_Package* packages;

/* The source of a part, cached: names are looked up in all of them. */
static const char* part_text(const nd_Package* package, int index) {
    if(!package->texts[index]) package->texts[index] = unpack(package->parts[index].source);
    return package->texts[index];
}

/* A part whose execution was interrupted, say by RecursionError, is executed again. */
static py_GlobalRef load_part(const nd_Package* package, const char* name, const char* source) {
    py_GlobalRef module = py_getmodule(name);
    if(module && py_getdict(module, py_name("__loaded__"))) return module;
    if(!module) module = py_newmodule(name);
    py_setdict(module, py_name("np"), py_getmodule("numpy"));
    py_setdict(module, py_name(package->alias), py_getmodule(package->name));
    if(!py_exec(source, name, EXEC_MODE, module)) return NULL;
    py_setdict(module, py_name("__loaded__"), py_True());
    return module;
}

/* numpy.<name>: Python source over C functions that are defined already. An exception is
 * left for the import to find. */
void nd_run_submodule(py_Ref module, const char* name, const char* source) {
    char file[64];
    snprintf(file, sizeof file, "numpy.%s", name);
    py_setdict(module, py_name("np"), py_getmodule("numpy"));
    py_setdict(module, py_name("LinAlgError"), py_tpobject(nd_tp_linalg_error));
    if(!nd_run_python(source, file, module)) return;
    py_setdict(py_getmodule("numpy"), py_name(name), module);
}

int nd_find_in_parts(const nd_Package* package, const char* name) {
    for(int i = 0; i < package->count; i++) {
        const char* text = part_text(package, i);
        if(!text) return -1;
        if(!defines(text, name)) continue;
        py_GlobalRef part = load_part(package, package->parts[i].module, text);
        py_ItemRef found = part ? py_getdict(part, py_name(name)) : NULL;
        if(!found) return -1;
        py_setdict(py_getmodule(package->name), py_name(name), found);
        py_assign(py_retval(), found);
        return 1;
    }
    return 0;
}

static int find_in_parts(const char* name) { return nd_find_in_parts(&numpy_package, name); }

void nd_add_package(nd_Package* package) {
    for(const nd_Package* known = packages; known; known = known->next) {
        if(known == package) return; /* of an earlier interpreter */
    }
    package->next = packages;
    packages = package;
}

/* The package that is this module, NULL if none is. */
static const nd_Package* package_of(py_Ref module) {
    for(const nd_Package* package = packages; package; package = package->next) {
        py_GlobalRef known = py_getmodule(package->name);
        if(known && py_isidentical(module, known)) return package;
    }
    return NULL;
}

/* "numpy.fft" from "<module 'numpy.fft'>": the only place where a module's path is exposed. */
static bool module_path(py_Ref module, char* path, size_t size) {
    if(!py_repr(module)) return false;
    const char* start = strchr(py_tostr(py_retval()), '\'');
    snprintf(path, size, "%s", start ? start + 1 : "");
    path[strcspn(path, "'")] = '\0';
    return true;
}

/* Error messages of our modules name the module; pocketpy's do not. */
static bool is_in_package(const char* path) {
    for(const nd_Package* package = packages; package; package = package->next) {
        if(strncmp(path, package->name, strlen(package->name)) == 0) return true;
    }
    return false;
}

/* The fallback of attribute lookup: a submodule, or AttributeError. */
static bool find_submodule(py_Ref module, py_Name name) {
    char path[64], full[128];
    if(!module_path(module, path, sizeof path)) return false;
    int length = snprintf(full, sizeof full, "%s.%s", path, py_name2str(name));
    int found = path[0] && length < (int)sizeof path ? py_import(full) : 0;
    if(found != 0) return found == 1;
    if(is_in_package(path))
        return nd_error(tp_AttributeError, "module '%s' has no attribute '%s'", path, py_name2str(name));
    return AttributeError(module, name);
}

/* module.__getattr__(name): the fallback of all modules */
static bool module_getattr(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    bool is_public = py_tostr(py_arg(1))[0] != '_';
    const nd_Package* package = is_public ? package_of(argv) : NULL;
    int found = package ? nd_find_in_parts(package, py_tostr(py_arg(1))) : 0;
    if(found != 0) return found == 1;
    return find_submodule(argv, py_name(py_tostr(py_arg(1))));
}

bool nd_find_function(const char* name) {
    py_ItemRef known = py_getdict(py_getmodule("numpy"), py_name(name));
    if(known) py_assign(py_retval(), known);
    return known || find_in_parts(name) == 1;
}

void nd_add_parts(void) {
    nd_add_package(&numpy_package);
    py_bindmagic(tp_module, py_name("__getattr__"), module_getattr);
}
