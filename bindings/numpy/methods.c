/* Methods and attributes of arrays, of ufuncs and of Python's numbers that are functions of the module. */
#include "index/index.h"
#include "module.h"
#include "python/parts.h"
#include "ufunc/ufunc.h"

#include <stdio.h>

static bool push_keyword(py_Ref key, py_Ref value, void* unused) {
    (void)unused;
    py_pushname(py_name(py_tostr(key)));
    py_push(value);
    return true;
}

/* method(self, *args, **kwargs): a function(self, *args, **kwargs) of the module, whose name is in the slot */
static bool forward(int argc, py_Ref argv) {
    (void)argc;
    if(!nd_find_function(py_tostr(py_getslot(py_inspect_currentfunction(), 0)))) return false;
    py_push(py_retval());
    py_pushnil();
    py_push(argv);
    py_Ref positional = py_arg(1);
    int count = py_tuple_len(positional), keywords = py_dict_len(py_arg(2));
    for(int i = 0; i < count; i++) py_push(py_tuple_getitem(positional, i));
    if(!py_dict_apply(py_arg(2), push_keyword, NULL)) return false;
    return py_vectorcall((uint16_t)(count + 1), (uint16_t)keywords);
}

/* array.sort(axis=-1, kind=None, order=None, stable=None): in place */
static bool array_sort(int argc, py_Ref argv) {
    (void)argc;
    if(!nd_array(argv)->writeable) return nd_error(tp_ValueError, "sort array is read-only");
    if(!py_getattr(py_getmodule("numpy"), py_name("sort"))) return false;
    py_push(py_retval());
    py_pushnil();
    py_push(argv);
    py_push(py_arg(1));
    if(!py_vectorcall(2, 0)) return false;
    py_Ref sorted = py_pushtmp();
    py_assign(sorted, py_retval());
    bool ok = nd_assign_checked(argv, sorted);
    py_pop();
    if(ok) py_newnone(py_retval());
    return ok;
}

/* array.conj(): itself where nothing is imaginary */
static bool array_conj(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    if(nd_is_complex(nd_array(argv)->type))
        return nd_call_ufunc(py_retval(), "conjugate", 1, argv) && nd_return(py_retval());
    py_assign(py_retval(), argv);
    return true;
}

static void bind_forward_to(py_Type type, const char* name, const char* target) {
    char signature[96];
    snprintf(signature, sizeof signature, "%s(self, *args, **kwargs)", name);
    py_Ref function = py_pushtmp();
    py_newfunction(function, signature, forward, NULL, 1);
    py_TValue text;
    py_newstr(&text, target);
    py_setslot(function, 0, &text);
    py_setdict(py_tpobject(type), py_name(name), function);
    py_pop();
}

static void bind_forward(py_Type type, const char* name) { bind_forward_to(type, name, name); }

/* Properties that are functions of one argument, or two to set them. */
static bool call_property(const char* name, int argc, py_Ref argv) {
    if(!nd_find_function(name)) return false;
    py_Ref function = py_pushtmp();
    py_assign(function, py_retval());
    bool ok = py_call(function, argc, argv);
    py_pop();
    return ok;
}

static bool get_flags(int argc, py_Ref argv) { return call_property("_get_flags", argc, argv); }
static bool get_flat(int argc, py_Ref argv) { return call_property("_get_flat", argc, argv); }
static bool set_flat(int argc, py_Ref argv) { return call_property("_set_flat", argc, argv); }
static bool get_mT(int argc, py_Ref argv) { return call_property("_get_mT", argc, argv); }

static bool get_device(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    py_newstr(py_retval(), "cpu");
    return true;
}

static const char* const METHODS[] = {
    "mean",     "std",          "var",      "ptp",     "argmin",       "argmax",   "argsort",  "nonzero",
    "take",     "repeat",       "swapaxes", "squeeze", "clip",         "round",    "dot",      "trace",
    "diagonal", "searchsorted", "compress", "choose",  "argpartition", "setflags", "byteswap", "to_device",
};

/* Of Python's numbers, which stand for scalars of NumPy. */
static const char* const SCALAR_METHODS[] = {
    "sum",  "prod",   "mean",   "std",    "var",     "min",   "max",    "any",     "all",  "round",
    "clip", "argmin", "argmax", "cumsum", "reshape", "ravel", "repeat", "squeeze", "copy",
};

void nd_add_methods(void) {
    for(unsigned i = 0; i < sizeof METHODS / sizeof *METHODS; i++) bind_forward(nd_tp_ndarray, METHODS[i]);
    static const nd_Function SORT[] = {{"sort(self, axis=-1, kind=None, order=None, stable=None)", array_sort}};
    ND_BIND(py_tpobject(nd_tp_ndarray), SORT);
    bind_forward_to(nd_tp_ndarray, "partition", "_partition_in_place");
    bind_forward_to(nd_tp_ndarray, "put", "_put_in_place");
    bind_forward_to(nd_tp_ndarray, "tofile", "_tofile");
    bind_forward_to(nd_tp_ufunc, "outer", "_outer");
    bind_forward_to(nd_tp_ufunc, "reduceat", "_reduceat");
    bind_forward_to(nd_tp_ufunc, "at", "_at");
    py_bindproperty(nd_tp_ndarray, "flags", get_flags, NULL);
    py_bindproperty(nd_tp_ndarray, "flat", get_flat, set_flat);
    py_bindproperty(nd_tp_ndarray, "mT", get_mT, NULL);
    py_bindproperty(nd_tp_ndarray, "device", get_device, NULL);
    py_bindmethod(nd_tp_ndarray, "conj", array_conj);
    py_bindmethod(nd_tp_ndarray, "conjugate", array_conj);
    static const py_Type NUMBERS[] = {tp_int, tp_float, tp_bool};
    for(unsigned t = 0; t < sizeof NUMBERS / sizeof *NUMBERS; t++) {
        for(unsigned i = 0; i < sizeof SCALAR_METHODS / sizeof *SCALAR_METHODS; i++)
            bind_forward(NUMBERS[t], SCALAR_METHODS[i]);
    }
}
