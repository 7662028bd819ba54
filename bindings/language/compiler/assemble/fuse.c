/*
 * Superinstructions (opcodes.h): the first of two neighbours gets an opcode that stands for both. Nothing moves and the
 * second stays, so a jump may lead to it.
 */
#include "assemble.h"

typedef struct Fusion {
    uint8_t first, second, fused;
} Fusion;

static const Fusion fusions[] = {
#define FUSION(X, first, second) {PKL_##first, PKL_##second, PKL_##first##_##second},
    PKL_SUPERINSTRUCTIONS(FUSION, )
#undef FUSION
};

enum { FUSION_COUNT = sizeof fusions / sizeof *fusions, MOVES = 5 };

static int find(const PklFlow* f, int at) {
    if(at + 1 >= f->count) return -1;
    const PklDraft* next = &f->code[at + 1];
    int second = next->op == PKL_JUMP_FORWARD && next->arg <= at + 1 ? PKL_JUMP_BACKWARD : next->op;
    for(int i = 0; i < FUSION_COUNT; i++)
        if(fusions[i].first == f->code[at].op && fusions[i].second == second) return i;
    return -1;
}

void pkl_flow_fuse(PklFlow* f) {
    for(int i = 0; i + 1 < f->count; i++) {
        int fusion = find(f, i);
        bool better =
            fusion >= 0 && fusion < MOVES && find(f, i + 1) >= MOVES; /* the first ones of the table only move values */
        if(fusion < 0 || better) continue;
        f->code[i].op = fusions[fusion].fused;
        i++;
    }
}
