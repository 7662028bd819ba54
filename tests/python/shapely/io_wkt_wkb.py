# Reading and writing of WKT and WKB, by functions, and by the modules shapely.wkt and shapely.wkb.
import shapely
import shapely.wkb
import shapely.wkt
from shapely_checks import G, NAMES, checks

one, check, each, pairs = checks(globals())

each([key for key in NAMES if key not in ('p2', 'l2', 't', 'srep', 'msx', 'hout', 'flat')], '''
shapely.to_wkt({})
shapely.to_wkt({}, rounding_precision=2)
shapely.to_wkt({}, trim=False)
shapely.to_wkt({}, rounding_precision=3, trim=False, output_dimension=2)
shapely.to_wkb({})
shapely.to_wkb({}, hex=True, flavor='iso')
shapely.from_wkb(shapely.to_wkb({})) == {}
shapely.from_wkt({}.wkt) == {}
shapely.wkt.dumps({})
shapely.wkb.loads(shapely.wkb.dumps({})).equals_exact({})
'''.strip().split('\n'))
READ = '''
POINT (1 2)
point(1 2)
  Point  ( 1   2 )
POINT Z (1 2 3)
POINT (1 2 3)
POINTZ(1 2 3)
POINT (1 2 3 4)
POINT (1e3 -2.5E-2)
POINT (+1 .5)
POINT (1. 2)
POINT (nan 1)
POINT (NaN NaN)
POINT (inf -inf)
POINT (1e400 0)
POINT (0.1 123456789.123456789)
POINT (1)
POINT ()
POINT
POINT EMPTY
POINT Z EMPTY
POINT (1 2
POINT 1 2)
POINT (1, 2)
POINT (a b)
POINT (1 2) POINT (3 4)
POINT (1 2)x
POINTS (1 2)
LINESTRING (0 0)
LINESTRING (0 0, 1 1)
LINESTRING (0 0, 1 1,)
LINESTRING (0 0 1, 1 1 2)
LINESTRING (0 0, 1 1 2)
LINEARRING (0 0, 1 0, 1 1, 0 0)
LINEARRING (0 0, 1 0, 1 1)
LINEARRING (0 0, 0 0)
LINEARRING (0 0, 1 1, 0 0)
POLYGON ((0 0, 1 0, 1 1, 0 0))
POLYGON ((0 0, 1 0, 1 1))
POLYGON ((0 0, 1 0))
POLYGON (0 0, 1 0, 1 1, 0 0)
POLYGON ((0 0, 4 0, 4 4, 0 0), EMPTY)
POLYGON ((0 0, 9 0, 9 9, 0 0), (4 1, 5 1, 5 2, 4 1), (7 1, 8 1, 8 2, 7 1))
POLYGON (EMPTY)
POLYGON EMPTY
MULTIPOINT (0 0, 1 1)
MULTIPOINT ((0 0), (1 1))
MULTIPOINT ((0 0), EMPTY)
MULTIPOINT (0 0, (1 1))
MULTIPOINT EMPTY
MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))
MULTILINESTRING ((0 0, 1 1), EMPTY)
MULTILINESTRING (0 0, 1 1)
MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), EMPTY)
MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))
MULTIPOLYGON ((0 0, 1 0, 1 1, 0 0))
GEOMETRYCOLLECTION (POINT (1 1), LINESTRING (0 0, 1 1))
GEOMETRYCOLLECTION (POINT EMPTY, GEOMETRYCOLLECTION (GEOMETRYCOLLECTION EMPTY))
GEOMETRYCOLLECTION (POINT (1 1),)
GEOMETRYCOLLECTION Z (POINT Z (1 1 1))
GEOMETRYCOLLECTION (POINT Z (1 1 1), POINT (2 2))
TRIANGLE ((0 0, 1 0, 1 1, 0 0))
SRID=4326;POINT (1 1)
hello

(1 2)
<POINT (1 2)>
'''
for line in READ.strip('\n').split('\n'):
    one('shapely.from_wkt(' + repr(line) + ')')
for line in READ.strip('\n').split('\n')[::4]:
    one('shapely.from_wkt(' + repr(line) + ", on_invalid='ignore')")
NUMBERS = ['0.0', '-0.0', '1.5', '0.1', '1e300', '1e17', '1e16', '1e15', '123456789012345680.0', '1e-5', '1e-7', '1e-300', '2.5', '0.5', '1.005', '99999.9999999', '1/3', '2/3', '-1/3', '5e-324', '1e21', '1e22', '0.30000000000000004', '123456.7890125', 'float("inf")', 'float("nan")']
for number in NUMBERS:
    for template in ['shapely.Point({}, 1).wkt', 'shapely.to_wkt(shapely.Point({}, 1))', 'shapely.to_wkt(shapely.Point({}, 1), trim=False)', 'shapely.to_wkt(shapely.Point({}, 1), rounding_precision=0)', 'shapely.to_wkt(shapely.Point({}, 1), rounding_precision=3, trim=False)', 'shapely.wkt.dumps(shapely.Point({}, 1))', 'shapely.Point({}, 1).__format__(".3f")', 'shapely.Point({}, 1).__format__(".5g")']:
        one(template.replace('{}', number))
