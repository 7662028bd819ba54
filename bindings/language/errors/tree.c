/* The tree of exception classes as a table. */
#include "errors.h"

extern const PklMethod pkl_exception_methods[];
extern const PklGetSet pkl_exception_getsets[];

static const PklMember STOP_MEMBERS[] = {{"value", PKL_STOP_VALUE, true, true}, {0}};
static const PklMember EXIT_MEMBERS[] = {{"code", PKL_EXIT_CODE, true, true}, {0}};
static const PklMember NAME_MEMBERS[] = {{"name", PKL_NAME_NAME, true, true}, {0}};
static const PklMember ATTRIBUTE_MEMBERS[] = {{"name", PKL_ATTRIBUTE_NAME, true, true}, {"obj", PKL_ATTRIBUTE_OBJ, true, true}, {0}};
static const PklMember IMPORT_MEMBERS[] = {{"msg", PKL_IMPORTERROR_MSG, true, true},
                                           {"name", PKL_IMPORTERROR_NAME, true, true},
                                           {"path", PKL_IMPORTERROR_PATH, true, true},
                                           {"name_from", PKL_IMPORTERROR_NAME_FROM, true, true},
                                           {0}};
static const PklMember OS_MEMBERS[] = {{"errno", PKL_OS_ERRNO, true, true},
                                       {"strerror", PKL_OS_STRERROR, true, true},
                                       {"filename", PKL_OS_FILENAME, true, true},
                                       {"filename2", PKL_OS_FILENAME2, true, true},
                                       {"characters_written", PKL_OS_WRITTEN, true, false},
                                       {0}};
static const PklMember SYNTAX_MEMBERS[] = {{"msg", PKL_SYNTAX_MSG, true, true},
                                           {"filename", PKL_SYNTAX_FILENAME, true, true},
                                           {"lineno", PKL_SYNTAX_LINENO, true, true},
                                           {"offset", PKL_SYNTAX_OFFSET, true, true},
                                           {"text", PKL_SYNTAX_TEXT, true, true},
                                           {"end_lineno", PKL_SYNTAX_END_LINENO, true, true},
                                           {"end_offset", PKL_SYNTAX_END_OFFSET, true, true},
                                           {"print_file_and_line", PKL_SYNTAX_PRINT, true, true},
                                           {"_metadata", PKL_SYNTAX_METADATA, true, true},
                                           {0}};
static const PklMember UNICODE_MEMBERS[] = {{"encoding", PKL_UNICODE_ENCODING, true, true},
                                            {"object", PKL_UNICODE_OBJECT, true, true},
                                            {"start", PKL_UNICODE_START, true, true},
                                            {"end", PKL_UNICODE_END, true, true},
                                            {"reason", PKL_UNICODE_REASON, true, true},
                                            {0}};

enum { DICT = PKL_TYPE_INSTANCE_DICT | PKL_TYPE_INSTANCE_ATTRS };

#define CLASS(class, parent) {.id = tp_##class, .base = tp_##parent, .name = #class}
#define FIELDS(class, parent, count, list) {.id = tp_##class, .base = tp_##parent, .name = #class, .slots = count, .members = list}

