/* The module _random: the Mersenne Twister (MT19937) of Matsumoto and Nishimura, seeded and read as CPython does it, so that seeds give its numbers. */
#include "../../language/imports/import.h"
#include "../library.h"

#include <string.h>
#include <unistd.h>

enum { WORDS = 624, DISTANCE = 397, ENTROPY_WORDS = 64 };

typedef struct PyRandom {
    PyObject head;
    int32_t index;
    uint32_t state[WORDS];
} PyRandom;

static PyRandom* random_of(py_Ref self) { return PKL_OBJECT(self, PyRandom); }

/* ---- the generator ------------------------------------------------------------------------------------------- */

static uint32_t mixed(uint32_t upper, uint32_t lower, uint32_t far) {
    uint32_t joined = (upper & 0x80000000u) | (lower & 0x7fffffffu);
    return far ^ (joined >> 1) ^ (joined & 1 ? 0x9908b0dfu : 0);
}

static void refill(PyRandom* random) {
    uint32_t* state = random->state;
    for (int i = 0; i < WORDS; i++) state[i] = mixed(state[i], state[(i + 1) % WORDS], state[(i + DISTANCE) % WORDS]);
    random->index = 0;
}

static uint32_t next_word(PyRandom* random) {
    if (random->index >= WORDS) refill(random);
    uint32_t y = random->state[random->index++];
    y ^= y >> 11;
    y ^= y << 7 & 0x9d2c5680u;
    y ^= y << 15 & 0xefc60000u;
    return y ^ y >> 18;
}

static void seed_with_number(PyRandom* random, uint32_t seed) {
    random->state[0] = seed;
    for (uint32_t i = 1; i < WORDS; i++) random->state[i] = 1812433253u * (random->state[i - 1] ^ random->state[i - 1] >> 30) + i;
    random->index = WORDS;
}

/* The place after `i`; the first word follows from the last when a round is over. */
static int after(uint32_t* state, int i) {
    if (++i < WORDS) return i;
    state[0] = state[WORDS - 1];
    return 1;
}

static void seed_with_words(PyRandom* random, const uint32_t* key, size_t count) {
    uint32_t* state = random->state;
    seed_with_number(random, 19650218u);
    int i = 1;
    size_t j = 0;
    for (size_t k = count > WORDS ? count : WORDS; k; k--) {
        state[i] = (state[i] ^ ((state[i - 1] ^ state[i - 1] >> 30) * 1664525u)) + key[j] + (uint32_t)j;
        i = after(state, i);
        if (++j >= count) j = 0;
    }
    for (int k = WORDS - 1; k; k--) {
        state[i] = (state[i] ^ ((state[i - 1] ^ state[i - 1] >> 30) * 1566083941u)) - (uint32_t)i;
        i = after(state, i);
    }
    state[0] = 0x80000000u;
}

/* ---- seeds ------------------------------------------------------------------------------------------------------- */

static bool seed_from_host(PyRandom* random) {
    uint32_t words[ENTROPY_WORDS];
    if (!pkl_entropy(words, sizeof words)) return pkl_raise(tp_OSError, "the host has no random numbers");
    seed_with_words(random, words, ENTROPY_WORDS);
    return true;
}

/* The words of |n|, at least one. */
static bool seed_with_int(PyRandom* random, py_TValue number) {
    if (pkl_int_sign(&number) < 0) pkl_int_negate(&number, &number);
    int64_t bits = pkl_int_bit_length(&number);
    size_t count = bits ? (size_t)((bits - 1) / 32 + 1) : 1;
    if (!pkl_reserve(count * 4) || !pkl_tick((int)(count / 64))) return false;
    uint32_t* words = pkl_buffer(count * 4);
    unsigned char* bytes = (unsigned char*)words;
    bool ok = pkl_int_to_bytes(&number, bytes, (int)(count * 4), true, false);
    for (size_t i = 0; i < count; i++, bytes += 4) words[i] = bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
    if (ok) seed_with_words(random, words, count);
    pkl_buffer_free(words, count * 4);
    return ok;
}

