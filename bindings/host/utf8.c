/* Bytes become str only when they are valid UTF-8: upstream does not validate, and aborts when it later
 * meets an invalid lead byte. */
#include "utf8.h"

#include "interpreter_access.h"
#include "pkw.h"

#include <string.h>

static py_Type decode_error;

/* The length in bytes of the code point at `data`, 0 if it is malformed. */
static int character_size(const unsigned char* data, int room) {
    unsigned char first = data[0];
    if(first < 0x80) return 1;
    int size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if(first < 0xC2 || first > 0xF4 || size > room) return 0;
    for(int i = 1; i < size; i++) {
        if((data[i] & 0xC0) != 0x80) return 0;
    }
    bool overlong = (first == 0xE0 && data[1] < 0xA0) || (first == 0xF0 && data[1] < 0x90);
    bool beyond = (first == 0xED && data[1] > 0x9F) || (first == 0xF4 && data[1] > 0x8F);
    return overlong || beyond ? 0 : size;
}

bool pkw_utf8_is_valid(const char* data, int size_bytes) {
    int at = 0;
    while(at < size_bytes) {
        int size = character_size((const unsigned char*)data + at, size_bytes - at);
        if(size == 0) return false;
        at += size;
    }
    return true;
}

int pkw_utf8_length(const char* data, int size_bytes) {
    int length = 0;
    for(int i = 0; i < size_bytes; i++) length += (data[i] & 0xC0) != 0x80;
    return length;
}

bool pkw_utf8_raise(void) { return py_exception(decode_error, "%s", "'utf-8' codec can't decode: invalid data"); }

/* bytes.decode(encoding='utf-8') -> str */
static bool bytes_decode(int argc, py_Ref argv) {
    if(argc > 2) return TypeError("decode() takes at most 1 argument (%d given)", argc - 1);
    if(argc == 2) {
        PY_CHECK_ARG_TYPE(1, tp_str);
        const char* name = py_tostr(py_arg(1));
        bool known = !strcmp(name, "utf-8") || !strcmp(name, "utf8") || !strcmp(name, "ascii");
        if(!known) return ValueError("unknown encoding: %s", name);
    }
    int size;
    const char* data = (const char*)py_tobytes(argv, &size);
    if(!pkw_utf8_is_valid(data, size)) return pkw_utf8_raise();
    py_newstrv(py_retval(), (c11_sv){data, size});
    return true;
}

void pkw_utf8_install(void) {
    decode_error = pkw_exception_new_type("UnicodeDecodeError", tp_ValueError);
    py_bindmethod(tp_bytes, "decode", bytes_decode);
}
