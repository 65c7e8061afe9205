package dev.offload.conformance;

import static dev.offload.conformance.Mutants.config;
import static dev.offload.conformance.Mutants.executor;
import static dev.offload.conformance.Mutants.mutant;

import dev.offload.TaskFunction;
import dev.offload.command.Command;
import dev.offload.conformance.MutantsTest.Mutant;
import dev.offload.conformance.Mutation.Call;
import dev.offload.shared.SharedLong;
import dev.offload.shared.SharedObjects;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** Executors whose shared objects, workers' states and commands are wrong. */
final class SharedMutants {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private SharedMutants() {}

  static List<Mutant> all() {
    return List.of(
        mutant("H1: each thread has a number of its own", MutantsTest.Sharing.class, "object_captured_isTheSameEverywhere",
            object(SharedLong.class, "atomicLong", (right, call) -> perThread(right).invoke(call)), "111"),
        mutant("H2: a number goes on after the end", MutantsTest.Sharing.class, "object_ofAClosedExecutor_fails",
            object(SharedLong.class, "atomicLong", (right, call) -> call.is("get") ? 1L : call.pass()), "IllegalStateException"),
        mutant("H3: a time is not kept to", MutantsTest.Sharing.class, "call_withATime_endsWithIt",
            object(BlockingQueue.class, "queue", (right, call) -> call.is("poll") && call.arguments() != null ? "late" : call.pass()),
            "late"),
        mutant("H4: a name means nothing", MutantsTest.Sharing.class, "name_givenTwice_isTheSameObject",
            executor("shared", (right, call) -> proxy(SharedObjects.class, call.pass(), (objects, inner) -> inner.is("named")
                ? inner.pass(inner.argument(0) + "-" + NUMBERS.incrementAndGet()) : inner.pass())), "7"),
        mutant("H5: an update is a look and a change", MutantsTest.Sharing.class, "number_updatedByMany_losesNothing",
            object(SharedLong.class, "atomicLong", SharedMutants::updateInTwo), "800"),
        mutant("H7: a queue is last in first out", MutantsTest.Sharing.class, "queue_keepsToItsInterface",
            executor("shared", (right, call) -> proxy(SharedObjects.class, call.pass(),
                (objects, inner) -> inner.is("queue") ? stack() : inner.pass())), "AssertionFailedError"),
        mutant("H8: memory is longer than it was to be", MutantsTest.Sharing.class, "memory_outOfRange_isRefused",
            executor("shared", (right, call) -> proxy(SharedObjects.class, call.pass(),
                (objects, inner) -> inner.is("longs") ? inner.pass((long) inner.argument(0) + 1) : inner.pass())),
            "IndexOutOfBoundsException"),
        mutant("E10: the initializer does nothing", MutantsTest.LifeCycle.class, "state_setByTheInitializer_isThereForTasks",
            config(config -> config.toBuilder().initializer(() -> { }).build()), "NoSuchElementException"),
        mutant("X1: what is said of the environment is lost", MutantsTest.LifeCycle.class, "command_asATask_givesItsResult",
            executor("submit", (right, call) -> call.argument(1) instanceof Command command
                ? call.pass(call.argument(0), command.env("GREETING", "good evening")) : call.pass()), "hello"));
  }

  interface Change {
    Object apply(Object right, Call call) throws Throwable;
  }

  /** A mutation of the objects that one method of the factory makes. */
  private static Mutation object(Class<?> type, String factory, Change change) {
    return executor("shared", (executor, call) -> proxy(SharedObjects.class, call.pass(),
        (objects, making) -> making.is(factory) ? proxy(type, making.pass(), change) : making.pass()));
  }

  private static Object proxy(Class<?> type, Object right, Change change) {
    InvocationHandler handler = (proxy, method, arguments) -> change.apply(right, new Call(right, method, arguments));
    return Proxy.newProxyInstance(SharedMutants.class.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private static Object updateInTwo(Object right, Call call) throws Throwable {
    if (!call.is("updateAndGet")) {
      return call.pass();
    }
    SharedLong number = (SharedLong) right;
    @SuppressWarnings("unchecked")
    TaskFunction<Long, Long> function = (TaskFunction<Long, Long>) call.argument(0);
    long old = number.get();
    Thread.sleep(1);
    number.set(function.apply(old));
    return number.get();
  }

  private static Confined perThread(Object right) {
    return Confined.BY_NUMBER.computeIfAbsent(right, ignored -> new Confined());
  }

  /** What each thread added to a number, without what others did. */
  private static final class Confined {
    private static final ConcurrentHashMap<Object, Confined> BY_NUMBER = new ConcurrentHashMap<>();

    private final ThreadLocal<Long> own = ThreadLocal.withInitial(() -> 1L);

    Object invoke(Call call) throws Throwable {
      if (call.is("addAndGet")) {
        own.set(own.get() + (long) call.argument(0));
      }
      return call.is("addAndGet") || call.is("get") ? own.get() : call.pass();
    }
  }

  /** A queue that gives what was added last. */
  private static Object stack() {
    BlockingDeque<Object> elements = new LinkedBlockingDeque<>();
    return proxy(BlockingQueue.class, elements, (right, call) -> {
      if (call.is("addAll")) {
        ((Iterable<?>) call.argument(0)).forEach(elements::addFirst);
        return true;
      }
      return call.pass();
    });
  }
}
