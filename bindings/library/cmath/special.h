/* Results of cmath's functions for infinities and NaN, which the formulas do not give. */
#pragma once

#include "cmath.h"

/* Seven rows by the real part (-inf, below 0, -0, 0, above 0, inf, nan), each of seven pairs by the imaginary part. A pair has a letter for each
 * part of the result: 0 o zeros, I i infinities, N nan, P p pi, H h pi / 2, Q q pi / 4, T t 3 pi / 4, 1 l ones, the second of two negative;
 * E domain error; points where the formula serves. */
static const char
    ACOS[] = "TIPIPIPiPiTiNIHI........HiNNHI........HiHNHI........HiHNHI........HiNNQI0I0I0i0iQiNININNNNNNNNNiNN",
    ACOSH[] = "ItIpIpIPIPITINIh........IHNNIh........IHNHIh........IHNHIh........IHNNIqIoIoI0I0IQININNNNNNNNNINNN",
    ASINH[] = "iqioioi0i0iQiNih........iHNNih........iHNNIh........IHNNIh........IHNNIqIoIoI0I0IQININNNNoN0NNINNN",
    ATANH[] = "ohohohoHoHoHoNoh........oHNNoh........oHoN0h........0H0N0h........0HNN0h0h0h0H0H0H0N0hNNNNNNNN0HNN",
    COSH[] = "EE..I0Io..EEINEE........EENNEE........EEN0EE........EEN0EE........EENNEE..IoI0..EEINNNNNN0N0NNNNNN",
    EXP[] = "00..0o00..0000EE........EENNEE........EENNEE........EENNEE........EENNEE..IoI0..EEINNNNNNoN0NNNNNN",
    LOG[] = "ItIpIpIPIPITINIh........IHNNIh........IHNNIh........IHNNIh........IHNNIqIoIoI0I0IQININNNNNNNNNINNN",
    SINH[] = "EE..ioi0..EEINEE........EENNEE........EE0NEE........EE0NEE........EENNEE..IoI0..EEINNNNNNoN0NNNNNN",
    SQRT[] = "Ii0i0i0I0IIINIIi........IINNIi........IINNIi........IINNIi........IINNIiIoIoI0I0IIINIiNNNNNNNNIINN",
    TANH[] = "l0..lol0..l0l0EE........EENNEE........EEoNEE........EE0NEE........EENN10..1o10..1010NNNNNoN0NNNNNN",
    RECT[] = "EE..i0io..EEINEE........EENN00........000000........0000EE........EENNEE..IoI0..EEINNNNNN0N0NNNNNN";
