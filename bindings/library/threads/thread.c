/*
 * _thread: of an interpreter with one thread. Locks count as CPython's; what would wait for another thread raises RuntimeError, since it would wait
 * for ever. No thread can be started.
 */
#include "../library.h"

#include "../../language/errors/errors.h"
#include "../../language/text/texts.h"
#include "../../language/types/structseq.h"

enum { MAIN_THREAD = 1 };
enum { COUNT, SLOTS }; /* of a lock 0 or 1 */

static int64_t* count_of(py_Ref self) { return &PKL_SLOTS(self->_obj)[COUNT]._i64; }

static bool new_lock(py_Type type) {
    py_newint(&PKL_SLOTS(pkl_new(py_retval(), type))[COUNT], 0);
    return true;
}

/* ---- locks -------------------------------------------------------------------------------------------- */

/* (blocking=True, timeout=-1): whether the caller would wait; -1 error */
static int wants_to_wait(py_Ref argv) {
    double timeout = -1;
    int blocking = argv[1].type == tp_nil ? 1 : py_bool(&argv[1]);
    if (blocking < 0 || (argv[2].type != tp_nil && !py_castfloat(&argv[2], &timeout))) return -1;
    if (!blocking && timeout != -1) return pkl_raise(tp_ValueError, "can't specify a timeout for a non-blocking call"), -1;
    if (timeout < 0 && timeout != -1) return pkl_raise(tp_ValueError, "timeout value must be a non-negative number"), -1;
    return blocking && timeout == -1;
}

static bool lock_acquire(int argc, py_Ref argv) {
    (void)argc;
    int waits = wants_to_wait(argv);
    if (waits < 0) return false;
    if (*count_of(argv) == 0) return *count_of(argv) = 1, pkl_return_bool(true);
    if (!waits) return pkl_return_bool(false);
    return pkl_raise(tp_RuntimeError, "the lock is taken, and there is no other thread that could release it");
}

static bool lock_release(int argc, py_Ref argv) {
    (void)argc;
    if (*count_of(argv) == 0) return pkl_raise(tp_RuntimeError, "release unlocked lock");
    *count_of(argv) = 0;
    return pkl_return_none();
}

static bool lock_locked(int argc, py_Ref argv) { return (void)argc, pkl_return_bool(*count_of(argv) > 0); }
static bool lock_reset(int argc, py_Ref argv) { return (void)argc, *count_of(argv) = 0, pkl_return_none(); }
static bool lock_new(int argc, py_Ref argv) { return (void)argc, new_lock(py_totype(argv)); }

static bool lock_repr(int argc, py_Ref argv) {
    (void)argc;
    return pkl_str_format(py_retval(), "<%s _thread.lock object at %p>", *count_of(argv) ? "locked" : "unlocked", (void*)argv->_obj);
}

static bool lock_enter(int argc, py_Ref argv) {
    (void)argc;
    py_TValue all[3] = {argv[0]};
    return lock_acquire(3, all);
}

/* ---- RLock: the one thread may take it again and again -------------------------------------------------- */

static bool rlock_acquire(int argc, py_Ref argv) {
    (void)argc;
    if (wants_to_wait(argv) < 0) return false;
    ++*count_of(argv);
    return pkl_return_bool(true);
}

static bool rlock_enter(int argc, py_Ref argv) { return (void)argc, ++*count_of(argv), pkl_return_bool(true); }

static bool rlock_release(int argc, py_Ref argv) {
    (void)argc;
    if (*count_of(argv) == 0) return pkl_raise(tp_RuntimeError, "cannot release un-acquired lock");
    --*count_of(argv);
    return pkl_return_none();
}

static bool rlock_repr(int argc, py_Ref argv) {
    (void)argc;
    int64_t count = *count_of(argv);
    return pkl_str_format(py_retval(), "<%s %t object owner=%i count=%i at %p>", count ? "locked" : "unlocked", argv->type, (int64_t)(count ? MAIN_THREAD : 0), count, (void*)argv->_obj);
}

static bool rlock_count(int argc, py_Ref argv) { return (void)argc, pkl_return_int(*count_of(argv)); }

/* (count, owner), and the lock is free */
static bool rlock_release_save(int argc, py_Ref argv) {
    (void)argc;
    if (*count_of(argv) == 0) return pkl_raise(tp_RuntimeError, "cannot release un-acquired lock");
    py_TValue state[2];
    py_newint(&state[0], *count_of(argv));
    py_newint(&state[1], MAIN_THREAD);
    *count_of(argv) = 0;
    pkl_new_tuple(py_retval(), state, 2);
    return true;
}

