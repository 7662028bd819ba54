import errno

section("names")
for name in ["EPERM", "ENOENT", "EINTR", "EIO", "EBADF", "EAGAIN", "EWOULDBLOCK", "ENOTEMPTY", "EOPNOTSUPP", "EDEADLK", "EHWPOISON", "ERFKILL", "ELOOP", "ENOMSG"]:
    print(name, type(getattr(errno, name)).__name__)
print("EL2NSYNC" in dir(errno), "-" in dir(errno), len(errno.errorcode) > 120, errno.errorcode[errno.ENOENT], errno.errorcode[errno.EINVAL], errno.errorcode[errno.EPIPE], all(getattr(errno, name) == code for code, name in errno.errorcode.items()))
