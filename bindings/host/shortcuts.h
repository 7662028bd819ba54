/* Hooks into upstream's bytecode loop: macros for interpreter.c, to be included before the amalgamation. The fast paths
 * that they call are in shortcuts_vm.h.
 *
 * A macro named like a function is also expanded where that function is declared and defined. So each dispatches on the
 * first word of the arguments: the name of a type there, the name of a variable at a call. A word that is not listed
 * here (a new call of upstream's) is an undeclared name, which does not compile. */
#pragma once

#include "pocketpy.h"

#include <stdbool.h>

typedef struct VM VM;
typedef struct SourceLocation SourceLocation;
typedef struct py_TypeInfo py_TypeInfo;

static inline int pkw_truth(VM* self, py_Ref value);
static inline int pkw_next(VM* self, py_Ref iterator);
static inline bool pkw_list_getitem(VM* self);
static inline bool pkw_list_setitem(VM* self);
static inline SourceLocation pkw_trace_step(VM* self, py_Frame* frame);
static inline SourceLocation pkw_place_of(void* self, py_Frame* frame);

/* Conditions and loops of the bytecode. */
#define py_bool(value) PKW_BOOL_##value)
#define PKW_BOOL_py_Ref (py_bool)(py_Ref
#define PKW_BOOL_py_arg (py_bool)(py_arg
#define PKW_BOOL_py_retval (py_bool)(py_retval
#define PKW_BOOL_TOP pkw_truth(self, TOP

#define py_next(iterator) PKW_NEXT_##iterator)
#define PKW_NEXT_py_Ref (py_next)(py_Ref
#define PKW_NEXT_py_peek (py_next)(py_peek
#define PKW_NEXT_argv (py_next)(argv
#define PKW_NEXT_iter (py_next)(iter
#define PKW_NEXT_tmp_iter (py_next)(tmp_iter
#define PKW_NEXT_TOP pkw_next(self, TOP

/* Binary operators of the bytecode loop: a fast path for each that has one. */
#define pk_stack_binaryop(vm, ...) PKW_BINARY_##vm, __VA_ARGS__)
#define PKW_BINARY_VM (pk_stack_binaryop)(VM
#define PKW_BINARY_vm (pk_stack_binaryop)(vm
#define PKW_BINARY_pk_current_vm (pk_stack_binaryop)(pk_current_vm
#define PKW_BINARY_self PKW_BINARY_OF(self
#define PKW_BINARY_OF(self, op, reflected) (pkw_binary##op(self) || (pk_stack_binaryop)(self, op, reflected))

static inline bool pkw_binary__mod__(VM* self);
static inline bool pkw_binary__floordiv__(VM* self);
static inline bool pkw_binary__truediv__(VM* self);
static inline bool pkw_binary__and__(VM* self);
static inline bool pkw_binary__rshift__(VM* self);
static inline bool pkw_binary__xor__(VM* self);
static inline bool pkw_binary__eq__(VM* self);
static inline bool pkw_binary__ne__(VM* self);
#define pkw_binary__add__(self) false
#define pkw_binary__sub__(self) false
#define pkw_binary__mul__(self) false
#define pkw_binary__pow__(self) false
#define pkw_binary__lshift__(self) false
#define pkw_binary__or__(self) false
#define pkw_binary__matmul__(self) false
#define pkw_binary__lt__(self) false
#define pkw_binary__le__(self) false
#define pkw_binary__gt__(self) false
#define pkw_binary__ge__(self) false

/* Subscripts of lists, before the method lookup. */
#define py_tpfindmagic(type, name) PKW_MAGIC_##type, name)
#define PKW_MAGIC_py_Type (py_tpfindmagic)(py_Type
#define PKW_MAGIC_type (py_tpfindmagic)(type
#define PKW_MAGIC_argv (py_tpfindmagic)(argv
#define PKW_MAGIC_obj (py_tpfindmagic)(obj
#define PKW_MAGIC_val (py_tpfindmagic)(val
#define PKW_MAGIC_SECOND PKW_MAGIC_OF(SECOND
#define PKW_MAGIC_OF(type, name) ({ PKW_ITEM_##name(py_tpfindmagic)(type, name); })
#define PKW_ITEM___getitem__                                                                                           \
    if(pkw_list_getitem(self)) DISPATCH();
#define PKW_ITEM___setitem__                                                                                           \
    if(pkw_list_setitem(self)) DISPATCH();
#define PKW_ITEM___delitem__
#define PKW_ITEM___contains__
#define PKW_ITEM_op
#define PKW_ITEM_rop

/* The loop checks before each instruction whether a trace function is set. The call is out of line, so that it does not
 * enlarge the loop's frame. */
#define Frame__source_location(frame) PKW_PLACE_##frame)
#define PKW_PLACE_py_Frame (Frame__source_location)(py_Frame
#define PKW_PLACE_self (Frame__source_location)(self
#define PKW_PLACE_frame _Generic(self, VM*: pkw_trace_step, default: pkw_place_of)(self, frame
