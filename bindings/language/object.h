/*
 * Heap objects and the native layout of every built-in type.
 *
 * An object is a head of 8 bytes, then what its layout says. Most types are "slot objects": `slots` values, which the collector
 * marks without knowing the type, then userdata. A layout belongs to a type and is inherited from the base that brings one
 * (`PyType.layout`), apart from the order of bases.
 *
 * An object whose class was made by a class statement, or that has a __dict__ for another reason, is allocated with a prefix *before*
 * its head (PKL_ATTRS): its attributes. Shapes are hidden classes: a tree of "one more name" per type, so that one comparison of
 * pointers tells an inline cache where a value lies. When a program asks for __dict__, the attributes move into a real
 * dict for good (shape == NULL, `dict` set).
 */
#pragma once

#include "pocketpy.h"

enum {
    PKL_HAS_ATTRS = 1,     /* the prefix is there */
    PKL_HAS_WEAKREFS = 2,  /* an entry in vm->weakrefs */
    PKL_FINALIZED = 4,     /* __del__ was called */
    PKL_LARGE = 8,         /* allocated by itself, not in a page */
};

typedef struct PyObject {
    py_Type type;
    uint8_t mark;
    uint8_t flags;
    int32_t slots; /* how many values follow; of a tuple its length; -1 where the layout is a struct of its own */
} PyObject;

typedef struct PklAttrs {
    struct PklShape* shape;  /* NULL: `dict` holds them */
    union {
        py_TValue* values;   /* capacity shape->capacity of the next power */
        struct PyDict* dict;
    };
} PklAttrs;

#define PKL_ATTRS(object) (((PklAttrs*)(object)) - 1)
#define PKL_SLOTS(object) ((py_TValue*)((PyObject*)(object) + 1))
#define PKL_OBJECT(ref, Layout) ((Layout*)(ref)->_obj)

/* ---- texts ---------------------------------------------------------------- */

/* UTF-8, in which lone surrogates are kept as their three bytes; ends with a NUL that does not count. Names (py_Name) are interned
 * str objects that live as long as the interpreter: equal names are the same pointer. */
typedef struct PyStr {
    PyObject head;
    int32_t size;       /* bytes */
    int32_t length;     /* code points; -1: not counted yet */
    uint32_t hash_low;  /* with hash_high the hash as CPython's width; both 0: not calculated yet */
    uint32_t hash_high;
    struct PklMarks* marks; /* byte offset of every 64th code point; NULL: ASCII, or not needed yet */
    uint8_t ascii;      /* 1 all ASCII, 0 not, 2 not known yet */
    uint8_t interned;
    uint8_t kind;       /* largest code point: 1 < U+0100, 2 < U+10000, 4; 0 not known */
    uint8_t unused;
    char data[];
} PyStr;

typedef struct PyBytes {
    PyObject head;
    int32_t size;
    uint32_t hash_low, hash_high;
    unsigned char data[];
} PyBytes;

typedef struct PyByteArray {
    PyObject head;
    int32_t size, capacity;
    int32_t exports;    /* live memoryviews: it cannot be resized */
    unsigned char* data;
} PyByteArray;

/* ---- numbers --------------------------------------------------------------- */

/* A magnitude in base 2**30 digits, least first, no leading zero; only what does not fit into 64 bits. */
typedef struct PyBigInt {
    PyObject head;
    int32_t count;
    int32_t sign; /* -1 or 1 */
    uint32_t digits[];
} PyBigInt;

typedef struct PyComplex {
    PyObject head;
    double real, imag;
} PyComplex;

/* An instance of a class derived from int or float: one slot, the plain value (tp_int, tp_bigint or tp_float). */

/* ---- containers ------------------------------------------------------------- */

/* An instance of a class with __slots__ has their values among its slots, or, where the layout is a struct, behind that. */

/* Tuples are slot objects: `head.slots` values. */

typedef struct PyList {
    PyObject head;
    int32_t length, capacity;
    py_TValue* items;
    uint32_t version; /* counts changes of length; sort sets it to notice "list modified during sort" */
} PyList;

typedef struct PklEntry {
    py_TValue key; /* nil: deleted */
    py_TValue value;
    int64_t hash;
} PklEntry;

/* Insertion-ordered: `index` (8, 16 or 32 bits an element, by capacity) tells the place in `entries`. `keys_version` is unique
 * among all dicts and changes whenever a key comes or goes or entries move, never when only a value changes: what inline
 * caches of globals compare. 0: nobody has asked, so nothing has to be counted. */
