/*
 * _abc: what ABCMeta keeps of each class (`_abc_impl`) and how it answers isinstance and issubclass. Registered classes and those asked about are kept
 * by weak references.
 */
#include "../iterators.h"

enum { ABC_REGISTRY, ABC_CACHE, ABC_NEGATIVE, ABC_VERSION, ABC_SLOTS }; /* sets of weak references or nil; VERSION: of the negative cache */

static int64_t invalidations; /* grows with every registration */

static PyStr* name_of(const char* text, int size) { return pkl_interned(text, size); }
#define NAME(text) name_of(text, (int)sizeof(text) - 1)

/* The class' record; NULL after an error. */
static py_TValue* data_of(py_Ref class) {
    int found = pkl_get_attribute(class, NAME("_abc_impl"));
    if (found == 0) pkl_attribute_error(class, NAME("_abc_impl"));
    if (found <= 0) return NULL;
    if (py_retval()->type == tp_abc_data) return PKL_SLOTS(py_retval()->_obj);
    pkl_raise(tp_TypeError, "_abc_impl is set to a wrong type");
    return NULL;
}

/* ---- sets of weak references ------------------------------------------------------------------------------ */

static int holds(py_TValue* set, py_Ref class) {
    if (set->type == tp_nil || PKL_OBJECT(set, PySet)->used == 0) return 0;
    py_TValue* reference = py_pushtmp();
    int found = -1;
    if (pkl_weakref_new(reference, tp_weakref, class, py_NIL())) found = pkl_set_contains(PKL_OBJECT(set, PySet), reference);
    else if (pkl_exc_matches(tp_TypeError)) {
        py_clearexc(NULL);
        found = 0;
    }
    py_pop();
    return found;
}

static bool keep(py_TValue* set, py_Ref class) {
    if (set->type == tp_nil) pkl_new_set(set, tp_set);
    py_TValue* reference = py_pushtmp();
    bool ok = pkl_weakref_new(reference, tp_weakref, class, py_NIL()) && pkl_set_insert(PKL_OBJECT(set, PySet), reference);
    py_pop();
    return ok;
}

/* ---- _abc_init: abstract methods, and the flags of collections ------------------------------------------------ */

/* value.__isabstractmethod__: 1, 0, -1 */
static int is_abstract(py_Ref value) {
    int found = pkl_get_attribute(value, PKL_NAME(__isabstractmethod__));
    if (found <= 0) return found;
    py_TValue flag = *py_retval();
    return py_bool(&flag);
}

/* Names in the class' own dict; [namespace, names] lie on the native stack. */
static bool own_names(PyType* type, PySet* out) {
    int32_t place = 0;
    for (PklEntry* entry; (entry = pkl_dict_next(type->dict, &place));) {
        py_TValue key = entry->key, *value = py_pushtmp();
        *value = entry->value;
        int abstract = is_abstract(value);
        py_pop();
        if (abstract < 0 || (abstract && !pkl_set_insert(out, &key))) return false;
    }
    return true;
}

typedef struct Inherited {
    py_Ref class;
    PySet* out;
} Inherited;

static bool inherited_name(py_Ref name, void* context) {
    Inherited* inherited = context;
    if (!pkl_is_str(name)) return true;
    py_TValue key = *name;
    int found = pkl_get_attribute(inherited->class, pkl_intern(pkl_str(&key)));
    if (found <= 0) return found == 0;
    py_TValue* value = py_pushtmp();
    *value = *py_retval();
    int abstract = is_abstract(value);
    py_pop();
    return abstract >= 0 && (!abstract || pkl_set_insert(inherited->out, &key));
}

static bool base_names(py_Ref class, py_Ref base, PySet* out) {
    int found = pkl_get_attribute(base, PKL_NAME(__abstractmethods__));
    if (found <= 0) return found == 0;
    Inherited inherited = {class, out};
    py_TValue* names = py_pushtmp();
    *names = *py_retval();
    bool ok = pkl_iterate(names, inherited_name, &inherited);
    py_pop();
    return ok;
}

