package dev.offload.conformance;

import dev.offload.TaskFuture;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A future of a library that is not this one: it stands before a real one, and counts how often it is asked. */
final class Foreign implements InvocationHandler {
  private final TaskFuture<?> real;
  private final AtomicInteger calls;

  private Foreign(TaskFuture<?> real, AtomicInteger calls) {
    this.real = real;
    this.calls = calls;
  }

  /** A future that only passes on. */
  static <T> TaskFuture<T> of(TaskFuture<T> real) {
    return of(real, new AtomicInteger());
  }

  /** A future that passes on and counts. */
  @SuppressWarnings("unchecked")
  static <T> TaskFuture<T> of(TaskFuture<T> real, AtomicInteger calls) {
    return (TaskFuture<T>) Proxy.newProxyInstance(
        Foreign.class.getClassLoader(), new Class<?>[] {TaskFuture.class}, new Foreign(real, calls));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    switch (method.getName()) {
      case "equals":
        return proxy == arguments[0];
      case "hashCode":
        return System.identityHashCode(proxy);
      default:
        calls.incrementAndGet();
    }
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