typedef struct PyDict {
    PyObject head;
    int32_t used;      /* live entries */
    int32_t filled;    /* entries with deleted ones */
    int32_t capacity;  /* of `entries` */
    uint32_t mask;     /* of `index` */
    void* index;
    PklEntry* entries;
    uint32_t keys_version;
} PyDict;

typedef struct PklSetEntry {
    py_TValue key; /* nil: free; nil with hash -1: deleted */
    int64_t hash;
} PklSetEntry;

/* CPython's table and probing, so that small integers come in CPython's order. */
typedef struct PySet {
    PyObject head;
    int32_t used, filled;
    uint32_t mask;
    int32_t finger;
    PklSetEntry* table;
    int64_t hash; /* of a frozenset; -1: not calculated yet */
} PySet;

enum { PKL_SLICE_START, PKL_SLICE_STOP, PKL_SLICE_STEP, PKL_SLICE_SLOTS };
enum { PKL_RANGE_START, PKL_RANGE_STOP, PKL_RANGE_STEP, PKL_RANGE_LENGTH, PKL_RANGE_SLOTS }; /* ints of any size */

/* Iterators that the loop knows. `sequence` is nil once they have ended. */
typedef struct PySequenceIterator { /* tp_list_iterator, tp_tuple_iterator, tp_str_iterator (index: byte offset), tp_bytes_iterator … */
    PyObject head; /* slots == 1 */
    py_TValue sequence;
    int64_t index;
} PySequenceIterator;

typedef struct PyRangeIterator { /* tp_range_iterator; bounds beyond 64 bits: tp_range_big_iterator */
    PyObject head; /* slots == 0 */
    int64_t next, step, remaining;
} PyRangeIterator;

/* ---- functions and what surrounds them --------------------------------------- */

typedef struct PyFunction {
    PyObject head; /* slots == PKL_FUNCTION_SLOTS */
    py_TValue slot[1];
} PyFunction;
enum {
    PKL_FUNCTION_CODE,
    PKL_FUNCTION_GLOBALS,
    PKL_FUNCTION_NAME,
    PKL_FUNCTION_QUALNAME,
    PKL_FUNCTION_DEFAULTS,    /* tuple or nil */
    PKL_FUNCTION_KWDEFAULTS,  /* dict or nil */
    PKL_FUNCTION_CLOSURE,     /* tuple of cells or nil */
    PKL_FUNCTION_DOC,
    PKL_FUNCTION_MODULE,
    PKL_FUNCTION_ANNOTATE,    /* function, None or nil */
    PKL_FUNCTION_ANNOTATIONS, /* dict, once asked for, or nil */
    PKL_FUNCTION_TYPE_PARAMS, /* tuple or nil */
    PKL_FUNCTION_SLOTS
};

enum { PKL_CELL_VALUE, PKL_CELL_SLOTS };                        /* nil: empty */
enum { PKL_BOUND_SELF, PKL_BOUND_FUNCTION, PKL_BOUND_SLOTS };   /* tp_boundmethod and bound native methods */
enum { PKL_PROPERTY_GET, PKL_PROPERTY_SET, PKL_PROPERTY_DELETE, PKL_PROPERTY_DOC, PKL_PROPERTY_NAME, PKL_PROPERTY_GETTER_DOC /* True: the docstring is the getter's */, PKL_PROPERTY_SLOTS };
enum { PKL_WRAPPED_FUNCTION, PKL_WRAPPED_SLOTS };               /* staticmethod, classmethod */
enum { PKL_SUPER_CLASS, PKL_SUPER_SELF, PKL_SUPER_SELF_CLASS, PKL_SUPER_SLOTS };

typedef struct PyModule {
    PyObject head;
    PyDict* dict;
    py_TValue self; /* what py_getmodule() refers to: entries of sys.modules move */
} PyModule;

/* ---- exceptions ---------------------------------------------------------------- */

/* Slot objects: the first five of every exception, then the fields of its class (PKL_EXC_FIELDS + i; errors/fields.h names them).
 * The traceback is a chain of slot objects. */
enum {
    PKL_EXC_ARGS,
    PKL_EXC_TRACEBACK,
    PKL_EXC_CAUSE,
    PKL_EXC_CONTEXT,
    PKL_EXC_SUPPRESS, /* bool */
    PKL_EXC_FIELDS
};
enum { PKL_TB_NEXT, PKL_TB_CODE, PKL_TB_LASTI, PKL_TB_FRAME, PKL_TB_GLOBALS, PKL_TB_SLOTS }; /* FRAME: a snapshot made when a program asks, else nil */

/* ---- types ------------------------------------------------------------------- */