static bool find_abstract(py_Ref class) {
    PyType* type = pkl_as_type(class);
    py_TValue* names = py_pushtmp();
    PySet* out = pkl_new_set(names, tp_frozenset);
    bool ok = own_names(type, out);
    for (int i = 0; ok && i < pkl_tuple_length(&type->bases); i++) ok = base_names(class, &pkl_tuple_items(&type->bases)[i], out);
    ok = ok && py_setattr(class, pkl_name(PKL_NAME(__abstractmethods__)), names);
    py_pop();
    return ok;
}

enum { FLAG_SEQUENCE = 1 << 5, FLAG_MAPPING = 1 << 6 }; /* as CPython's classes spell them in __abc_tpflags__ */

static bool take_collection_flags(py_Ref class) {
    PyType* type = pkl_as_type(class);
    py_Ref found = pkl_dict_get_name(type->dict, NAME("__abc_tpflags__"));
    if (!found || found->type != tp_int) return true;
    int64_t flags = found->_i64;
    if ((flags & FLAG_SEQUENCE) && (flags & FLAG_MAPPING)) return pkl_raise(tp_TypeError, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
    if (flags & (FLAG_SEQUENCE | FLAG_MAPPING)) type->flags = (type->flags & ~(uint32_t)(PKL_TYPE_SEQUENCE | PKL_TYPE_MAPPING)) | (flags & FLAG_SEQUENCE ? PKL_TYPE_SEQUENCE : PKL_TYPE_MAPPING);
    return py_delattr(class, pkl_name(NAME("__abc_tpflags__")));
}

static bool abc_init(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_type(argv)) return pkl_raise(tp_TypeError, "_abc_init() argument must be a class");
    if (!find_abstract(argv)) return false;
    py_TValue* data = py_pushtmp();
    py_newint(&PKL_SLOTS(pkl_new(data, tp_abc_data))[ABC_VERSION], invalidations);
    bool ok = py_setattr(argv, pkl_name(NAME("_abc_impl")), data) && take_collection_flags(argv);
    py_pop();
    return ok && pkl_return_none();
}

/* ---- _abc_register ------------------------------------------------------------------------------------------------- */

/* A registered class is matched as a sequence or mapping too, with those derived from it. */
static void spread_flags(PyType* type, uint32_t flag) {
    const uint32_t both = PKL_TYPE_SEQUENCE | PKL_TYPE_MAPPING;
    if ((type->flags & both) == flag || type->flags & PKL_TYPE_IMMUTABLE) return;
    type->flags = (type->flags & ~both) | flag;
    for (int32_t i = 0; i < type->subclass_count; i++)
        if (pkl_vm->types[type->subclasses[i]]) spread_flags(pkl_vm->types[type->subclasses[i]], flag);
}

static bool abc_register(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_type(&argv[1])) return pkl_raise(tp_TypeError, "Can only register classes");
    int known = pkl_issubclass(&argv[1], &argv[0]);
    if (known != 0) return *py_retval() = argv[1], known > 0;
    int cycle = pkl_issubclass(&argv[0], &argv[1]);
    if (cycle > 0) return pkl_raise(tp_RuntimeError, "Refusing to create an inheritance cycle");
    py_TValue* data = cycle < 0 ? NULL : data_of(&argv[0]);
    if (!data || !keep(&data[ABC_REGISTRY], &argv[1])) return false;
    invalidations++;
    uint32_t flag = pkl_is_type(argv) ? pkl_as_type(argv)->flags & (PKL_TYPE_SEQUENCE | PKL_TYPE_MAPPING) : 0;
    if (flag) spread_flags(pkl_as_type(&argv[1]), flag);
    return pkl_return(&argv[1]);
}

/* ---- _abc_subclasscheck ---------------------------------------------------------------------------------------------- */

