import binascii

names(binascii)
section("texts")
for text in ["binascii.hexlify(b'\\x01\\xab\\xff')", "binascii.hexlify(b'abcdef',':',2)", "binascii.hexlify(b'abcdef',b'-',-4)", "binascii.hexlify('a')", "binascii.hexlify(b'abc','ab')", "binascii.hexlify(b'abc',5)",  "binascii.hexlify(b'',':')",
             "binascii.unhexlify('01aB')", "binascii.unhexlify(b'01a')", "binascii.unhexlify(b'0g')", "binascii.unhexlify('\\xe9')", "binascii.unhexlify(5)", "binascii.unhexlify(bytearray(b'00'))",
             "binascii.b2a_base64(b'abc')", "binascii.b2a_base64(b'abcd',newline=False)", "binascii.b2a_base64('a')", "binascii.b2a_base64(b'')",
             "binascii.a2b_base64(b'YWJj')", "binascii.a2b_base64('YWJjZA==')", "binascii.a2b_base64(b'YWJjZA=')", "binascii.a2b_base64(b'YWJjZ')", "binascii.a2b_base64(b'YW!Jj')", "binascii.a2b_base64(b'=')", "binascii.a2b_base64(b'A')", "binascii.a2b_base64(b'AA')", "binascii.a2b_base64(b'AA=')", "binascii.a2b_base64(b'AA==B')", "binascii.a2b_base64(b'AAA=')", "binascii.a2b_base64(b'AAA=BBBB')", "binascii.a2b_base64('\\xe9')", "binascii.a2b_base64(5)",
             "binascii.a2b_base64(b'YWJj',strict_mode=True)", "binascii.a2b_base64(b'YW!j',strict_mode=True)", "binascii.a2b_base64(b'=YWJj',strict_mode=True)", "binascii.a2b_base64(b'YWJj=',strict_mode=True)", "binascii.a2b_base64(b'YWI==',strict_mode=True)", "binascii.a2b_base64(b'YW==JJ',strict_mode=True)", "binascii.a2b_base64(b'YW=J',strict_mode=True)", "binascii.a2b_base64(b'YW=',strict_mode=True)", "binascii.a2b_base64(b'YWI',strict_mode=True)", "binascii.a2b_base64(b'Y',strict_mode=True)", "binascii.a2b_base64(b'YWI=\\n',strict_mode=True)", "binascii.a2b_base64(b'',strict_mode=True)", "binascii.a2b_base64(b'YW===',strict_mode=True)", "binascii.a2b_base64(b'YWJj====',strict_mode=True)", "binascii.a2b_base64(b'Y=',strict_mode=True)", "binascii.a2b_base64(b'YWJj')",
             "binascii.b2a_uu(b'hello')", "binascii.b2a_uu(b'a'*46)", "binascii.b2a_uu(b'')", "binascii.b2a_uu(b'\\0\\0',backtick=True)", "binascii.a2b_uu(b'%:&5L;&\\\\ \\n')", "binascii.a2b_uu(b'')", "binascii.a2b_uu(b'!')", "binascii.a2b_uu(b'\\x7f')", "binascii.a2b_uu(b'!\\x80')", "binascii.a2b_uu(b'#aa`````xx')", "binascii.a2b_uu(b'#86%Bx')", "binascii.a2b_uu('\\xe9')", "binascii.a2b_uu(b'#86)B \\n')",
             "binascii.b2a_qp(b'a=b\\xff \\n\\tx ')", "binascii.b2a_qp(b'a b\\n',quotetabs=True)", "binascii.b2a_qp(b'a b_\\n',header=True)", "binascii.b2a_qp(b'a\\r\\nb\\n',istext=False)", "binascii.b2a_qp(b'x'*100)", "binascii.b2a_qp(b'.\\n..\\n.')", "binascii.b2a_qp('a')", "binascii.a2b_qp(b'a=3Db=\\nc=zz=4')", "binascii.a2b_qp('a_b',header=True)", "binascii.a2b_qp(b'a=\\r\\nb')", "binascii.a2b_qp(b'==41=')", "binascii.a2b_qp('\\xe9')",
             "binascii.crc32(b'hello')", "binascii.crc32(b'hello',5)", "binascii.crc32(b'hello',-1)", "binascii.crc32(b'x',2**40)", "binascii.crc32('x')", "binascii.crc32(b'x','a')", "binascii.crc_hqx(b'hello',0)", "binascii.crc_hqx(b'hello')", "binascii.crc_hqx(b'hello',2**20+5)", "binascii.crc_hqx(b'hello',-1)", "binascii.crc32()", "binascii.Error.__mro__", "binascii.Incomplete.__mro__", "binascii.Error.__module__", "binascii.crc32(b'',1.5)"]:
    case(text)
random = Random(9)
section("round")
for _ in range(600):
    data = bytes(random.pick([random.below(256), random.below(96) + 32, 10, 13, 32, 61]) for _ in range(random.below(120)))
    print(binascii.hexlify(data), binascii.unhexlify(data.hex()) == data, binascii.b2a_base64(data, newline=random.below(2)), binascii.a2b_base64(binascii.b2a_base64(data)) == data, binascii.crc32(data), binascii.crc_hqx(data, len(data)))
    for header in (False, True):
        quoted = binascii.b2a_qp(data, random.below(2), random.below(2), header)
        print(quoted, binascii.a2b_qp(quoted, header))
    line = binascii.b2a_uu(data[:45], backtick=bool(random.below(2)))
    print(line, binascii.a2b_uu(line) == data[:45])
section("damaged")
for _ in range(1500):
    data = bytes(random.pick(b"AbYWJjZA+/09==\n!") for _ in range(random.below(14)))
    case("binascii.a2b_base64(data)", data=data)
    case("binascii.a2b_base64(data, strict_mode=True)", data=data)
    case("binascii.a2b_uu(data)", data=bytes(random.pick(b"#$ `!a_Z\n\r%") for _ in range(random.below(14))))
    case("binascii.a2b_qp(data)", data=bytes(random.pick(b"==\r\n3Da_ ") for _ in range(random.below(14))))
    case("binascii.unhexlify(data)", data=bytes(random.pick(b"0123456789abcdefABCDEFg") for _ in range(random.below(6) * 2)))
