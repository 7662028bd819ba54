/*
 * How a type or a module written in C is described: tables, registered without running Python, called through one checked door.
 *
 * A native function takes (argc, argv) as in pocketpy.h, returns true with its value in py_retval(), or false with an exception set.
 * The door has already checked, with CPython's error texts:
 *   - a method of a type: that argv[0] is an instance of the type which owns it (`value.extra`);
 *   - the number of arguments, by `convention`;
 *   - keywords, by `signature`, a text in the form of CPython's __text_signature__: "($self, iterable, /, *, key=None, reverse=False)".
 * PKL_CLINIC functions find argv of full length, in the order of the signature, nil where an optional argument is missing;
 * argc counts the places, not what was given. `*args` arrives as a tuple, `**kwargs` as a dict or nil.
 *
 * Natives may keep values unrooted in C variables until they call into Python (anything that can run a program's code: py_call, py_eq on
 * unknown types, py_str …): a collection happens only at ticks of the loop. Across such a call a value must lie in argv, in a
 * place reached from it, or on the native stack (py_pushtmp()).
 */
#pragma once

#include "object.h"

typedef bool (*PklNative)(int argc, py_Ref argv);

typedef enum PklConvention {
    PKL_NOARGS,  /* "list.clear() takes no arguments (1 given)" */
    PKL_O,       /* "list.append() takes exactly one argument (2 given)" */
    PKL_RANGE,   /* min..max positional: "insert expected 2 arguments, got 1"; argv padded with nil to max, argc counts what was given */
    PKL_CLINIC,  /* keywords by `signature` */
    PKL_ANY,     /* any number of positional arguments, checked by the function; no keywords (pocketpy's argc style) */
    PKL_ANY_KW,  /* the same with keywords: argv[argc-1] is a dict or nil */
    PKL_MACHINE, /* `call` is a PklMachineNative (core.h): it may push a frame and return to the loop */
} PklConvention;

typedef enum PklMethodKind {
    PKL_METHOD,   /* list.append: tp_method_descriptor */
    PKL_WRAPPER,  /* list.__len__: tp_wrapper_descriptor */
    PKL_STATIC,   /* a built-in function in the type's dict */
    PKL_CLASS,    /* argv[0] is the class */
    PKL_NEW,      /* __new__: argv[0] is the class, checked against the owner's layout */
    PKL_FUNCTION, /* of a module */
} PklMethodKind;

typedef struct PklMethod {
    const char* name;
    PklNative call;
    const char* signature; /* NULL where CPython has none */
    uint8_t convention;
    uint8_t kind;
    uint8_t min, max;      /* PKL_RANGE and PKL_CLINIC: positional arguments without self */
} PklMethod;

/* Getters take (1, self); setters (2, self, value), deletion passes nil as the value; NULL setter: "attribute 'x' of 'T' objects is not writable". */
typedef struct PklGetSet {
    const char* name;
    PklNative get, set;
} PklGetSet;

/* A slot read as an attribute. */
typedef struct PklMember {
    const char* name;
    int16_t slot;
    bool writable;
    bool none_for_nil; /* else AttributeError */
} PklMember;

typedef struct PklTypeSpec {
    py_Type id;
    py_Type base;
    const char* name;          /* "dict_keys" */
    const char* module;        /* NULL: builtins; hidden types too */
    const PklLayout* layout;   /* NULL: the base's */
    int16_t slots;             /* of a slot object made by pkl_new */
    uint32_t flags;            /* PKL_TYPE_FINAL, PKL_TYPE_MAPPING … */
    bool hidden;               /* not a name of builtins */
    const PklMethod* methods;  /* end with {NULL}; NULL: none */
    const PklGetSet* getsets;
    const PklMember* members;
} PklTypeSpec;

/* Registers a table of types; ends with id 0. Called once, at start. */
void pkl_register_types(const PklTypeSpec* specs);
/* One more table of methods for a type that is there. */
void pkl_register_methods(py_Type type, const PklMethod* methods);
void pkl_register_members(py_Type type, const PklMember* members);
/* Puts functions into a module's dict. */
void pkl_register_functions(PyModule* module, const PklMethod* functions);

/* ---- making objects ---------------------------------------------------------- */

/* A new object of a type, its struct or slots zeroed (nil), with the attribute prefix where the type wants it. `out` may be py_retval().
 * Never fails: small objects draw on the reserve, and the quota is enforced at the next tick. */
PyObject* pkl_new(py_OutRef out, py_Type type);
/* The same with a number of slots (tuples) or of bytes behind the struct (texts) that is only known now. Sizes that a program chooses are
 * checked with pkl_reserve before. */
PyObject* pkl_new_slots(py_OutRef out, py_Type type, int slots);
PyObject* pkl_new_sized(py_OutRef out, py_Type type, size_t bytes);
/* Whether `bytes` more may be had; raises MemoryError if not. */
bool pkl_reserve(uint64_t bytes);
/* Buffers owned by objects: counted against the quota, freed by the layout's finalize. Never NULL for sizes that pkl_reserve allowed. */
void* pkl_buffer(size_t bytes);
void* pkl_buffer_resize(void* buffer, size_t old_bytes, size_t bytes);
void pkl_buffer_free(void* buffer, size_t bytes);

/* What a native function returns: true, with a value in py_retval(). */
bool pkl_return(const py_TValue* value);
bool pkl_return_or_none(const py_TValue* value); /* None for nil */
bool pkl_return_none(void);
bool pkl_return_bool(bool value);
bool pkl_return_int(int64_t value);
bool pkl_return_float(double value);
bool pkl_return_text(const char* text);
bool pkl_not_implemented(void);