/* By the caches: 1, 0, -1 error, 2 not known. */
static int cached(py_TValue* data, py_Ref subclass) {
    int found = holds(&data[ABC_CACHE], subclass);
    if (found != 0) return found;
    if (data[ABC_VERSION]._i64 < invalidations) {
        if (data[ABC_NEGATIVE].type != tp_nil) pkl_set_clear(PKL_OBJECT(&data[ABC_NEGATIVE], PySet));
        data[ABC_VERSION]._i64 = invalidations;
        return 2;
    }
    found = holds(&data[ABC_NEGATIVE], subclass);
    return found > 0 ? 0 : found < 0 ? -1 : 2;
}

/* By __subclasshook__: as above. */
static int by_hook(py_Ref class, py_Ref subclass) {
    if (!pkl_call_method(class, PKL_NAME(__subclasshook__), 1, subclass)) return -1;
    py_TValue answer = *py_retval();
    if (answer.type == tp_bool) return answer._bool;
    if (answer.type == tp_NotImplementedType) return 2;
    return pkl_raise(tp_AssertionError, "__subclasshook__ must return either False, True, or NotImplemented"), -1;
}

/* Among the subclass' bases: 1, 2, -1. */
static int by_order(py_Ref class, py_Ref subclass) {
    const py_TValue* mro = &pkl_as_type(subclass)->mro;
    for (int i = 0; i < pkl_tuple_length(mro); i++)
        if (py_isidentical(&pkl_tuple_items(mro)[i], class)) return 1;
    return 2;
}

typedef struct Asked {
    py_Ref subclass;
    int answer;
} Asked;

static bool ask_one(py_Ref class, void* context) {
    Asked* asked = context;
    asked->answer = pkl_issubclass(asked->subclass, class);
    return asked->answer == 0;
}

/* Whether it derives from one of the classes in a list on the native stack, which is taken off: 1, 2, -1. */
static int by_list(py_Ref list, py_Ref subclass) {
    Asked asked = {subclass, 0};
    bool all = pkl_iterate(list, ask_one, &asked);
    py_pop();
    if (all) return 2;
    return asked.answer > 0 ? 1 : -1;
}

static int by_registry(py_TValue* data, py_Ref subclass) {
    if (data[ABC_REGISTRY].type == tp_nil) return 2;
    py_TValue* list = py_pushtmp();
    PyList* classes = pkl_new_list(list, 0);
    int32_t place = 0;
    for (PklSetEntry* entry; (entry = pkl_set_next(PKL_OBJECT(&data[ABC_REGISTRY], PySet), &place));) {
        PyObject* target = PKL_OBJECT(&entry->key, PyWeakref)->target;
        if (!target) continue;
        py_TValue class = pkl_value(target);
        pkl_list_append(classes, &class);
    }
    return by_list(list, subclass);
}

static int by_subclasses(py_Ref class, py_Ref subclass) {
    if (!pkl_call_method(class, PKL_NAME(__subclasses__), 0, NULL)) return -1;
    py_TValue* list = py_pushtmp();
    *list = *py_retval();
    if (list->type == tp_list) return by_list(list, subclass);
    py_pop();
    return pkl_raise(tp_TypeError, "__subclasses__() must return a list"), -1;
}

static int subclass_check(py_Ref class, py_Ref subclass) {
    if (!pkl_is_type(subclass)) return pkl_raise(tp_TypeError, "issubclass() arg 1 must be a class"), -1;
    py_TValue* data = data_of(class);
    if (!data) return -1;
    py_TValue* kept = py_pushtmp(); /* the record lives as long as the check */
    *kept = *py_retval();
    int answer = cached(data, subclass), known = answer;
    if (answer == 2) answer = by_hook(class, subclass);
    if (answer == 2) answer = by_order(class, subclass);
    if (answer == 2) answer = by_registry(data, subclass);
    if (answer == 2) answer = by_subclasses(class, subclass);
    if (answer == 2) answer = 0;
    if (answer >= 0 && known == 2 && !keep(&data[answer ? ABC_CACHE : ABC_NEGATIVE], subclass)) answer = -1;
    py_pop();
    return answer;
}

