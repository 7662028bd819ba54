/*
 * A value: 16 bytes, copied by assignment.
 *
 *   offset 0  type     the type's id; 0 is nil, which no program ever sees
 *   offset 2  is_ptr   whether `_obj` points to a heap object, which then has the same type in its head
 *   offset 3  flag     free for whoever owns the place in which the value lies
 *   offset 4  extra    depends on the type; of a native method: the id of the type that owns it
 *   offset 8  payload
 *
 * `type == tp_int` always means an integer of 64 bits in `_i64`; a larger one is a heap object of tp_bigint. Programs
 * see one `int`.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct PyObject;
struct PklMethod;

typedef struct py_TValue {
    union {
        struct {
            py_Type type;
            bool is_ptr;
            uint8_t flag;
            int32_t extra;
            union {
                int64_t _i64;
                double _f64;
                bool _bool;
                py_CFunction _cfunc;
                struct PyObject* _obj;
                void* _ptr;
                const struct PklMethod* _method;
                char _chars[8];
                c11_vec2 _vec2;
                c11_vec2i _vec2i;
                c11_color32 _color32;
            };
        };
        struct { /* 12 bytes, over `extra` and the payload */
            int32_t _head3;
            union {
                c11_vec3 _vec3;
                c11_vec3i _vec3i;
            };
        };
    };
} py_TValue;

_Static_assert(sizeof(py_TValue) == 16, "a value has 16 bytes");