/* ---- raising ------------------------------------------------------------------- */

/* Always false. The format is pocketpy's (%s %d %i %f %c %q %v %t %n), and %R: the repr of a py_Ref, %S: its str, %T: its type's name. */
bool pkl_raise(py_Type type, const char* format, ...);
#ifdef __wasm__
/* A variable argument lies in memory, for which the caller moves its stack pointer. Up to three that fit into a register go as parameters instead: half of
 * the calls are such, and most of their functions have no other use of the stack. */
bool pkl_raise_0(py_Type type, const char* text);
bool pkl_raise_1(py_Type type, const char* format, uint32_t a);
bool pkl_raise_2(py_Type type, const char* format, uint32_t a, uint32_t b);
bool pkl_raise_3(py_Type type, const char* format, uint32_t a, uint32_t b, uint32_t c);
/* Half of all are a TypeError. */
bool pkl_raise_type_0(const char* text);
bool pkl_raise_type_1(const char* format, uint32_t a);
bool pkl_raise_type_2(const char* format, uint32_t a, uint32_t b);
#define PKL_IS_TYPE_ERROR(type) (__builtin_constant_p(type) && (int)(type) == (int)tp_TypeError)
#define PKL_FITS(a) (sizeof(__typeof__(((void)0, (a)))) <= sizeof(uint32_t))
#define PKL_WORD(a) ((uint32_t) _Generic((a), c11_sv: 0, double: 0, default: (a)))
#define PKL_RAISE_0(type, format) (PKL_IS_TYPE_ERROR(type) ? pkl_raise_type_0(format) : pkl_raise_0(type, format))
#define PKL_RAISE_1(type, format, a) __builtin_choose_expr(PKL_FITS(a), PKL_IS_TYPE_ERROR(type) ? pkl_raise_type_1(format, PKL_WORD(a)) : pkl_raise_1(type, format, PKL_WORD(a)), (pkl_raise)(type, format, a))
#define PKL_RAISE_2(type, format, a, b)                                                                                \
    __builtin_choose_expr(PKL_FITS(a) && PKL_FITS(b), PKL_IS_TYPE_ERROR(type) ? pkl_raise_type_2(format, PKL_WORD(a), PKL_WORD(b)) : pkl_raise_2(type, format, PKL_WORD(a), PKL_WORD(b)), (pkl_raise)(type, format, a, b))
#define PKL_RAISE_3(type, format, a, b, c)                                                                             \
    __builtin_choose_expr(PKL_FITS(a) && PKL_FITS(b) && PKL_FITS(c), pkl_raise_3(type, format, PKL_WORD(a), PKL_WORD(b), PKL_WORD(c)), (pkl_raise)(type, format, a, b, c))
#define PKL_RAISE_MORE(...) (pkl_raise)(__VA_ARGS__)
#define PKL_TENTH(a, b, c, d, e, f, g, h, i, j, ...) j
#define pkl_raise(type, ...)                                                                                           \
    PKL_TENTH(__VA_ARGS__, PKL_RAISE_MORE, PKL_RAISE_MORE, PKL_RAISE_MORE, PKL_RAISE_MORE, PKL_RAISE_MORE, PKL_RAISE_3, \
              PKL_RAISE_2, PKL_RAISE_1, PKL_RAISE_0, )                                                                 \
    (type, __VA_ARGS__)
#endif
/* What an unhandled exception is, compared without touching it. */
bool pkl_exc_matches(py_Type type);
/* Takes the pending exception away (for code that runs another call in between) and puts it back. */
void pkl_exc_fetch(py_OutRef out);
void pkl_exc_restore(py_Ref exception);

/* ---- protocols: as PythonOps in pocketpy.h, with what that lacks ------------------ */

/* -1 with TypeError where the value has no __index__. Big integers: OverflowError with "cannot fit 'int' into an index-sized integer",
 * or, if clamp, the nearest. */
bool pkl_index(py_Ref value, int64_t* out, bool clamp);
bool pkl_is_int(py_Ref value); /* int, bool, big, or an instance of a subclass */
/* The plain int (tp_int or tp_bigint) of such a value. */
py_TValue pkl_plain_int(py_Ref value);
/* Calls f(item, context) for each item; lists and tuples without an iterator. False: error, or f returned false. */
bool pkl_iterate(py_Ref iterable, bool (*f)(py_Ref item, void* context), void* context);
/* The same; a class of the program is asked for its length first, as list() asks for what it makes room for: that may raise. */
bool pkl_iterate_hinted(py_Ref iterable, bool (*f)(py_Ref item, void* context), void* context);
/* A guess how many items; 0 where unknown; -1 error. */
int64_t pkl_length_hint(py_Ref iterable);
/* Looks a special method up on the type, as the language does; NULL where there is none. */
py_Ref pkl_special(py_Ref self, py_Name name);
/* Calls it with up to two arguments. 1 done, 0 there is none, -1 error. */
int pkl_call_special(py_Ref self, py_Name name, int argc, py_Ref argv);
/* Reserves native recursion (repr, ==, deep structures): false with RecursionError and CPython's text. */
enum { PKL_NATIVE_LEVELS = 800 }; /* measured with V8: levels of a third of an inner loop, which fit into a stack of 700 KB */
bool pkl_enter(const char* where);
void pkl_leave(void);
/* Long native work asks now and then, with how much it did: false when an interrupt, the deadline or a limit ends the run. */
bool pkl_tick(int work);
