import base64, copyreg, io, json, pickle, struct, uuid

print(base64.b64encode(b"hello \xff"), base64.b32encode(b"hi"), base64.b85decode(base64.b85encode(b"data")), base64.urlsafe_b64decode(b"_-8="), base64.b16decode("FF"))
print(struct.pack("<IhB", 1, -2, 3), struct.calcsize("!3sH"), struct.unpack(">d", struct.pack(">d", 1.5)))
print(json.dumps({"b": [1, 2.5, None, True, "é\n"], "a": {}}, indent=1, sort_keys=True), json.loads('{"a": [1, 2e3, "\\u00e9"]}'), json.dumps("é", ensure_ascii=False))
for text in ('{"a": }', "[1,]", "", '{"a" 1}', "[1] 2"):
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        print(error)
try:
    json.dumps({1, 2})
except TypeError as error:
    print(error)

class Node:
    def __init__(self, name): self.name, self.next = name, None
a = Node("a")
a.next = a
b = pickle.loads(pickle.dumps(a))
print(b.next is b, b.name, pickle.loads(pickle.dumps([1, "é", {2.5: (None, True)}, b"x", 10**30, {1}])))
print(uuid.UUID("12345678-1234-5678-1234-567812345678").hex, uuid.UUID(int=5))
print(io.StringIO("a\nb").readlines(), io.BytesIO(b"xyz").read(2), io.TextIOWrapper(io.BytesIO(b"\xc3\xa9")).read())
