/*
 * Arguments and results of the methods that str, bytes and bytearray share.
 */
#include "../machine/machine.h"
#include "text.h"
#include "bytes/bytes.h"

#include <string.h>

c11_sv pkl_text(py_Ref self) {
    if (pkl_is_str(self)) return pkl_sv(pkl_str(self));
    int size;
    const unsigned char* data = pkl_bytes_data(self, &size);
    return (c11_sv){(const char*)data, size};
}

int64_t pkl_text_length(py_Ref self) { return pkl_is_str(self) ? pkl_str_length(pkl_str(self)) : pkl_text(self).size; }

const char* pkl_argument_type(py_Ref value) { return py_isnone(value) ? "None" : py_tpname(py_typeof(value)); }

bool pkl_text_argument(py_Ref self, py_Ref value, const char* function, c11_sv* out) {
    if (!pkl_is_str(self)) return pkl_bytes_like(value, out);
    if (pkl_is_str(value)) return *out = pkl_sv(pkl_str(value)), true;
    if (function == NULL) return pkl_raise(tp_TypeError, "must be str, not %T", value);
    return pkl_raise(tp_TypeError, "%s must be str, not %s", function, pkl_argument_type(value));
}

bool pkl_text_new(py_Ref self, c11_sv part, py_OutRef out) {
    if (!pkl_reserve((uint64_t)part.size)) return false;
    if (pkl_is_str(self)) py_newstrv(out, part);
    else if (py_isinstance(self, tp_bytearray)) return pkl_new_bytearray(out, part);
    else {
        py_TValue made;
        memcpy(pkl_new_bytes(&made, part.size)->data, part.data, (size_t)part.size);
        *out = made;
    }
    return true;
}

bool pkl_text_part(py_Ref self, c11_sv part) {
    bool exact = self->type == tp_str || self->type == tp_bytes;
    if (exact && part.size == pkl_text(self).size) return pkl_return(self);
    return pkl_text_new(self, part, py_retval());
}

bool pkl_text_end(py_Ref self, PklBuilder* builder) {
    if (pkl_is_str(self)) return pkl_builder_str(builder, py_retval());
    bool ok = !builder->failed && pkl_text_new(self, (c11_sv){builder->data, (int)builder->size}, py_retval());
    pkl_builder_end(builder);
    return ok;
}

bool pkl_size_argument(py_Ref value, int64_t missing, int64_t* out) {
    *out = missing;
    if (value->type == tp_nil || pkl_index(value, out, false)) return true;
    if (!pkl_exc_matches(tp_OverflowError)) return false;
    pkl_vm->raised.type = tp_nil;
    return pkl_raise(tp_OverflowError, "Python int too large to convert to C ssize_t");
}

static bool bound(py_Ref value, int64_t missing, int64_t* out) {
    *out = missing;
    if (value->type == tp_nil || py_isnone(value)) return true;
    if (!pkl_is_int(value) && pkl_special(value, (py_Name)PKL_NAME(__index__)) == NULL)
        return pkl_raise(tp_TypeError, "slice indices must be integers or None or have an __index__ method");
    return pkl_index(value, out, true);
}

static int64_t adjusted(int64_t index, int64_t length) {
    if (index < 0) index = index + length < 0 ? 0 : index + length;
    return index;
}

bool pkl_text_span(py_Ref self, py_Ref start, py_Ref stop, PklTextSpan* out) {
    *out = (PklTextSpan){0, pkl_text(self).size, false};
    if (start->type == tp_nil && stop->type == tp_nil) return true;
    int64_t from, to;
    if (!bound(start, 0, &from) || !bound(stop, INT64_MAX, &to)) return false;
    int64_t length = pkl_text_length(self);
    from = adjusted(from, length);
    to = to > length ? length : adjusted(to, length);
    out->outside = from > to;
    if (out->outside) return true;
    bool str = pkl_is_str(self);
    out->from = str ? pkl_str_offset(pkl_str(self), (int32_t)from) : (int32_t)from;
    out->to = str ? pkl_str_offset(pkl_str(self), (int32_t)to) : (int32_t)to;
    return true;
}
