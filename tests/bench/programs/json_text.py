SIZE = 360  # quick: 2
# `json`: writes and reads records, and looks at what came back.
import json


def record(i):
    return {
        'id': i,
        'name': 'person ' + str(i),
        'tags': ['a' + str(i % 3), 'quoted "text"', 'line\nbreak'],
        'position': {'x': i * 0.5, 'y': -i * 0.25, 'height': None},
        'active': i % 2 == 0,
        'history': list(range(i % 10)),
    }


people = [record(i) for i in range(60)]
total = 0
for turn in range(SIZE):
    people[turn % 60]['id'] += 1
    text = json.dumps(people)
    again = json.loads(text)
    for person in again:
        total += person['id'] + len(person['tags'][1]) + len(person['history'])
        if person['active'] and person['position']['height'] is None:
            total += int(person['position']['x'] - person['position']['y'])
print(total, again == people)
