/*
 * Superinstructions: pairs that often follow each other and do in one turn of the loop what they did in two. The
 * machine's owner adds to the table, and the instruction to opcodes.h with two operands (PKL_A: the first's argument,
 * PKL_B: the second's).
 */
#include "assemble.h"

#define PKL_FUSIONS(X) /* X(first, second, fused) */

typedef struct Fusion {
    uint8_t first, second, fused;
} Fusion;

static const Fusion fusions[] = {
#define FUSION(first, second, fused) {PKL_##first, PKL_##second, PKL_##fused},
    PKL_FUSIONS(FUSION)
#undef FUSION
        {PKL_NOP, PKL_NOP, PKL_NOP},
};

static bool fits(const PklDraft* first, const PklDraft* second) {
    return first->arg >= 0 && first->arg <= UINT8_MAX && second->arg >= INT16_MIN && second->arg <= INT16_MAX;
}

static void fuse(PklDraft* first, PklDraft* second) {
    for(const Fusion* fusion = fusions; fusion->first != PKL_NOP; fusion++) {
        if(fusion->first != first->op || fusion->second != second->op || !fits(first, second)) continue;
        first->op = fusion->fused;
        first->arg |= (int32_t)((uint32_t)second->arg << 8);
        second->op = PKL_NOP;
        return;
    }
}

void pkl_flow_fuse(PklFlow* f) {
    for(int i = 0; i + 1 < f->count; i++) {
        PklDraft *first = &f->code[i], *second = &f->code[i + 1];
        bool together = first->handler == second->handler && !first->jumps && !second->jumps && !f->targets[i + 1];
        if(together) fuse(first, second);
    }
}
