/* Names: each is kept once, so that equal names are one pointer; keywords are names with a token type of their own. */
#include "../parser/parser.h"

static const char keywords[] =
    "False None True and as assert async await break class continue def del elif else except finally for from global "
    "if import in is lambda nonlocal not or pass raise return try while with yield match case type _ print exec ";

static uint32_t hash_of(const char* data, size_t size) {
    uint32_t hash = 2166136261u;
    for(size_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)data[i]) * 16777619u;
    return hash;
}

/* Twice as many lists, or the first. */
static bool grow(Parser* p) {
    unsigned lists = p->name_lists ? p->name_lists * 2 : NAME_LISTS_MIN;
    Name** names = pkl_arena_take(p->arena, lists * sizeof(Name*));
    if(!names) return false;
    for(unsigned i = 0; i < p->name_lists; i++) {
        for(Name *name = p->names[i], *next; name; name = next) {
            next = name->next;
            name->next = names[name->hash % lists];
            names[name->hash % lists] = name;
        }
    }
    p->names = names;
    p->name_lists = lists;
    return true;
}

static Name* add(Parser* p, const char* data, size_t size, uint32_t hash) {
    if(p->name_count == p->name_lists && !grow(p)) return NULL;
    Name** list = &p->names[hash % p->name_lists];
    for(Name* name = *list; name; name = name->next) {
        if(name->hash == hash && (size_t)name->text.size == size && memcmp(name->text.data, data, size) == 0)
            return name;
    }
    Name* name = pkl_arena_take(p->arena, sizeof(Name) + size + 1);
    if(!name) return NULL;
    name->text = (PklText){memcpy(name + 1, data, size), (int)size};
    name->hash = hash;
    name->type = T_NAME;
    name->next = *list;
    p->name_count++;
    return *list = name;
}

void pkl_add_keywords(Parser* p) {
    const char* at = keywords;
    for(int type = T_FALSE; *at; type++) {
        size_t size = (size_t)(strchr(at, ' ') - at);
        Name* name = add(p, at, size, hash_of(at, size));
        if(!name) return;
        if(type < T_SOFT_FIRST) name->type = (uint8_t)type;
        else name->soft = (uint8_t)type;
        at += size + 1;
    }
}

const Name* pkl_parse_name(Parser* p, const char* data, size_t size) {
    bool ascii = true;
    for(size_t i = 0; i < size; i++) ascii &= (unsigned char)data[i] < 0x80;
    if(!ascii) {
        PklText normalised = pkl_identifier(p->arena, (PklText){data, (int)size});
        data = normalised.data;
        size = (size_t)normalised.size;
    }
    return data ? add(p, data, size, hash_of(data, size)) : NULL;
}
