import numpy as np
from numpy_checks import checks

check = checks(globals())

check('''
!r = lambda x: np.round(x, 9) + 0.0
!x = np.array([1.0, 2, 0, -1, 1.5])
r(np.fft.fft(x))
r(np.fft.fft([1, 2, 3, 4]))
r(np.fft.ifft(np.fft.fft(x)))
r(np.fft.fft(x, 3))
r(np.fft.fft(x, 8))
r(np.fft.fft(x, norm='ortho'))
r(np.fft.fft(x, norm='forward'))
np.fft.fft(x, norm='x')
np.fft.fft(x, 0)
r(np.fft.rfft(x))
r(np.fft.rfft([1, 2, 3, 4]))
r(np.fft.irfft(np.fft.rfft([1, 2, 3, 4])))
r(np.fft.irfft(np.fft.rfft(x), 5))
r(np.fft.hfft([1, 2, 3]))
r(np.fft.ihfft([1, 2, 3, 4]))
r(np.fft.fft2([[1, 2], [3, 4]]))
r(np.fft.ifft2(np.fft.fft2([[1, 2], [3, 4]])))
r(np.fft.fftn(np.arange(8).reshape(2, 2, 2)))
r(np.fft.rfft2(np.arange(6).reshape(2, 3)))
r(np.fft.irfft2(np.fft.rfft2(np.arange(8.0).reshape(2, 4))))
r(np.fft.fft(np.arange(6).reshape(2, 3), axis=0))
np.fft.fftfreq(5)
np.fft.fftfreq(4, 0.5)
np.fft.rfftfreq(5)
np.fft.fftshift([0, 1, 2, 3, 4])
np.fft.ifftshift([0, 1, 2, 3, 4])
np.fft.fftshift(np.arange(6).reshape(2, 3), axes=1)
np.fft.fft(x.astype(np.float32)).dtype
bool(np.allclose(np.fft.ifft(np.fft.fft(np.arange(97.0))), np.arange(97)))
bool(np.allclose(np.fft.irfft(np.fft.rfft(np.arange(1000.0))), np.arange(1000)))
''')