typedef struct PklLayout {
    int16_t bytes;                     /* of the struct with its head; 0: slot objects */
    void (*mark)(PyObject* object);    /* NULL: slots only */
    void (*finalize)(PyObject* object); /* frees what the object owns outside the heap; must not touch other objects */
    int16_t head_slots;                /* values right behind the head of a struct, which the collector marks */
} PklLayout;

enum {
    PKL_TYPE_HEAP = 1,         /* made by a class statement or type() */
    PKL_TYPE_FINAL = 2,        /* cannot be a base */
    PKL_TYPE_INSTANCE_DICT = 4, /* instances have attributes that may get new names */
    PKL_TYPE_INSTANCE_ATTRS = 8, /* instances have the prefix (a __dict__, or __slots__) */
    PKL_TYPE_READY = 16,
    PKL_TYPE_IMMUTABLE = 32,   /* built-in: attributes cannot be set */
    PKL_TYPE_GETATTRIBUTE = 64, /* __getattribute__ or __getattr__ is not object's: no inline caches */
    PKL_TYPE_SETATTR = 128,
    PKL_TYPE_HOOKED = 256,     /* py_tphookattributes */
    PKL_TYPE_MAPPING = 512,    /* match statement */
    PKL_TYPE_SEQUENCE = 1024,
    PKL_TYPE_ABSTRACT = 2048,
    PKL_TYPE_DEL = 4096,       /* has __del__ */
    PKL_TYPE_WEAKREF = 8192,   /* instances may have weak references */
    PKL_TYPE_MORTAL = 16384,   /* dies with its last use */
    PKL_TYPE_NO_NEW = 32768,   /* "cannot create 'x' instances" */
    PKL_TYPE_SLOTS = 65536,    /* a class with __slots__ that are not empty: a layout of its own for other bases */
    PKL_TYPE_DESCRIPTOR = 1 << 17, /* has __get__, __set__ or __delete__ */
    PKL_TYPE_DATA_DESCRIPTOR = 1 << 18, /* has __set__ or __delete__ */
    PKL_TYPE_LOOKED = 1 << 19, /* a cache may know what is in it: a change moves the epoch */
};

typedef struct PyType {
    PyObject head;
    py_Type id;
    py_Type base;          /* the first base; 0: object */
    py_Type layout_type;   /* which built-in type's methods may take the instances: "solid base" */
    int16_t slots;         /* values of an instance made by pkl_new: all of a slot object, those behind the struct of others */
    uint32_t flags;
    int32_t bytes;         /* of an instance made by pkl_new, without the prefix */
    int32_t head_slots;    /* what its head says: of a slot object `slots`, of a struct those of the layout, or -1 */
    py_TValue self;        /* this type as a value */
    PyStr* name;
    PyStr* qualname;
    PyDict* dict;
    py_TValue bases;       /* tuple of types */
    py_TValue mro;         /* tuple of types */
    py_TValue module;      /* str, or nil for built-ins */
    const PklLayout* layout;
    py_Dtor dtor;          /* of py_newtype: called with the userdata */
    struct PklShape* root_shape;
    struct PklHooks* hooks; /* py_tphookattributes; NULL */
    py_Type* subclasses;   /* the direct ones, in order */
    int32_t subclass_count, subclass_capacity;
} PyType;

/* Types of the modules in bindings/library: registered when a program imports the module. */
#define PKL_LIBRARY_TYPES(X)                                                                                           \
    PKL_OBJECT_TYPES(X)                                                                                                \
    X(Random) X(Struct) X(StructIterator) X(StructError) X(BinasciiError) X(BinasciiIncomplete) \
    X(IOBase) X(RawIOBase) X(BufferedIOBase) X(TextIOBase) X(FileIO) X(BytesIO) X(StringIO) X(IncrementalNewlineDecoder) X(BufferedReader) X(BufferedWriter) \
    X(BufferedRandom) X(BufferedRWPair) X(TextIOWrapper) \
    X(DirEntry) X(ScandirIterator) X(lock) X(rlock) X(local) X(thread_handle) X(re_pattern) X(re_match) X(re_scanner) X(re_template) X(json_scanner) X(json_encoder) \
    X(array) X(array_iterator) X(csv_error) X(csv_dialect) X(csv_reader) X(csv_writer) X(MD5) X(SHA1) X(SHA224) X(SHA256) X(SHA384) X(SHA512) X(sha3_224) X(sha3_256) X(sha3_384) X(sha3_512) X(shake_128) X(shake_256) \
    X(blake2b) X(blake2s) X(UnsupportedDigestmod) X(UCD) X(zlib_error) X(zlib_compress) X(zlib_decompress) X(zlib_decompressor)