static bool rlock_restore(int argc, py_Ref argv) {
    (void)argc;
    int64_t count;
    if (argv[1].type != tp_tuple || pkl_tuple_length(&argv[1]) != 2) return pkl_raise(tp_TypeError, "_acquire_restore() argument must be a tuple of two numbers");
    if (!pkl_index(pkl_tuple_items(&argv[1]), &count, false)) return false;
    *count_of(argv) = count;
    return pkl_return_none();
}

/* ---- threads that are not there --------------------------------------------------------------------------- */

static bool no_thread(py_Ref function) {
    if (!py_callable(function)) return pkl_raise(tp_TypeError, "first arg must be callable");
    return pkl_raise(tp_RuntimeError, "can't start new thread");
}

static bool start_thread(int argc, py_Ref argv) {
    if (argc > 1 && !py_isinstance(&argv[1], tp_tuple)) return pkl_raise(tp_TypeError, "2nd arg must be a tuple");
    if (argc > 2 && !py_isinstance(&argv[2], tp_dict)) return pkl_raise(tp_TypeError, "optional 3rd arg must be a dictionary");
    return no_thread(&argv[0]);
}

static bool start_joinable(int argc, py_Ref argv) { return (void)argc, no_thread(&argv[0]); }
static bool allocate_lock(int argc, py_Ref argv) { return (void)argc, (void)argv, new_lock(tp_lock); }
static bool get_ident(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_int(MAIN_THREAD); }
static bool zero(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_int(0); }
static bool truth(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_bool(true); }
static bool nothing(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_none(); }

static bool thread_exit(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return pkl_raise(tp_SystemExit, NULL);
}

static bool interrupt_main(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    pkl_vm->limits.interrupt = true;
    pkl_request_tick();
    return pkl_return_none();
}

/* _excepthook(args): what an exception that ends a thread prints */
static bool excepthook(int argc, py_Ref argv) {
    (void)argc;
    if (!py_getattr(&argv[0], py_name("exc_value"))) return false;
    py_TValue value = *py_retval();
    if (!pkl_value_is_exception(&value)) return pkl_return_none();
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_put_text(&builder, "Exception in thread:\n");
    pkl_traceback_text(&builder, &value);
    return pkl_write_error(&builder) && pkl_return_none();
}

/* ---- _local and handles ------------------------------------------------------------------------------------- */

static bool local_new(int argc, py_Ref argv) {
    (void)argc;
    bool words = pkl_tuple_length(&argv[1]) > 0 || (argv[2].type == tp_dict && PKL_OBJECT(&argv[2], PyDict)->used > 0);
    if (words && py_totype(argv) == tp_local) return pkl_raise(tp_TypeError, "Initialization arguments are not supported");
    pkl_new(py_retval(), py_totype(argv));
    return true;
}

static bool make_handle(int argc, py_Ref argv) {
    (void)argc;
    int64_t ident;
    if (!pkl_index(&argv[0], &ident, false)) return false;
    py_newint(&PKL_SLOTS(pkl_new(py_retval(), tp_thread_handle))[COUNT], ident);
    return true;
}

static bool handle_new(int argc, py_Ref argv) { return (void)argc, (void)argv, new_lock(tp_thread_handle); }
static bool handle_ident(int argc, py_Ref argv) { return (void)argc, pkl_return_int(*count_of(argv)); }
static bool handle_done(int argc, py_Ref argv) { return (void)argc, pkl_return_bool(*count_of(argv) == 0); }
static bool handle_set_done(int argc, py_Ref argv) { return (void)argc, *count_of(argv) = 0, pkl_return_none(); }

static bool handle_join(int argc, py_Ref argv) {
    if (*count_of(argv) == MAIN_THREAD) return pkl_raise(tp_RuntimeError, "Cannot join current thread");
    return (void)argc, pkl_return_none();
}

static bool handle_repr(int argc, py_Ref argv) { return (void)argc, pkl_str_format(py_retval(), "<_ThreadHandle object: ident=%i>", *count_of(argv)); }

/* ---- tables --------------------------------------------------------------------------------------------------- */

#define NOARGS(name, function) {name, function, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}
#define ACQUIRE "($self, /, blocking=True, timeout=-1)"

