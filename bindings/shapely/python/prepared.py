# Prepared geometries as objects: predicates of one geometry that is asked often.


class PreparedGeometry:
    def __init__(self, context):
        if isinstance(context, PreparedGeometry):
            context = context.context
        shapely.prepare(context)
        self.context = context

    def contains(self, other):
        return shapely.contains(self.context, other)

    def contains_properly(self, other):
        return shapely.contains_properly(self.context, other)

    def covers(self, other):
        return shapely.covers(self.context, other)

    def crosses(self, other):
        return shapely.crosses(self.context, other)

    def disjoint(self, other):
        return shapely.disjoint(self.context, other)

    def intersects(self, other):
        return shapely.intersects(self.context, other)

    def overlaps(self, other):
        return shapely.overlaps(self.context, other)

    def touches(self, other):
        return shapely.touches(self.context, other)

    def within(self, other):
        return shapely.within(self.context, other)


def prep(ob):
    return PreparedGeometry(ob)