static bool seed(py_Ref self, py_Ref value) {
    if (!value->type || py_isnone(value)) return seed_from_host(random_of(self));
    if (pkl_is_int(value)) return seed_with_int(random_of(self), pkl_plain_int(value));
    int64_t hash;
    if (!py_hash(value, &hash)) return false;
    uint32_t words[2] = {(uint32_t)hash, (uint32_t)((uint64_t)hash >> 32)};
    seed_with_words(random_of(self), words, words[1] ? 2 : 1);
    return true;
}

/* ---- methods ------------------------------------------------------------------------------------------------------ */

static bool random_new(int argc, py_Ref argv) {
    (void)argc;
    PyRandom* random = (PyRandom*)pkl_new(py_retval(), py_totype(argv));
    random->index = WORDS;
    return true;
}

/* Random(x=None, /) */
static bool random_init(int argc, py_Ref argv) {
    py_TValue none = *py_None();
    if (argv[argc - 1].type && py_dict_len(&argv[argc - 1]) > 0) return pkl_raise(tp_TypeError, "Random() takes no keyword arguments");
    if (argc > 3) return pkl_raise(tp_TypeError, "Random() requires 0 or 1 argument");
    if (!seed(argv, argc == 3 ? &argv[1] : &none)) return false;
    return pkl_return_none();
}

static bool random_seed(int argc, py_Ref argv) {
    (void)argc;
    if (!seed(argv, &argv[1])) return false;
    return pkl_return_none();
}

static double next_fraction(PyRandom* random) {
    uint32_t upper = next_word(random) >> 5, lower = next_word(random) >> 6;
    return (upper * 67108864.0 + lower) * (1.0 / 9007199254740992.0);
}

static bool random_random(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_float(next_fraction(random_of(argv)));
}

/* From the lowest word to the highest, of which the upper bits are taken. */
static bool many_bits(PyRandom* random, uint64_t bits) {
    uint64_t bytes = (bits - 1) / 32 * 4 + 4;
    if (bytes > INT32_MAX || !pkl_int_allowed((int64_t)bits) || !pkl_reserve(bytes)) return pkl_vm->raised.type ? false : pkl_raise(tp_MemoryError, "");
    unsigned char* data = pkl_buffer(bytes);
    bool ok = true;
    for (uint64_t i = 0; ok && i < bytes; i += 4, bits -= 32) {
        uint32_t word = next_word(random);
        if (bits < 32) word >>= 32 - bits;
        for (int k = 0; k < 4; k++) data[i + (uint64_t)k] = (unsigned char)(word >> 8 * k);
        ok = i % 4096 || pkl_tick(128);
    }
    if (ok) pkl_int_from_bytes(data, (int)bytes, true, false, py_retval());
    pkl_buffer_free(data, bytes);
    return ok;
}

static bool random_getrandbits(int argc, py_Ref argv) {
    (void)argc;
    py_TValue count;
    if (!pkl_to_int(&argv[1], &count)) return false;
    if (pkl_int_sign(&count) < 0) return pkl_raise(tp_ValueError, "Cannot convert negative int");
    if (pkl_int_bit_length(&count) > 64) return pkl_raise(tp_OverflowError, "Python int too large for C uint64_t");
    if (count.type != tp_int) return pkl_raise(tp_MemoryError, "");
    if (count._i64 == 0) return pkl_return_int(0);
    if (count._i64 <= 32) return pkl_return_int(next_word(random_of(argv)) >> (32 - count._i64));
    return many_bits(random_of(argv), (uint64_t)count._i64);
}

static bool random_getstate(int argc, py_Ref argv) {
    (void)argc;
    PyRandom* random = random_of(argv);
    PyObject* tuple = pkl_new_slots(py_retval(), tp_tuple, WORDS + 1);
    for (int i = 0; i < WORDS; i++) py_newint(&PKL_SLOTS(tuple)[i], random->state[i]);
    py_newint(&PKL_SLOTS(tuple)[WORDS], random->index);
    return true;
}

