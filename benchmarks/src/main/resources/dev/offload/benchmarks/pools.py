"""Does jobs on a pool of CPython's: pools.py executor|pool|threads WORKERS, then lines "JOB COUNT"; answers with the seconds."""
import concurrent.futures
import multiprocessing
import random
import sys
import time


def nothing():
    return None


def add_one(x):
    return x + 1


def echo(data):
    return data


class Futures:
    """concurrent.futures; map sends one input at a time unless told otherwise, as its users get it."""

    def __init__(self, make, workers):
        self.pool = make(workers)
        self.submit = self.pool.submit
        self.get = lambda future: future.result()
        self.map = lambda inputs: self.pool.map(add_one, inputs)

    def close(self):
        self.pool.shutdown()


class Pool:
    """multiprocessing.Pool."""

    def __init__(self, workers):
        self.pool = multiprocessing.Pool(workers)
        self.submit = lambda function, *arguments: self.pool.apply_async(function, arguments)
        self.get = lambda result: result.get()
        self.map = lambda inputs: self.pool.map(add_one, inputs)

    def close(self):
        self.pool.close()
        self.pool.join()


KINDS = {
    "executor": lambda workers: Futures(concurrent.futures.ProcessPoolExecutor, workers),
    "threads": lambda workers: Futures(concurrent.futures.ThreadPoolExecutor, workers),
    "pool": Pool,
}


def round_trips(pool, count):
    for _ in range(count):
        pool.get(pool.submit(nothing))


def tiny_tasks(pool, count):
    results = [pool.submit(add_one, i) for i in range(count)]
    total = sum(pool.get(result) for result in results)
    assert total == count * (count + 1) // 2, total


def map_integers(pool, count):
    total = sum(pool.map(range(count)))
    assert total == count * (count + 1) // 2, total


def seconds(job, *arguments):
    start = time.perf_counter()
    job(*arguments)
    return time.perf_counter() - start


def echo_seconds(pool, count):
    data = random.Random(count).randbytes(count) if count < 1 << 28 else bytes(count)
    start = time.perf_counter()
    received = pool.get(pool.submit(echo, data))
    taken = time.perf_counter() - start
    assert len(received) == count
    return taken


def first_result(kind, workers):
    start = time.perf_counter()
    pool = KINDS[kind](workers)
    pool.get(pool.submit(nothing))
    taken = time.perf_counter() - start
    pool.close()
    return taken


def main(kind, workers):
    pool = KINDS[kind](workers)
    try:
        for line in sys.stdin:
            job, count = line.split()
            count = int(count)
            if job == "first-result":
                taken = first_result(kind, workers)
            elif job == "echo":
                taken = echo_seconds(pool, count)
            else:
                jobs = {"round-trips": round_trips, "tiny-tasks": tiny_tasks, "map": map_integers}
                taken = seconds(jobs[job], pool, count)
            print(taken, flush=True)
    finally:
        pool.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