static const PklMethod LOCK[] = {
    {"__new__", lock_new, "($type, /)", PKL_NOARGS, PKL_NEW, 0, 0},
    {"acquire", lock_acquire, ACQUIRE, PKL_CLINIC, PKL_METHOD, 0, 2},
    {"acquire_lock", lock_acquire, ACQUIRE, PKL_CLINIC, PKL_METHOD, 0, 2},
    NOARGS("release", lock_release), NOARGS("release_lock", lock_release), NOARGS("locked", lock_locked), NOARGS("locked_lock", lock_locked),
    NOARGS("__enter__", lock_enter), NOARGS("_at_fork_reinit", lock_reset),
    {"__exit__", lock_release, NULL, PKL_ANY, PKL_METHOD, 0, 0},
    {"__repr__", lock_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};

static const PklMethod RLOCK[] = {
    {"__new__", lock_new, "($type, /)", PKL_NOARGS, PKL_NEW, 0, 0},
    {"acquire", rlock_acquire, ACQUIRE, PKL_CLINIC, PKL_METHOD, 0, 2},
    NOARGS("release", rlock_release), NOARGS("locked", lock_locked), NOARGS("__enter__", rlock_enter), NOARGS("_at_fork_reinit", lock_reset),
    NOARGS("_is_owned", lock_locked), NOARGS("_recursion_count", rlock_count), NOARGS("_release_save", rlock_release_save),
    {"_acquire_restore", rlock_restore, "($self, state, /)", PKL_O, PKL_METHOD, 1, 1},
    {"__exit__", rlock_release, NULL, PKL_ANY, PKL_METHOD, 0, 0},
    {"__repr__", rlock_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};

static const PklMethod LOCAL[] = {{"__new__", local_new, "($type, /, *args, **kwargs)", PKL_CLINIC, PKL_NEW, 0, 0}, {0}};

static const PklGetSet LOCAL_ATTRIBUTES[] = {{"__dict__", pkl_get_dict, pkl_set_dict}, {0}};

static const PklMethod HANDLE[] = {
    {"__new__", handle_new, "($type, /)", PKL_NOARGS, PKL_NEW, 0, 0},
    NOARGS("is_done", handle_done), NOARGS("_set_done", handle_set_done),
    {"join", handle_join, "($self, timeout=None, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    {"__repr__", handle_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};
static const PklGetSet HANDLE_ATTRIBUTES[] = {{"ident", handle_ident, NULL}, {0}};

#define FROM_THREAD .base = tp_object, .module = "_thread"
static const PklTypeSpec TYPES[] = {
    {.id = tp_lock, .name = "lock", FROM_THREAD, .slots = SLOTS, .flags = PKL_TYPE_FINAL | PKL_TYPE_WEAKREF, .methods = LOCK},
    {.id = tp_rlock, .name = "RLock", FROM_THREAD, .slots = SLOTS, .flags = PKL_TYPE_WEAKREF, .methods = RLOCK},
    {.id = tp_local, .name = "_local", FROM_THREAD, .flags = PKL_TYPE_INSTANCE_DICT | PKL_TYPE_INSTANCE_ATTRS | PKL_TYPE_WEAKREF, .methods = LOCAL, .getsets = LOCAL_ATTRIBUTES},
    {.id = tp_thread_handle, .name = "_ThreadHandle", FROM_THREAD, .slots = SLOTS, .flags = PKL_TYPE_FINAL, .methods = HANDLE, .getsets = HANDLE_ATTRIBUTES},
    {0},
};

#define NONE(name, function) {name, function, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0}
static const PklMethod FUNCTIONS[] = {
    {"start_new_thread", start_thread, NULL, PKL_RANGE, PKL_FUNCTION, 2, 3},
    {"start_new", start_thread, NULL, PKL_RANGE, PKL_FUNCTION, 2, 3},
    {"start_joinable_thread", start_joinable, "($module, /, function, handle=None, daemon=True)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
    NONE("allocate_lock", allocate_lock), NONE("allocate", allocate_lock), NONE("get_ident", get_ident), NONE("_get_main_thread_ident", get_ident),
    NONE("_count", zero), NONE("_is_main_interpreter", truth), NONE("daemon_threads_allowed", truth), NONE("_shutdown", nothing),
    NONE("exit", thread_exit), NONE("exit_thread", thread_exit),
    {"stack_size", zero, "($module, size=0, /)", PKL_RANGE, PKL_FUNCTION, 0, 1},
    {"interrupt_main", interrupt_main, "($module, signum=2, /)", PKL_RANGE, PKL_FUNCTION, 0, 1},
    {"_make_thread_handle", make_handle, "($module, ident, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"_excepthook", excepthook, "($module, args, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {0},
};

void pkl_library__thread(PyModule* module) {
    static const PklStructseq HOOK_ARGUMENTS = {"_thread", "_ExceptHookArgs", "exc_type exc_value exc_traceback thread", 4};
    static py_Type hook_arguments;
    pkl_library_types(module, TYPES);
    pkl_register_functions(module, FUNCTIONS);
    pkl_library_set(module, "LockType", py_tpobject(tp_lock));
    pkl_library_set(module, "error", py_tpobject(tp_RuntimeError));
    pkl_library_set(module, "_ExceptHookArgs", py_tpobject(pkl_structseq_type(&HOOK_ARGUMENTS, &hook_arguments)));
    pkl_library_set_float(module, "TIMEOUT_MAX", 9223372036.0);
}
