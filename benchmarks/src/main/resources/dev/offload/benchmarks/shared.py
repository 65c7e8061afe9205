"""Prints the seconds that a child process takes for so many additions to a number it shares: shared.py manager|value COUNT."""
import multiprocessing
import sys
import time


def add(number, lock, count):
    start = time.perf_counter()
    for _ in range(count):
        with lock:
            number.value += 1
    return time.perf_counter() - start


def add_and_tell(number, lock, count, told):
    add(number, lock, count // 10)
    told.put(add(number, lock, count))


def main(kind, count):
    told = multiprocessing.Queue()
    if kind == "manager":
        manager = multiprocessing.Manager()
        number, lock = manager.Value("q", 0), manager.Lock()
    else:
        number = multiprocessing.Value("q", 0)
        lock = number.get_lock()
    child = multiprocessing.Process(target=add_and_tell, args=(number, lock, count, told))
    child.start()
    taken = told.get()
    child.join()
    assert number.value == count + count // 10, number.value
    print(taken)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