/* itertools, _functools, _operator, _collections, _abc, _contextvars, _string */
#define PKL_OBJECT_TYPES(X)                                                                                            \
    X(count) X(cycle) X(repeat) X(chain) X(compress) X(dropwhile) X(takewhile) X(filterfalse) X(starmap)               \
    X(accumulate) X(islice) X(pairwise) X(batched) X(zip_longest) X(groupby) X(grouper) X(tee) X(tee_dataobject)       \
    X(product) X(permutations) X(combinations) X(combinations_with_replacement) X(partial) X(Placeholder)              \
    X(lru_cache) X(compared_key) X(itemgetter) X(attrgetter) X(methodcaller) X(deque) X(deque_iterator)                \
    X(deque_reverse_iterator) X(defaultdict) X(tuplegetter) X(abc_data) X(Context) X(ContextVar) X(Token)              \
    X(token_missing) X(formatter_iterator) X(field_name_iterator)

/* Types of ours beyond upstream's py_PredefinedType, in the order of their registration. */
enum PklPredefinedType {
    tp_bigint = tp_chunked_array2d + 1, /* programs see int */
    tp_complex,
    tp_bytearray,
    tp_memoryview,
    tp_set,
    tp_frozenset,
    tp_set_iterator,
    tp_dict_keys,
    tp_dict_values,
    tp_dict_items,
    tp_dict_reverse_iterator,
    tp_list_reverse_iterator,
    tp_reversed,
    tp_callable_iterator,
    tp_sequence_iterator,
    tp_cell,
    tp_frame,
    tp_traceback,
    tp_coroutine,
    tp_coroutine_wrapper,
    tp_async_generator,
    tp_async_generator_step,  /* of asend, __anext__ */
    tp_async_generator_throw, /* of athrow, aclose */
    tp_anext_awaitable,       /* anext(iterator, default) */
    tp_async_generator_value, /* what its yield gives */
    tp_method_descriptor,
    tp_wrapper_descriptor,
    tp_method_wrapper,
    tp_classmethod_descriptor,
    tp_getset_descriptor,
    tp_member_descriptor,
    tp_mappingproxy,
    tp_SimpleNamespace,
    tp_GenericAlias,
    tp_Union,
    tp_enumerate,
    tp_zip,
    tp_map,
    tp_filter,
    tp_weakref,
    tp_TypeVar,
    tp_ParamSpec,
    tp_TypeVarTuple,
    tp_TypeAliasType,
    tp_ParamSpecArgs,
    tp_ParamSpecKwargs,
    tp_Generic,
    tp_NoDefault,
    tp_constevaluator,
    tp_Template,
    tp_Interpolation,
    tp_TemplateIter,
    tp_bytearray_iterator,
    tp_memory_iterator,
    tp_range_big_iterator,
    tp_standard_stream, /* sys.stdin, stdout, stderr */
    tp_nativeclosure, /* a native function with values of its own (py_newfunction); the last slot is its PklMethod */
    tp_weakproxy,
    tp_weakcallableproxy,
    /* exceptions beyond upstream's */
    tp_GeneratorExit,
    tp_StopAsyncIteration,
    tp_ArithmeticError,
    tp_FloatingPointError,
    tp_OverflowError,
    tp_BufferError,
    tp_EOFError,
    tp_LookupError,
    tp_MemoryError,
    tp_ReferenceError,
    tp_SystemError,
    tp_ModuleNotFoundError,
    tp_IndentationError,
    tp_TabError,
    tp_UnicodeError,
    tp_UnicodeDecodeError,
    tp_UnicodeEncodeError,
    tp_UnicodeTranslateError,
    tp_BlockingIOError,
    tp_ChildProcessError,
    tp_ConnectionError,
    tp_BrokenPipeError,
    tp_ConnectionAbortedError,
    tp_ConnectionRefusedError,
    tp_ConnectionResetError,
    tp_FileExistsError,
    tp_FileNotFoundError,
    tp_InterruptedError,
    tp_IsADirectoryError,
    tp_NotADirectoryError,
    tp_ProcessLookupError,
    tp_PythonFinalizationError,
    tp_BaseExceptionGroup,
    tp_ExceptionGroup,
    tp_Warning,
    tp_BytesWarning,
    tp_DeprecationWarning,
    tp_EncodingWarning,
    tp_FutureWarning,
    tp_ImportWarning,
    tp_PendingDeprecationWarning,
    tp_ResourceWarning,
    tp_RuntimeWarning,
    tp_SyntaxWarning,
    tp_UnicodeWarning,
    tp_UserWarning,
#define PKL_TYPE_ID(name) tp_##name,
    PKL_LIBRARY_TYPES(PKL_TYPE_ID)
#undef PKL_TYPE_ID
    PKL_PREDEFINED_TYPES
};
