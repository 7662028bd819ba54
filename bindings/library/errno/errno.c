/* The module errno, with Linux' numbers on every machine: [Errno 2] means the same everywhere. */
#include "../library.h"

#include <string.h>

/* From 1 on; a dash where there is no error. */
static const char NAMES[] =
    "EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY "
    "EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE "
    "EDOM ERANGE EDEADLOCK ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP - ENOMSG EIDRM ECHRNG EL2NSYNC EL3HLT EL3RST "
    "ELNRNG EUNATCH ENOCSI EL2HLT EBADE EBADR EXFULL ENOANO EBADRQC EBADSLT - EBFONT ENOSTR ENODATA ETIME ENOSR "
    "ENONET ENOPKG EREMOTE ENOLINK EADV ESRMNT ECOMM EPROTO EMULTIHOP EDOTDOT EBADMSG EOVERFLOW ENOTUNIQ EBADFD "
    "EREMCHG ELIBACC ELIBBAD ELIBSCN ELIBMAX ELIBEXEC EILSEQ ERESTART ESTRPIPE EUSERS ENOTSOCK EDESTADDRREQ "
    "EMSGSIZE EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT ENOTSUP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE "
    "EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN "
    "ETOOMANYREFS ETIMEDOUT ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS ESTALE EUCLEAN ENOTNAM "
    "ENAVAIL EISNAM EREMOTEIO EDQUOT ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY EKEYEXPIRED EKEYREVOKED EKEYREJECTED "
    "EOWNERDEAD ENOTRECOVERABLE ERFKILL EHWPOISON";

void pkl_library_errno(PyModule* module) {
    py_TValue codes, number;
    pkl_new_dict(&codes);
    const char* at = NAMES;
    for (int i = 1; *at; i++) {
        int size = (int)strcspn(at, " ");
        PyStr* name = pkl_interned(at, size);
        py_newint(&number, i);
        if (*at != '-') {
            pkl_dict_set_name(module->dict, name, &number);
            py_dict_setitem(&codes, &number, pkl_name_ref(name));
        }
        at += size + (at[size] == ' ');
    }
    pkl_library_set(module, "errorcode", &codes);
    pkl_library_set_int(module, "EWOULDBLOCK", 11);
    pkl_library_set_int(module, "EDEADLK", 35);
    pkl_library_set_int(module, "EOPNOTSUPP", 95);
}
