/*
 * The modules. CPython's hashlib and hmac take hashes from OpenSSL where a module _hashlib has them, else from the others; so _hashlib here has only what
 * these two ask of it: no hashes but a name for SHA-256, and pbkdf2_hmac.
 */
#include "hashes.h"

#include "../../language/imports/import.h"

static const char SIGNATURE[] = "($module, data=b'', *, usedforsecurity=True, string=None)";

/* md5(data=b'', *, usedforsecurity=True, string=None) and its like; the name says which. */
static bool make(int argc, py_Ref argv) {
    (void)argc;
    const char* name = pkl_current_native->_method->name;
    if (*name == 'o') name += 8; /* openssl_ */
    return pkl_hash_make(pkl_hash_kind((c11_sv){name, (int)strlen(name)}), &argv[0], &argv[2]);
}

#define HASH(name) {name, make, SIGNATURE, PKL_CLINIC, PKL_FUNCTION, 0, 1}
static const PklMethod MD5[] = {HASH("md5"), {0}}, SHA1[] = {HASH("sha1"), {0}}, SHA2[] = {HASH("sha224"), HASH("sha256"), HASH("sha384"), HASH("sha512"), {0}};

/* The size from which on CPython lets other threads run. */
static void set_thread_size(PyModule* module) { pkl_library_set_int(module, "_GIL_MINSIZE", 2048); }

static void fill(PyModule* module, const PklMethod* functions, int from, int to) {
    pkl_hash_types(module, from, to);
    pkl_register_functions(module, functions);
    set_thread_size(module);
}

void pkl_library__md5(PyModule* module) { fill(module, MD5, HASH_MD5, HASH_SHA1); }
void pkl_library__sha1(PyModule* module) { fill(module, SHA1, HASH_SHA1, HASH_SHA224); }
void pkl_library__sha2(PyModule* module) { fill(module, SHA2, HASH_SHA224, HASH_SHA3_224); }

void pkl_library__sha3(PyModule* module) {
    pkl_hash_types(module, HASH_SHA3_224, HASH_BLAKE2B);
    pkl_library_set_str(module, "implementation", "HACL");
    set_thread_size(module);
}

void pkl_library__blake2(PyModule* module) {
    static const char* const NAMES[] = {"SALT_SIZE", "PERSON_SIZE", "MAX_KEY_SIZE", "MAX_DIGEST_SIZE"};
    pkl_hash_types(module, HASH_BLAKE2B, HASH_KINDS);
    for (int kind = HASH_BLAKE2B; kind < HASH_KINDS; kind++) {
        for (int i = 0; i < 4; i++) {
            int size = pkl_hash_kinds[kind].digest_size / (i < 2 ? 4 : 1);
            char name[32] = "BLAKE2B_";
            name[6] = kind == HASH_BLAKE2B ? 'B' : 'S';
            py_TValue value;
            py_newint(&value, size);
            pkl_dict_set_name(pkl_vm->types[pkl_hash_kinds[kind].type]->dict, pkl_interned(NAMES[i], (int)strlen(NAMES[i])), &value);
            strcpy(name + 8, NAMES[i]);
            pkl_library_set_int(module, name, size);
        }
    }
    set_thread_size(module);
}

/* ---- _hashlib ------------------------------------------------------------------------------------------------------- */

typedef struct Hmac {
    HashState inner, outer; /* with the key */
} Hmac;

static void hmac_start(Hmac* hmac, const HashKind* kind, c11_sv key) {
    unsigned char block[HASH_BLOCK_MAX] = {0};
    pkl_hash_start(&hmac->inner, kind);
    hmac->outer = hmac->inner;
    if (key.size > kind->block_size) {
        HashState long_key = hmac->inner;
        pkl_hash_update(&long_key, key.data, (size_t)key.size);
        pkl_hash_digest(&long_key, block, kind->digest_size);
    } else memcpy(block, key.data, (size_t)key.size);
    for (int i = 0; i < kind->block_size; i++) block[i] ^= 0x36;
    pkl_hash_update(&hmac->inner, block, kind->block_size);
    for (int i = 0; i < kind->block_size; i++) block[i] ^= 0x36 ^ 0x5c;
    pkl_hash_update(&hmac->outer, block, kind->block_size);
}

/* The digest of two texts, one behind the other. */
static void hmac_digest(const Hmac* hmac, c11_sv a, c11_sv b, unsigned char digest[HASH_DIGEST_MAX]) {
    uint32_t size = hmac->inner.digest_size;
    HashState state = hmac->inner;
    pkl_hash_update(&state, a.data, (size_t)a.size);
    pkl_hash_update(&state, b.data, (size_t)b.size);
    pkl_hash_digest(&state, digest, size);
    state = hmac->outer;
    pkl_hash_update(&state, digest, size);
    pkl_hash_digest(&state, digest, size);
}

