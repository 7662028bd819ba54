/* Names: each is kept once, so that equal names are one pointer; keywords are names with a token type of their own. */
#include "../parser/parser.h"

static const char keywords[] =
    "False None True and as assert async await break class continue def del elif else except finally for from global if import in "
    "is lambda nonlocal not or pass raise return try while with yield match case type _ print exec ";

static uint32_t hash_of(const char* data, size_t size) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)data[i]) * 16777619u;
    return hash;
}

static Name* add(Parser* p, const char* data, size_t size, uint32_t hash) {
    Name** bucket = &p->names[hash % NAME_BUCKETS];
    for (Name* name = *bucket; name; name = name->next) {
        if (name->hash == hash && (size_t)name->text.size == size && memcmp(name->text.data, data, size) == 0) return name;
    }
    Name* name = pkl_arena_take(p->arena, sizeof(Name) + size + 1);
    if (!name) return NULL;
    name->text = (PklText){memcpy(name + 1, data, size), (int)size};
    name->hash = hash;
    name->type = T_NAME;
    name->next = *bucket;
    return *bucket = name;
}

void pkl_add_keywords(Parser* p) {
    const char* at = keywords;
    for (int type = T_FALSE; *at; type++) {
        size_t size = (size_t)(strchr(at, ' ') - at);
        Name* name = add(p, at, size, hash_of(at, size));
        if (!name) return;
        if (type < T_SOFT_FIRST) name->type = (uint8_t)type;
        else name->soft = (uint8_t)type;
        at += size + 1;
    }
}

const Name* pkl_parse_name(Parser* p, const char* data, size_t size) {
    bool ascii = true;
    for (size_t i = 0; i < size; i++) ascii &= (unsigned char)data[i] < 0x80;
    if (!ascii) {
        PklText normalised = pkl_identifier(p->arena, (PklText){data, (int)size});
        data = normalised.data;
        size = (size_t)normalised.size;
    }
    return data ? add(p, data, size, hash_of(data, size)) : NULL;
}
