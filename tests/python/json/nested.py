# json of deep and odd inputs.
import json

def outcome(name, action):
    try:
        print(name, action())
    except RecursionError:
        print(name, 'RecursionError')
    except ValueError:
        print(name, 'ValueError')

print(json.dumps([1, 2.5, 'x', None, True, {'k': []}]))
print(json.loads('{"a": [1, 2.5, "x", null, true, {}]}'))
outcome('deep arrays', lambda: json.loads('[' * 100000 + ']' * 100000))
outcome('deep objects', lambda: json.loads('{"a":' * 100000 + '1' + '}' * 100000))
outcome('unclosed', lambda: json.loads('[' * 50))
outcome('not json', lambda: json.loads('{]'))
outcome('empty', lambda: json.loads(''))
outcome('code', lambda: json.loads('print(1)'))
outcome('escapes', lambda: json.loads('"\\u00e4\\ud83d\\ude00\\n"'))
value = 0
for _ in range(150):
    value = [value]
print(json.loads(json.dumps(value)) == value)
print(len(json.loads('[' + '1,' * 20000 + '1]')))