/* One block of the key: RFC 8018, section 5.2. */
static bool derive_block(const Hmac* hmac, c11_sv salt, uint32_t index, int64_t iterations, unsigned char out[HASH_DIGEST_MAX]) {
    const char number[4] = {(char)(index >> 24), (char)(index >> 16), (char)(index >> 8), (char)index};
    unsigned char digest[HASH_DIGEST_MAX];
    uint32_t size = hmac->inner.digest_size;
    hmac_digest(hmac, salt, (c11_sv){number, 4}, digest);
    memcpy(out, digest, size);
    for (int64_t i = 1; i < iterations; i++) {
        hmac_digest(hmac, (c11_sv){(const char*)digest, (int)size}, (c11_sv){"", 0}, digest);
        for (uint32_t k = 0; k < size; k++) out[k] ^= digest[k];
        if (i % 16 == 0 && !pkl_tick(16)) return false;
    }
    return pkl_tick(16);
}

static bool derive(const HashKind* kind, c11_sv password, c11_sv salt, int64_t iterations, unsigned char* out, int64_t size) {
    Hmac hmac;
    unsigned char block[HASH_DIGEST_MAX];
    hmac_start(&hmac, kind, password);
    for (uint32_t index = 1; size > 0; index++) {
        int64_t part = size < kind->digest_size ? size : kind->digest_size;
        if (!derive_block(&hmac, salt, index, iterations, block)) return false;
        memcpy(out, block, (size_t)part);
        out += part;
        size -= part;
    }
    return true;
}

/* pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None) */
static bool pbkdf2_hmac(int argc, py_Ref argv) {
    (void)argc;
    c11_sv password, salt;
    int64_t iterations, size;
    if (!pkl_is_str(argv)) return pkl_raise(tp_TypeError, "pbkdf2_hmac() argument 'hash_name' must be str, not %s", pkl_argument_type(argv));
    if (!pkl_bytes_like(&argv[1], &password) || !pkl_bytes_like(&argv[2], &salt) || !pkl_size_argument(&argv[3], 0, &iterations)) return false;
    const HashKind* kind = pkl_hash_kind(pkl_sv(pkl_str(argv)));
    if (!kind || !kind->digest_size || kind->mix == pkl_blake2_mix) return pkl_raise(tp_ValueError, "unsupported hash type %s", pkl_str(argv)->data);
    if (iterations < 1) return pkl_raise(tp_ValueError, "iteration value must be greater than 0.");
    if (iterations > INT32_MAX) return pkl_raise(tp_OverflowError, "iteration value is too great.");
    size = kind->digest_size;
    if (argv[4].type && !py_isnone(&argv[4]) && !pkl_size_argument(&argv[4], 0, &size)) return false;
    if (size < 1) return pkl_raise(tp_ValueError, "key length must be greater than 0.");
    if (size > INT32_MAX) return pkl_raise(tp_OverflowError, "key length is too great.");
    py_TValue* key = py_pushtmp();
    if (!pkl_reserve((uint64_t)size)) return false;
    pkl_bytes_like(&argv[1], &password), pkl_bytes_like(&argv[2], &salt); /* __index__ may have changed them */
    bool ok = derive(kind, password, salt, iterations, pkl_new_bytes(key, (int)size)->data, size);
    *py_retval() = *key;
    return ok;
}

static bool no_openssl(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_raise(tp_ValueError, "there is no OpenSSL here: hashes are those of _md5, _sha1, _sha2, _sha3 and _blake2"); }
static bool no_digest(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_raise(tp_UnsupportedDigestmod, "there is no OpenSSL here"); }
static bool get_fips_mode(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_int(0); }

static const PklMethod FUNCTIONS[] = {
    {"get_fips_mode", get_fips_mode, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"hmac_digest", no_digest, "($module, /, key, msg, digest)", PKL_CLINIC, PKL_FUNCTION, 3, 3},
    {"hmac_new", no_digest, "($module, /, key, msg=b'', digestmod=None)", PKL_CLINIC, PKL_FUNCTION, 1, 3},
    {"new", no_openssl, "($module, /, name, data=b'', *, usedforsecurity=True, string=None)", PKL_CLINIC, PKL_FUNCTION, 1, 2},
    HASH("openssl_sha256"),
    {"pbkdf2_hmac", pbkdf2_hmac, "($module, /, hash_name, password, salt, iterations, dklen=None)", PKL_CLINIC, PKL_FUNCTION, 4, 5},
    {0},
};
static const PklTypeSpec ERRORS[] = {{.id = tp_UnsupportedDigestmod, .base = tp_ValueError, .name = "UnsupportedDigestmodError", .module = "_hashlib"}, {0}};

void pkl_library__hashlib(PyModule* module) {
    pkl_hash_types(NULL, HASH_SHA256, HASH_SHA256 + 1);
    pkl_library_types(module, ERRORS);
    pkl_register_functions(module, FUNCTIONS);
    py_TValue names;
    pkl_new_set(&names, tp_frozenset);
    pkl_library_set(module, "openssl_md_meth_names", &names);
    py_Ref operators = pkl_import_module(pkl_interned("_operator", 9));
    if (operators && py_getattr(operators, py_name("_compare_digest"))) pkl_library_set(module, "compare_digest", py_retval());
}
