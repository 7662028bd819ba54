import fnmatch, re

log = "2024-01-02 ERROR disk full\n2024-01-03 INFO ok\n2024-01-04 ERROR net down\n"
print(re.findall(r"^(\S+) ERROR (.*)$", log, re.M), re.sub(r"(\d+)-(\d+)", lambda m: m[2] + "/" + m[1], log).splitlines()[0])
print(re.split(r"[,;]\s*", "a, b;c"), re.fullmatch(r"(?P<k>\w+)=(?P<v>.*)", "x=1").groupdict(), re.escape("a.b*c"), re.compile("a", re.I | re.S))
print(re.search(r"(?<=\$)\d+(?:\.\d\d)?", "cost $12.50").span(), re.sub(r"(?i)(?P<q>['\"])(.*?)(?P=q)", r"<\g<2>>", "say 'Hi' \"yo\""))
for pattern in ("(", "[a", "a**", "(?P<1>a)", r"\8", "(?<=a+)b"):
    try:
        re.compile(pattern)
    except re.error as error:
        print(error)
print(re.compile(r"""
    (\d+)  # number
    \s*    # space
    ([a-z]+)
""", re.X).match("12 abc").groups(), fnmatch.filter(["a.py", "b.txt"], "*.py"), fnmatch.translate("a[!b]?"))
