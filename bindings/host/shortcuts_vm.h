/* The fast paths behind shortcuts.h: frequent cases of the bytecode loop, inlined into it. For
 * interpreter.c, to be included after the amalgamation. Each either does what upstream's function does with
 * these types, or falls back to upstream. */
#pragma once

#undef py_bool
#undef py_next
#undef pk_stack_binaryop
#undef py_tpfindmagic
#undef Frame__source_location

/* ---- the deadline of pkpy.watchdog_begin() ------------------------------- */

/* Polled where each loop and each recursion must pass, not at each instruction as upstream's loop does with
 * PK_ENABLE_WATCHDOG. */
static inline bool pkw_times_out(VM* self) {
    if(__builtin_expect(self->watchdog_info.max_reset_time <= 0, true)) return false;
    return pkw_raise_if_overdue();
}

/* ---- conditions and loops ------------------------------------------------ */

static inline int pkw_truth(VM* self, py_Ref value) {
    if(pkw_times_out(self)) return -1;
    return value->type == tp_bool ? value->_bool : py_bool(value);
}

static inline int pkw_next(VM* self, py_Ref iterator) {
    if(pkw_times_out(self)) return -1;
    if(iterator->type != tp_range_iterator) return py_next(iterator);
    RangeIterator* range = PyObject__userdata(iterator->_obj);
    py_i64 now = range->current, stop = range->range.stop, step = range->range.step;
    if(step > 0 ? now >= stop : now <= stop) {
        py_newnil(&self->last_retval);
        return 0;
    }
    py_newint(&self->last_retval, now);
    range->current = now + step;
    return 1;
}

/* ---- binary operators ---------------------------------------------------- */

static inline bool pkw_are(VM* self, py_Type type) {
    return self->stack.sp[-2].type == type && self->stack.sp[-1].type == type;
}

/* Non-negative integers of 31 bits, whose quotients and remainders are those of C and need no 64-bit division. */
static inline bool pkw_are_small(VM* self) {
    if(!pkw_are(self, tp_int)) return false;
    uint64_t left = (uint64_t)self->stack.sp[-2]._i64, right = (uint64_t)self->stack.sp[-1]._i64;
    return (left | right) >> 31 == 0 && right != 0;
}

static inline bool pkw_binary__mod__(VM* self) {
    if(!pkw_are_small(self)) return false;
    uint32_t left = (uint32_t)self->stack.sp[-2]._i64, right = (uint32_t)self->stack.sp[-1]._i64;
    py_newint(&self->last_retval, left % right);
    return true;
}

static inline bool pkw_binary__floordiv__(VM* self) {
    if(!pkw_are_small(self)) return false;
    uint32_t left = (uint32_t)self->stack.sp[-2]._i64, right = (uint32_t)self->stack.sp[-1]._i64;
    py_newint(&self->last_retval, left / right);
    return true;
}

static inline bool pkw_binary__truediv__(VM* self) {
    if(!binaryop_isnum(self->stack.sp - 2) || !binaryop_isnum(self->stack.sp - 1)) return false;
    double right = binaryop_tof64(self->stack.sp - 1);
    if(right == 0) return false;
    py_newfloat(&self->last_retval, binaryop_tof64(self->stack.sp - 2) / right);
    return true;
}

#define PKW_BINARY_OF_BITS(name, op)                                                                                   \
    static inline bool pkw_binary##name(VM* self) {                                                                    \
        if(!pkw_are(self, tp_int)) return false;                                                                       \
        py_newint(&self->last_retval, self->stack.sp[-2]._i64 op self->stack.sp[-1]._i64);                             \
        return true;                                                                                                   \
    }
PKW_BINARY_OF_BITS(__and__, &)
PKW_BINARY_OF_BITS(__xor__, ^)
PKW_BINARY_OF_BITS(__rshift__, >>)
#undef PKW_BINARY_OF_BITS

static inline bool pkw_compare_texts(VM* self, bool wanted) {
    if(!pkw_are(self, tp_str)) return false;
    bool equal = c11__sveq(py_tosv(self->stack.sp - 2), py_tosv(self->stack.sp - 1));
    py_newbool(&self->last_retval, equal == wanted);
    return true;
}

static inline bool pkw_binary__eq__(VM* self) { return pkw_compare_texts(self, true); }

static inline bool pkw_binary__ne__(VM* self) { return pkw_compare_texts(self, false); }

/* ---- items of lists ------------------------------------------------------ */

/* The item at the index on top of the stack, of the list below it; NULL where the index is out of range, or
 * the operands are not these. */
static inline py_TValue* pkw_list_item(VM* self) {
    py_Ref list = self->stack.sp - 2, index = self->stack.sp - 1;
    if(list->type != tp_list || index->type != tp_int) return NULL;
    List* data = PyObject__userdata(list->_obj);
    int64_t at = index->_i64 + (index->_i64 < 0 ? data->length : 0);
    return (uint64_t)at < (uint64_t)data->length ? (py_TValue*)data->data + at : NULL;
}

/* [list, index] -> [item] */
static inline bool pkw_list_getitem(VM* self) {
    py_TValue* item = pkw_list_item(self);
    if(item == NULL) return false;
    self->stack.sp--;
    self->stack.sp[-1] = *item;
    return true;
}

/* [value, list, index] -> [] */
static inline bool pkw_list_setitem(VM* self) {
    py_TValue* item = pkw_list_item(self);
    if(item == NULL) return false;
    *item = self->stack.sp[-3];
    self->stack.sp -= 3;
    return true;
}

/* ---- tracing ------------------------------------------------------------- */

/* Calls the trace function on each new line, but not on the return that ends every function's code. */
static __attribute__((noinline)) void pkw_trace_line(VM* self, py_Frame* frame) {
    TraceInfo* trace = &self->trace_info;
    SourceLocation place = Frame__source_location(frame);
    if(place.lineno == trace->prev_loc.lineno && place.src == trace->prev_loc.src) return;
    if(trace->prev_loc.src) PK_DECREF(trace->prev_loc.src);
    PK_INCREF(place.src);
    trace->prev_loc = place;
    trace->func(frame, TRACE_EVENT_LINE);
}

/* Upstream compares what this returns with the same location, and then has nothing to do. */
static inline SourceLocation pkw_trace_step(VM* self, py_Frame* frame) {
    pkw_trace_line(self, frame);
    return self->trace_info.prev_loc;
}

static inline SourceLocation pkw_place_of(void* self, py_Frame* frame) {
    (void)self;
    return Frame__source_location(frame);
}
