/*
 * WKT and WKB, parsing and formatting, of one geometry; Python's part handles option names and lists.
 * Limits: nesting beyond SH_NESTING_MAX is rejected before GEOS parses it, since GEOS would recurse into it.
 */
#include "geometry/shapely.h"

#include <stdlib.h>
#include <string.h>

/* ---- nesting of what is to be read --------------------------------------------------------- */

static bool refuse_nesting(void) {
    return nd_error(sh_tp_geos_exception, "ParseException: geometries are nested more than %d levels deep",
                    SH_NESTING_MAX);
}

/* The maximum number of open parentheses; a polygon in a collection needs three more than the collection. */
static bool check_text(const char* text) {
    int depth = 0;
    for(; *text; text++) {
        if(*text == '(' && ++depth > SH_NESTING_MAX + 3) return refuse_nesting();
        if(*text == ')') depth--;
    }
    return true;
}

typedef struct {
    const unsigned char* at;
    const unsigned char* end;
} Bytes;

/* The next 32 bits; false at the end. */
static bool take_word(Bytes* bytes, bool is_little, uint32_t* out) {
    if(bytes->end - bytes->at < 4) return false;
    const unsigned char* b = bytes->at;
    *out = is_little ? b[0] | b[1] << 8 | b[2] << 16 | (uint32_t)b[3] << 24
                     : b[3] | b[2] << 8 | b[1] << 16 | (uint32_t)b[0] << 24;
    bytes->at += 4;
    return true;
}

static bool skip(Bytes* bytes, uint64_t count) {
    if((uint64_t)(bytes->end - bytes->at) < count) return false;
    bytes->at += count;
    return true;
}

static bool skip_sequences(Bytes* bytes, bool is_little, uint32_t count, uint32_t item) {
    for(uint32_t i = 0; i < count; i++) {
        uint32_t points;
        if(!take_word(bytes, is_little, &points) || !skip(bytes, (uint64_t)points * item)) return false;
    }
    return true;
}

/* Skips one geometry at `depth`; false at the end of the input or where it is malformed, which GEOS reports better.
 * `deepest` is the maximum so far. */
static bool measure(Bytes* bytes, int depth, int* deepest) {
    if(depth > *deepest) *deepest = depth;
    if(depth > SH_NESTING_MAX || bytes->at >= bytes->end) return false;
    bool is_little = *bytes->at++ == 1;
    uint32_t type, count, unused;
    if(!take_word(bytes, is_little, &type)) return false;
    if(type & 0x20000000 && !take_word(bytes, is_little, &unused)) return false;
    uint32_t kind = (type & 0xffff) % 1000, iso = (type & 0xffff) / 1000;
    uint32_t dims = 2 + ((type & 0x80000000) != 0 || iso == 1 || iso == 3) + ((type & 0x40000000) != 0 || iso >= 2);
    if(kind == 1) return skip(bytes, dims * 8);
    if(!take_word(bytes, is_little, &count)) return false;
    if(kind == 2) return skip(bytes, (uint64_t)count * dims * 8);
    if(kind == 3) return skip_sequences(bytes, is_little, count, dims * 8);
    for(uint32_t i = 0; i < count; i++) {
        if(!measure(bytes, depth + 1, deepest)) return false;
    }
    return true;
}

static bool check_binary(const unsigned char* data, size_t size) {
    int deepest = 0;
    Bytes bytes = {data, data + size};
    measure(&bytes, 0, &deepest);
    return deepest > SH_NESTING_MAX ? refuse_nesting() : true;
}

/* ---- reading ------------------------------------------------------------------------------------- */

/* Closes rings that are open, if `fixes`. */
static GEOSGeometry* parse_text(const char* text, bool fixes) {
    GEOSWKTReader* reader = GEOSWKTReader_create_r(sh_geos);
    if(!reader) return NULL;
    if(fixes) GEOSWKTReader_setFixStructure_r(sh_geos, reader, 1);
    GEOSGeometry* geometry = GEOSWKTReader_read_r(sh_geos, reader, text);
    GEOSWKTReader_destroy_r(sh_geos, reader);
    return geometry;
}

