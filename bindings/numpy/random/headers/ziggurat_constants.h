/* Stands in for the header of this name in NumPy's sources, whose tables are computed here (random/ziggurat.c). */
#pragma once

#include "../ziggurat.h"

#define ki_double pkr_normal.k
#define wi_double pkr_normal.w
#define fi_double pkr_normal.f
#define ki_float pkr_normal.k_single
#define wi_float pkr_normal.w_single
#define fi_float pkr_normal.f_single
#define ke_double pkr_exponential.k
#define we_double pkr_exponential.w
#define fe_double pkr_exponential.f
#define ke_float pkr_exponential.k_single
#define we_float pkr_exponential.w_single
#define fe_float pkr_exponential.f_single

/* Where the tails begin. */
#define ziggurat_nor_r 3.6541528853610087963519472518
#define ziggurat_nor_inv_r 0.27366123732975827203338247596
#define ziggurat_exp_r 7.6971174701310497140446280481
#define ziggurat_nor_r_f 3.6541528853610087963519472518f
#define ziggurat_nor_inv_r_f 0.27366123732975827203338247596f
#define ziggurat_exp_r_f 7.6971174701310497140446280481f
