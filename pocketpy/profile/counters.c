/* What instrumented code of clang's `-fprofile-generate` registers itself with when a program starts: where its
 * counters and names lie. train.mjs reads them out of the memory. Clang's own runtime does not exist for wasm, and
 * writes files, which is not wanted. */
#include <stdint.h>

enum { RECORDS_MAX = 16384 };

static struct {
    uint32_t record_count;
    const void* records[RECORDS_MAX];
    const void* names;
    uint32_t names_bytes;
} found;

/* Clang's code refers to it. */
int __llvm_profile_runtime;

void __llvm_profile_register_function(void* record) {
    if(found.record_count == RECORDS_MAX) __builtin_trap();
    found.records[found.record_count++] = record;
}

void __llvm_profile_register_names_function(void* names, uint64_t bytes) {
    found.names = names;
    found.names_bytes = (uint32_t)bytes;
}

__attribute__((used)) const void* pkw_profile_found(void) { return &found; }