static bool abc_subclasscheck(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_enter(" in __subclasscheck__")) return false;
    int answer = subclass_check(&argv[0], &argv[1]);
    pkl_leave();
    return answer >= 0 && pkl_return_bool(answer);
}

/* ---- _abc_instancecheck ------------------------------------------------------------------------------------------------- */

/* class.__subclasscheck__(subclass): 1, 0, -1 */
static int ask_class(py_Ref class, py_Ref subclass) {
    if (!pkl_call_method(class, PKL_NAME(__subclasscheck__), 1, subclass)) return -1;
    py_TValue answer = *py_retval();
    return py_bool(&answer);
}

static int instance_check(py_Ref class, py_Ref instance, py_TValue* subclass) {
    py_TValue* data = data_of(class);
    if (!data || pkl_get_attribute(instance, PKL_NAME(__class__)) <= 0) return -1;
    *subclass = *py_retval();
    int found = holds(&data[ABC_CACHE], subclass);
    if (found != 0) return found;
    if (py_isidentical(subclass, pkl_class_of(instance))) {
        found = data[ABC_VERSION]._i64 == invalidations ? holds(&data[ABC_NEGATIVE], subclass) : 0;
        if (found != 0) return found > 0 ? 0 : -1;
        return ask_class(class, subclass);
    }
    found = ask_class(class, subclass);
    return found != 0 ? found : ask_class(class, pkl_class_of(instance));
}

static bool abc_instancecheck(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* subclass = py_pushtmp();
    int answer = instance_check(&argv[0], &argv[1], subclass);
    py_pop();
    return answer >= 0 && pkl_return_bool(answer);
}

/* ---- for tests ------------------------------------------------------------------------------------------------------------- */

static void copy_set(py_OutRef out, const py_TValue* set) {
    PySet* copy = pkl_new_set(out, tp_set);
    int32_t place = 0;
    for (PklSetEntry* entry; set->type != tp_nil && (entry = pkl_set_next(PKL_OBJECT(set, PySet), &place));) pkl_set_insert_hash(copy, &entry->key, entry->hash);
}

static bool get_dump(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *data = data_of(argv), parts[4];
    if (!data) return false;
    for (int i = 0; i < 3; i++) copy_set(&parts[i], &data[i]);
    parts[3] = data[ABC_VERSION];
    pkl_new_tuple(py_retval(), parts, 4);
    return true;
}

static bool reset_registry(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* data = data_of(argv);
    if (data) data[ABC_REGISTRY].type = tp_nil;
    return data && pkl_return_none();
}

static bool reset_caches(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* data = data_of(argv);
    if (data) data[ABC_CACHE].type = data[ABC_NEGATIVE].type = tp_nil;
    return data && pkl_return_none();
}

static bool cache_token(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_int(invalidations); }

#define ONE(name, function) {name, function, "($module, self, /)", PKL_O, PKL_FUNCTION, 1, 1}
#define TWO(name, function, second) {name, function, "($module, self, " second ", /)", PKL_RANGE, PKL_FUNCTION, 2, 2}

void pkl_library__abc(PyModule* module) {
    static const PklMethod FUNCTIONS[] = {
        ONE("_abc_init", abc_init), TWO("_abc_register", abc_register, "subclass"), TWO("_abc_instancecheck", abc_instancecheck, "instance"),
        TWO("_abc_subclasscheck", abc_subclasscheck, "subclass"), ONE("_get_dump", get_dump), ONE("_reset_registry", reset_registry), ONE("_reset_caches", reset_caches),
        {"get_cache_token", cache_token, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0}, {0}};
    static const PklTypeSpec TYPES[] = {{.id = tp_abc_data, .base = tp_object, .name = "_abc_data", .module = "_abc", .slots = ABC_SLOTS, .flags = PKL_TYPE_FINAL, .hidden = true}, {0}};
    pkl_register_functions(module, FUNCTIONS);
    pkl_library_types(module, TYPES);
}