/* _from_wkt(text, fixes) */
static bool from_wkt(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    PY_CHECK_ARG_TYPE(1, tp_bool);
    if(!py_isstr(argv)) PY_CHECK_ARG_TYPE(0, tp_bytes);
    nd_collect_if_due();
    int size = 0;
    const char* text = py_isstr(argv) ? py_tostr(argv) : (const char*)py_tobytes(argv, &size);
    char* copy = NULL;
    if(!py_isstr(argv)) {
        copy = calloc((size_t)size + 1, 1); /* bytes are not NUL-terminated */
        if(!copy) return nd_error(nd_tp_memory_error, "no memory for %d bytes", size);
        text = memcpy(copy, text, (size_t)size);
    }
    bool ok = check_text(text) && sh_wrap(py_retval(), parse_text(text, py_tobool(py_arg(1))));
    free(copy);
    return ok;
}

static GEOSGeometry* parse_binary(GEOSWKBReader* reader, const unsigned char* data, size_t size, bool is_hex) {
    return is_hex ? GEOSWKBReader_readHEX_r(sh_geos, reader, data, size)
                  : GEOSWKBReader_read_r(sh_geos, reader, data, size);
}

static int digit(unsigned char c) {
    if(c >= '0' && c <= '9') return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The nesting of hexadecimal WKB; invalid digits are left to GEOS. */
static bool check_hex(const unsigned char* text, size_t size) {
    unsigned char* data = malloc(size / 2 + 1);
    if(!data) return nd_error(nd_tp_memory_error, "no memory for %d bytes", (int)(size / 2));
    size_t count = 0;
    for(; count < size / 2; count++) {
        int high = digit(text[2 * count]), low = digit(text[2 * count + 1]);
        if(high < 0 || low < 0) break;
        data[count] = (unsigned char)(high << 4 | low);
    }
    bool ok = check_binary(data, count);
    free(data);
    return ok;
}

/* _from_wkb(bytes or hexadecimal str, fixes) */
static bool from_wkb(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    PY_CHECK_ARG_TYPE(1, tp_bool);
    if(!py_isstr(argv)) PY_CHECK_ARG_TYPE(0, tp_bytes);
    nd_collect_if_due();
    int size;
    bool is_hex;
    const unsigned char* data = py_isstr(argv) ? (const unsigned char*)py_tostrn(argv, &size) : py_tobytes(argv, &size);
    is_hex = size > 0 && (data[0] == '0' || data[0] == '1'); /* hexadecimal text, also as bytes */
    if(!(is_hex ? check_hex(data, (size_t)size) : check_binary(data, (size_t)size))) return false;
    GEOSWKBReader* reader = GEOSWKBReader_create_r(sh_geos);
    if(!reader) return sh_fail();
    if(py_tobool(py_arg(1))) GEOSWKBReader_setFixStructure_r(sh_geos, reader, 1);
    GEOSGeometry* geometry = parse_binary(reader, data, (size_t)size, is_hex);
    GEOSWKBReader_destroy_r(sh_geos, reader);
    return sh_wrap(py_retval(), geometry);
}

/* ---- writing ---------------------------------------------------------------------------------------- */

/* GEOSWKTWriter and its settings: rounding precision, trim, dimension, old 3-D form. NULL: GEOS said why. */
static char* write_text(const GEOSGeometry* geometry, const int settings[4]) {
    GEOSWKTWriter* writer = GEOSWKTWriter_create_r(sh_geos);
    if(!writer) return NULL;
    GEOSWKTWriter_setRoundingPrecision_r(sh_geos, writer, settings[0]);
    GEOSWKTWriter_setTrim_r(sh_geos, writer, (char)settings[1]);
    GEOSWKTWriter_setOutputDimension_r(sh_geos, writer, settings[2]);
    GEOSWKTWriter_setOld3D_r(sh_geos, writer, settings[3]);
    char* text = settings[2] < 2 || settings[2] > 4 ? NULL : GEOSWKTWriter_write_r(sh_geos, writer, geometry);
    GEOSWKTWriter_destroy_r(sh_geos, writer);
    return text;
}

static bool read_settings(py_Ref argv, int first, int count, int* settings) {
    for(int i = 0; i < count; i++) {
        py_Ref value = py_offset(argv, first + i);
        py_i64 number;
        if(py_isbool(value)) number = py_tobool(value);
        else if(!nd_parse_int(value, &number)) return false;
        settings[i] = (int)number;
    }
    return true;
}

/* _to_wkt(geometry, rounding_precision, trim, output_dimension, old_3d) */
static bool to_wkt(int argc, py_Ref argv) {
    PY_CHECK_ARGC(5);
    int settings[4];
    if(!sh_check_geometry(argv) || !read_settings(argv, 1, 4, settings)) return false;
    char* text = write_text(sh_geometry(argv), settings);
    if(!text) return sh_fail();
    py_newstr(py_retval(), text);
    GEOSFree_r(sh_geos, text);
    return true;
}

static GEOSWKBWriter* binary_writer(const int settings[5]) {
    GEOSWKBWriter* writer = GEOSWKBWriter_create_r(sh_geos);
    if(!writer) return NULL;
    GEOSWKBWriter_setOutputDimension_r(sh_geos, writer, settings[1]);
    if(settings[2] == 0 || settings[2] == 1) GEOSWKBWriter_setByteOrder_r(sh_geos, writer, settings[2]);
    GEOSWKBWriter_setIncludeSRID_r(sh_geos, writer, (char)settings[3]);
    GEOSWKBWriter_setFlavor_r(sh_geos, writer, settings[4]);
    return writer;
}

static bool give_binary(const unsigned char* data, size_t size, bool is_hex) {
    if(!data) return sh_fail();
    if(is_hex) py_newstrv(py_retval(), (c11_sv){(const char*)data, (int)size});
    else memcpy(py_newbytes(py_retval(), (int)size), data, size);
    return true;
}

/* _to_wkb(geometry, hex, output_dimension, byte_order, include_srid, flavor) */
static bool to_wkb(int argc, py_Ref argv) {
    PY_CHECK_ARGC(6);
    int settings[5];
    if(!sh_check_geometry(argv) || !read_settings(argv, 1, 5, settings)) return false;
    if(settings[1] < 2 || settings[1] > 4)
        return nd_error(sh_tp_geos_exception, "IllegalArgumentException: WKB output dimension must be 2, 3, or 4");
    if(settings[2] < -1 || settings[2] > 1)
        return nd_error(sh_tp_geos_exception,
                        "IllegalArgumentException: WKB output dimension must be LITTLE (1) or BIG (0)");
    GEOSWKBWriter* writer = binary_writer(settings);
    if(!writer) return sh_fail();
    size_t size = 0;
    unsigned char* data = settings[0] ? GEOSWKBWriter_writeHEX_r(sh_geos, writer, sh_geometry(argv), &size)
                                      : GEOSWKBWriter_write_r(sh_geos, writer, sh_geometry(argv), &size);
    GEOSWKBWriter_destroy_r(sh_geos, writer);
    bool ok = give_binary(data, size, settings[0]);
    if(data) GEOSFree_r(sh_geos, data);
    return ok;
}

void sh_add_io(py_Ref module) {
    py_bindfunc(module, "_from_wkt", from_wkt);
    py_bindfunc(module, "_from_wkb", from_wkb);
    py_bindfunc(module, "_to_wkt", to_wkt);
    py_bindfunc(module, "_to_wkb", to_wkb);
}
