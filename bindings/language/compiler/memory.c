/* Memory of one compilation, and maps from pointers. All of it lies in the arena. */
#include "compiler.h"

#include <string.h>

enum { LINEAR_MAX = 8 };

void* pkl_take(PklCompiler* c, size_t bytes) {
    void* memory = c->failed ? NULL : pkl_arena_take(&c->arena, bytes);
    if(!memory && !c->failed) {
        c->failed = true;
        c->error.kind = PKL_NO_MEMORY;
    }
    return memory;
}

bool pkl_grow(PklCompiler* c, void* items, int* capacity, int count, size_t item_bytes) {
    if(count < *capacity) return !c->failed;
    int wanted = *capacity ? *capacity * 2 : 8;
    void* memory = pkl_take(c, (size_t)wanted * item_bytes);
    if(!memory) return false;
    void** place = items;
    if(count) memcpy(memory, *place, (size_t)count * item_bytes);
    *place = memory;
    *capacity = wanted;
    return true;
}

static uint32_t hash_of(const void* key) { return (uint32_t)((uintptr_t)key >> 3) * 2654435769u >> 7; }

static int32_t* slot_of(const PklMap* map, const void* key) {
    uint32_t at = hash_of(key) & map->mask;
    while(map->slots[at] && map->pairs[map->slots[at] - 1].key != key) at = (at + 1) & map->mask;
    return &map->slots[at];
}

PklPair* pkl_map_get(const PklMap* map, const void* key) {
    if(map->slots) {
        int32_t slot = *slot_of(map, key);
        return slot ? &map->pairs[slot - 1] : NULL;
    }
    for(int i = 0; i < map->count; i++)
        if(map->pairs[i].key == key) return &map->pairs[i];
    return NULL;
}

/* After the pairs have got more room: the table of twice their number. */
static bool index_again(PklCompiler* c, PklMap* map) {
    if(map->capacity <= LINEAR_MAX) return true;
    int32_t* slots = pkl_take(c, sizeof(int32_t) * 2 * (size_t)map->capacity);
    if(!slots) return false;
    map->slots = slots;
    map->mask = 2 * (uint32_t)map->capacity - 1;
    for(int i = 0; i < map->count; i++) *slot_of(map, map->pairs[i].key) = i + 1;
    return true;
}

PklPair* pkl_map_add(PklCompiler* c, PklMap* map, const void* key) {
    PklPair* pair = pkl_map_get(map, key);
    if(pair) return pair;
    int capacity = map->capacity;
    if(!pkl_grow(c, &map->pairs, &map->capacity, map->count, sizeof(PklPair))) return &c->spare;
    if(map->capacity != capacity && !index_again(c, map)) return &c->spare;
    map->pairs[map->count] = (PklPair){key, 0};
    if(map->slots) *slot_of(map, key) = map->count + 1;
    return &map->pairs[map->count++];
}

int pkl_map_index(PklCompiler* c, PklMap* map, const void* key) {
    PklPair* pair = pkl_map_add(c, map, key);
    return pair == &c->spare ? 0 : (int)(pair - map->pairs);
}
