import bisect, heapq, queue

values = [5, 1, 4]
heapq.heapify(values)
heapq.heappush(values, 0)
print([heapq.heappop(values) for _ in range(4)], heapq.nlargest(2, [3, 1, 2]), heapq.nsmallest(2, "cab", key=ord), list(heapq.merge([1, 4], [2, 3])))
print(bisect.bisect([1, 2, 2, 3], 2), bisect.bisect_left([1, 2, 2, 3], 2), bisect.bisect([3, 2, 1], -2, key=lambda x: -x))
jobs = queue.PriorityQueue()
for job in (3, "c"), (1, "a"), (2, "b"):
    jobs.put(job)
print([jobs.get()[1] for _ in range(3)], jobs.empty())
try:
    queue.Queue().get_nowait()
except queue.Empty:
    print("empty")
