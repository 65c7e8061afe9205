"""A whole program: program.py executor|pool WORKERS COUNT opens a pool, runs so many tiny tasks, ends."""
import sys


def add_one(x):
    return x + 1


def main(kind, workers, count):
    if kind == "executor":
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(workers) as executor:
            futures = [executor.submit(add_one, i) for i in range(count)]
            total = sum(future.result() for future in futures)
    else:
        from multiprocessing import Pool

        with Pool(workers) as pool:
            results = [pool.apply_async(add_one, (i,)) for i in range(count)]
            total = sum(result.get() for result in results)
    assert total == count * (count + 1) // 2, total


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
