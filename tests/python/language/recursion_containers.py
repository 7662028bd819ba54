# Containers nested deeper than any stack, and containers that hold themselves.
import json

def outcome(name, action):
    try:
        action()
        print(name, 'no error')
    except RecursionError:
        print(name, 'RecursionError')

def nested(make, depth):
    value = make(0)
    for _ in range(depth):
        value = make(value)
    return value

def in_list(value):
    return [value]

def in_tuple(value):
    return (value,)

def in_dict(value):
    return {'k': value}

class Box:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return 'Box(' + repr(self.value) + ')'

    def __eq__(self, other):
        return self.value == other.value

    def __ne__(self, other):
        return self.value != other.value

for name, make in [('list', in_list), ('tuple', in_tuple), ('dict', in_dict), ('Box', Box)]:
    deep, other = nested(make, 100000), nested(make, 100000)
    outcome(name + ' repr', lambda: repr(deep))
    outcome(name + ' str', lambda: str(deep))
    outcome(name + ' print', lambda: print(deep))
    outcome(name + ' format', lambda: f'{deep}')
    outcome(name + ' ==', lambda: deep == other)
    outcome(name + ' !=', lambda: deep != other)
    outcome(name + ' in', lambda: deep in [other])
    if name != 'Box':
        outcome(name + ' json', lambda: json.dumps(deep))
    shallow, same = nested(make, 100), nested(make, 100)
    print(name, len(repr(shallow)), shallow == same)

for name, make in [('list', in_list), ('dict', in_dict)]:
    print(name, len(json.dumps(nested(make, 100))), json.loads(json.dumps(nested(make, 100))) == nested(make, 100))