static const PklTypeSpec SPECS[] = {
    {.id = tp_BaseException, .name = "BaseException", .slots = PKL_EXC_FIELDS, .flags = DICT, .methods = pkl_exception_methods, .getsets = pkl_exception_getsets},
    {.id = tp_BaseExceptionGroup, .base = tp_BaseException, .name = "BaseExceptionGroup", .slots = PKL_GROUP_SLOTS, .methods = pkl_group_methods, .members = pkl_group_members},
    CLASS(Exception, BaseException),
    CLASS(ArithmeticError, Exception),
    CLASS(FloatingPointError, ArithmeticError),
    CLASS(OverflowError, ArithmeticError),
    CLASS(ZeroDivisionError, ArithmeticError),
    CLASS(AssertionError, Exception),
    FIELDS(AttributeError, Exception, PKL_ATTRIBUTE_SLOTS, ATTRIBUTE_MEMBERS),
    CLASS(BufferError, Exception),
    CLASS(EOFError, Exception),
    FIELDS(ImportError, Exception, PKL_IMPORTERROR_SLOTS, IMPORT_MEMBERS),
    CLASS(ModuleNotFoundError, ImportError),
    CLASS(LookupError, Exception),
    CLASS(IndexError, LookupError),
    CLASS(KeyError, LookupError),
    CLASS(MemoryError, Exception),
    FIELDS(NameError, Exception, PKL_NAME_SLOTS, NAME_MEMBERS),
    CLASS(UnboundLocalError, NameError),
    FIELDS(OSError, Exception, PKL_OS_SLOTS, OS_MEMBERS),
    CLASS(BlockingIOError, OSError),
    CLASS(ChildProcessError, OSError),
    CLASS(ConnectionError, OSError),
    CLASS(BrokenPipeError, ConnectionError),
    CLASS(ConnectionAbortedError, ConnectionError),
    CLASS(ConnectionRefusedError, ConnectionError),
    CLASS(ConnectionResetError, ConnectionError),
    CLASS(FileExistsError, OSError),
    CLASS(FileNotFoundError, OSError),
    CLASS(InterruptedError, OSError),
    CLASS(IsADirectoryError, OSError),
    CLASS(NotADirectoryError, OSError),
    CLASS(PermissionError, OSError),
    CLASS(ProcessLookupError, OSError),
    CLASS(TimeoutError, OSError),
    CLASS(ReferenceError, Exception),
    CLASS(RuntimeError, Exception),
    CLASS(NotImplementedError, RuntimeError),
    CLASS(PythonFinalizationError, RuntimeError),
    CLASS(RecursionError, RuntimeError),
    CLASS(StopAsyncIteration, Exception),
    FIELDS(StopIteration, Exception, PKL_STOP_SLOTS, STOP_MEMBERS),
    FIELDS(SyntaxError, Exception, PKL_SYNTAX_SLOTS, SYNTAX_MEMBERS),
    CLASS(IndentationError, SyntaxError),
    CLASS(TabError, IndentationError),
    CLASS(SystemError, Exception),
    CLASS(TypeError, Exception),
    CLASS(ValueError, Exception),
    CLASS(UnicodeError, ValueError),
    FIELDS(UnicodeDecodeError, UnicodeError, PKL_UNICODE_SLOTS, UNICODE_MEMBERS),
    FIELDS(UnicodeEncodeError, UnicodeError, PKL_UNICODE_SLOTS, UNICODE_MEMBERS),
    FIELDS(UnicodeTranslateError, UnicodeError, PKL_UNICODE_SLOTS, UNICODE_MEMBERS),
    CLASS(Warning, Exception),
    CLASS(BytesWarning, Warning),
    CLASS(DeprecationWarning, Warning),
    CLASS(EncodingWarning, Warning),
    CLASS(FutureWarning, Warning),
    CLASS(ImportWarning, Warning),
    CLASS(PendingDeprecationWarning, Warning),
    CLASS(ResourceWarning, Warning),
    CLASS(RuntimeWarning, Warning),
    CLASS(SyntaxWarning, Warning),
    CLASS(UnicodeWarning, Warning),
    CLASS(UserWarning, Warning),
    CLASS(GeneratorExit, BaseException),
    CLASS(KeyboardInterrupt, BaseException),
    FIELDS(SystemExit, BaseException, PKL_EXIT_SLOTS, EXIT_MEMBERS),
    {0},
};

/* The only built-in class with two bases. */
static void add_exception_group(PklVM* vm) {
    static const PklTypeSpec GROUP[] = {CLASS(ExceptionGroup, BaseExceptionGroup), {0}};
    pkl_register_types(GROUP);
    PyType* type = vm->types[tp_ExceptionGroup];
    py_TValue bases[2] = {vm->types[tp_BaseExceptionGroup]->self, vm->types[tp_Exception]->self};
    pkl_type_unlink(type);
    pkl_new_tuple(&type->bases, bases, 2);
    pkl_type_set_mro(type);
    pkl_type_link(type);
}

void pkl_start_exceptions(PklVM* vm) {
    pkl_register_types(SPECS);
    add_exception_group(vm);
    pkl_dict_set_name(vm->builtins, pkl_interned("EnvironmentError", 16), &vm->types[tp_OSError]->self);
    pkl_dict_set_name(vm->builtins, pkl_interned("IOError", 7), &vm->types[tp_OSError]->self);
}
