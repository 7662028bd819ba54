# Two hexadecimal digits after \x, in texts and in bytes; what is none, or a blank or a sign in their place, is refused.

print([ord(character) for character in "\x00\x41\x7f\x80\xff\xAb\xaB"])
print(list(b"\x00\x41\x7f\x80\xff\xAb\xaB"))

for digits in ["4", "g1", "1g", " 1", "1 ", "+1", "-1", "0x", "x1", "/0", ":0", "@0", "`0", "4_"]:
    for prefix in ["", "b"]:
        try:
            exec(prefix + '"\\x' + digits + '"')
            print(digits, "accepted")
        except SyntaxError:
            print(prefix, digits, "refused")