HEX = ['0101000000000000000000F03F0000000000000040', '0101000000000000000000f03f0000000000000040', '00000000013FF00000000000004000000000000000',
       '0101000000000000000000F87F000000000000F87F', '0102000000000000000', '', '01', 'zz', '0101000000000000000000F03F', '0107000000000000000000', '0109000000000000000000',
       '010700000000000000', '0103000000000000000', '010300000000000000', '0102000000020000000000000000000000000000000000000000000000000000', '01010000A0E6100000000000000000F03F00000000000000400000000000000840',
       '01E9030000000000000000F03F00000000000000400000000000000840', '0101000080000000000000F03F00000000000000400000000000000840', '0101000020E6100000000000000000F03F0000000000000040',
       '010100000000000000', '0201000000000000000000F03F0000000000000040', '01020000000100000000000000000000000000000000000000', '0103000000010000000100000000000000000000000000000000000000']
for item in HEX:
    for template in ["shapely.from_wkb('{}')", "shapely.wkb.loads('{}', hex=True)", "shapely.from_wkb('{}', on_invalid='ignore')"]:
        one(template.replace('{}', item))
each(['pz', 'lz', 'sz', 'mpz', 'pe', 'gcn'], '''
shapely.to_wkt({}, old_3d=True)
shapely.to_wkb({}, hex=True)
shapely.to_wkb({}, byte_order=0)
shapely.to_wkb({}, hex=True, output_dimension=2)
'''.strip().split('\n'))
check('''
shapely.from_wkt(None)
shapely.from_wkt(1)
shapely.from_wkt(['POINT (1 1)', 'hello'], on_invalid='ignore')
shapely.from_wkt(['POINT (1 1)', 'hello'])
shapely.from_wkt('hello', on_invalid='warn')
shapely.from_wkt('hello', on_invalid='fix')
shapely.from_wkt('hello', on_invalid='whatever')
shapely.from_wkt('POLYGON ((0 0, 1 0, 1 1))', on_invalid='fix')
shapely.from_wkt(b'POINT (1 1)')
shapely.from_wkt([])
shapely.from_wkb(None)
shapely.from_wkb(1)
shapely.from_wkb(b'')
shapely.from_wkb(b'abc')
shapely.from_wkb(G['p'].wkb)
shapely.from_wkb([G['p'].wkb, b'abc'], on_invalid='ignore')
shapely.from_wkb([G['p'].wkb, b'abc'])
shapely.from_wkb(G['bow'].wkb, on_invalid='raise')
shapely.from_wkb('01030000000100000002000000000000000000000000000000000000000000000000000000000000000000F03F')
shapely.from_wkb('01030000000100000003000000000000000000000000000000000000000000000000000000000000000000F03F000000000000F03F000000000000F03F', on_invalid='fix')
shapely.from_wkb('hello', on_invalid='whatever')
shapely.to_wkt(None)
shapely.to_wkt(1)
shapely.to_wkt([G['pf'], G['pz']], rounding_precision=1)
shapely.to_wkt(G['pz'], output_dimension=3)
shapely.to_wkt(G['pz'], output_dimension=4)
shapely.to_wkt(G['pz'], output_dimension=1)
shapely.to_wkt(G['pz'], output_dimension=5)
shapely.to_wkt(G['pf'], rounding_precision=1.5)
shapely.to_wkt(G['pf'], rounding_precision=-2)
shapely.to_wkt(G['pf'], rounding_precision=17)
shapely.to_wkt(G['pf'], 1)
shapely.to_wkt([])
shapely.to_wkb(None)
shapely.to_wkb(1)
shapely.to_wkb([G['p'], G['pz']], hex=True)
shapely.to_wkb(G['p'], byte_order=1)
shapely.to_wkb(G['p'], byte_order=2)
shapely.to_wkb(G['p'], byte_order=True)
shapely.to_wkb(G['pz'], flavor='other')
shapely.to_wkb(G['pz'], flavor='iso', output_dimension=3)
shapely.to_wkb(G['pz'], output_dimension=1)
shapely.to_wkb(G['pe'], hex=True, flavor='iso')
shapely.wkt.loads('POINT (1 1)')
shapely.wkt.loads('hello')
shapely.wkt.loads(None)
shapely.wkt.dumps(G['pz'], output_dimension=2)
shapely.wkt.dumps(G['pf'], trim=True, rounding_precision=4)
shapely.wkt.dumps(None)
shapely.wkb.loads(G['p'].wkb)
shapely.wkb.loads(G['p'].wkb_hex, hex=True)
shapely.wkb.loads(b'')
shapely.wkb.loads('')
shapely.wkb.dumps(G['p'])
shapely.wkb.dumps(G['p'], hex=True)
shapely.wkb.dumps(G['pz'], hex=True, output_dimension=2)
shapely.wkb.dumps(G['p'], hex=True, byte_order=0)
shapely.wkb.dumps(G['p'], hex=True, big_endian=True)
shapely.wkb.dumps(G['p'], big_endian=True, byte_order=1)
''')


class Memory:
    """A file in memory, as much of it as load and dump use."""

    def __init__(self, content):
        self.content = content

    def read(self):
        return self.content

    def write(self, content):
        self.content = content


files = [Memory('POINT (3 4)'), Memory(None), Memory(G['l'].wkb), Memory(None), Memory(G['l'].wkb_hex), Memory(None)]
check('''
shapely.wkt.load(files[0])
shapely.wkt.dump(G['s'], files[1])
files[1].content
shapely.wkt.dump(G['pf'], files[1], trim=True, rounding_precision=2)
files[1].content
shapely.wkb.load(files[2])
shapely.wkb.dump(G['p'], files[3])
files[3].content
shapely.wkb.load(files[4], hex=True)
shapely.wkb.dump(G['pz'], files[5], hex=True)
files[5].content
''')