static bool read_word(py_Ref item, uint32_t* out) {
    if (!pkl_is_int(item)) return pkl_raise(tp_TypeError, "an integer is required");
    py_TValue plain = pkl_plain_int(item);
    if (pkl_int_sign(&plain) < 0) return pkl_raise(tp_OverflowError, "can't convert negative value to unsigned int");
    if (plain.type != tp_int || plain._i64 > UINT32_MAX) return pkl_raise(tp_OverflowError, "Python int too large to convert to C unsigned long");
    *out = (uint32_t)plain._i64;
    return true;
}

static bool random_setstate(int argc, py_Ref argv) {
    (void)argc;
    uint32_t words[WORDS];
    if (!pkl_is_a(&argv[1], tp_tuple)) return pkl_raise(tp_TypeError, "state vector must be a tuple");
    if (pkl_tuple_length(&argv[1]) != WORDS + 1) return pkl_raise(tp_ValueError, "state vector is the wrong size");
    py_TValue* items = pkl_tuple_items(&argv[1]);
    for (int i = 0; i < WORDS; i++) {
        if (!read_word(&items[i], &words[i])) return false;
    }
    int64_t index;
    if (!pkl_index(&items[WORDS], &index, true)) return false;
    if (index < 0 || index > WORDS) return pkl_raise(tp_ValueError, "invalid state");
    memcpy(random_of(argv)->state, words, sizeof words);
    random_of(argv)->index = (int32_t)index;
    return pkl_return_none();
}

static const PklMethod METHODS[] = {
    {"__new__", random_new, NULL, PKL_ANY_KW, PKL_NEW, 0, 0},
    {"__init__", random_init, NULL, PKL_ANY_KW, PKL_WRAPPER, 0, 0},
    {"seed", random_seed, "($self, n=None, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    {"random", random_random, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"getrandbits", random_getrandbits, "($self, k, /)", PKL_O, PKL_METHOD, 1, 1},
    {"getstate", random_getstate, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"setstate", random_setstate, "($self, state, /)", PKL_O, PKL_METHOD, 1, 1},
    {0},
};

static const PklLayout LAYOUT = {sizeof(PyRandom), NULL, NULL, 0};

static const PklTypeSpec TYPES[] = {
    {.id = tp_Random, .base = tp_object, .name = "Random", .module = "_random", .layout = &LAYOUT, .methods = METHODS},
    {0},
};

void pkl_library__random(PyModule* module) { pkl_library_types(module, TYPES); }

/* ---- pocketpy.h --------------------------------------------------------------------------------------------------- */

/* A generator of _random, seeded by the host or, where that has no random numbers, with 0. */
void py_newRandom(py_OutRef out) {
    pkl_import_module(pkl_interned("_random", 7));
    PyRandom* random = (PyRandom*)pkl_new(out, tp_Random);
    if (seed_from_host(random)) return;
    py_clearexc(NULL);
    py_Random_seed(out, 0);
}

void py_Random_seed(py_Ref self, py_i64 number) {
    uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    uint32_t words[2] = {(uint32_t)size, (uint32_t)(size >> 32)};
    seed_with_words(random_of(self), words, words[1] ? 2 : 1);
}

py_f64 py_Random_random(py_Ref self) { return next_fraction(random_of(self)); }
py_f64 py_Random_uniform(py_Ref self, py_f64 a, py_f64 b) { return a + (b - a) * next_fraction(random_of(self)); }

/* a..b, both included; a where b is below it. Each number is as likely as any other. */
py_i64 py_Random_randint(py_Ref self, py_i64 a, py_i64 b) {
    uint64_t last = b > a ? (uint64_t)b - (uint64_t)a : 0, mask = last, number;
    for (int shift = 1; shift < 64; shift *= 2) mask |= mask >> shift;
    do {
        number = (uint64_t)next_word(random_of(self)) << 32 | next_word(random_of(self));
        number &= mask;
    } while (number > last);
    return (py_i64)((uint64_t)a + number);
}
