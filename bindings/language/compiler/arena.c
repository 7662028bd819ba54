/* Memory of one parse: chunks that are freed together. It never aborts; a failure is remembered in `failed`. */
#include "ast.h"

#include <stdlib.h>
#include <string.h>

struct PklChunk {
    PklChunk* next;
    size_t bytes;
};

enum { CHUNK_BYTES_MIN = 2048, CHUNK_BYTES_MAX = 65536, ALIGNMENT = 8 };

void pkl_arena_open(PklArena* arena, size_t bytes_max) {
    memset(arena, 0, sizeof *arena);
    arena->bytes_max = bytes_max;
}

void pkl_arena_close(PklArena* arena) {
    while(arena->chunks) {
        PklChunk* chunk = arena->chunks;
        arena->chunks = chunk->next;
        free(chunk);
    }
    memset(arena, 0, sizeof *arena);
}

/* Chunks grow with what was taken, so that a small program costs little and a large one few allocations. */
static bool add_chunk(PklArena* arena, size_t bytes) {
    size_t wanted = arena->bytes < CHUNK_BYTES_MIN ? CHUNK_BYTES_MIN : arena->bytes;
    if(wanted > CHUNK_BYTES_MAX) wanted = CHUNK_BYTES_MAX;
    if(wanted < bytes + sizeof(PklChunk)) wanted = bytes + sizeof(PklChunk);
    if(wanted > arena->bytes_max - arena->bytes) wanted = bytes + sizeof(PklChunk);
    if(wanted > arena->bytes_max - arena->bytes) return false;
    PklChunk* chunk = malloc(wanted);
    if(!chunk) return false;
    chunk->next = arena->chunks;
    chunk->bytes = wanted;
    arena->chunks = chunk;
    arena->bytes += wanted;
    arena->at = (char*)(chunk + 1);
    arena->end = (char*)chunk + wanted;
    return true;
}

void* pkl_arena_take(PklArena* arena, size_t bytes) {
    if(bytes > SIZE_MAX / 4) {
        arena->failed = true;
        return NULL;
    }
    bytes = (bytes + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if((size_t)(arena->end - arena->at) < bytes && !add_chunk(arena, bytes)) {
        arena->failed = true;
        return NULL;
    }
    void* taken = memset(arena->at, 0, bytes);
    arena->at += bytes;
    return taken;
}
