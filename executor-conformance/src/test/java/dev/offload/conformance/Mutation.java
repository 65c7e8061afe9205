package dev.offload.conformance;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/** One thing that an executor does wrong, by standing before one that does it right. By itself it changes nothing. */
class Mutation {
  /** A call of a method of an executor or a future, on its way to the right one. */
  record Call(Object right, Method method, Object[] arguments) {
    boolean is(String name) {
      return method.getName().equals(name);
    }

    Object argument(int index) {
      return arguments[index];
    }

    Object pass() throws Throwable {
      return pass(arguments);
    }

    Object pass(Object... others) throws Throwable {
      try {
        return method.invoke(right, others);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    /** The arguments with another first one. */
    Object[] withFirst(Object first) {
      Object[] changed = arguments.clone();
      changed[0] = first;
      return changed;
    }
  }

  /** The configuration the executor is opened with. */
  ExecutorConfig config(ExecutorConfig asked) {
    return asked;
  }

  /** What the executor does when a method is called; only those without a default body in the interface come here. */
  Object onExecutor(TaskExecutor right, Call call) throws Throwable {
    return call.pass();
  }

  /** What a future does when a method is called. */
  Object onFuture(TaskFuture<?> right, Call call) throws Throwable {
    return call.pass();
  }

  final TaskExecutor around(TaskExecutor right) {
    return (TaskExecutor) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {TaskExecutor.class},
        new ExecutorHandler(this, right));
  }

  final Object around(TaskFuture<?> right) {
    return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {TaskFuture.class}, new FutureHandler(this, right));
  }

  private record ExecutorHandler(Mutation mutation, TaskExecutor right) implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (method.isDefault()) {
        return InvocationHandler.invokeDefault(proxy, method, arguments);
      }
      Object result = mutation.onExecutor(right, new Call(right, method, arguments));
      return result instanceof TaskFuture<?> future ? mutation.around(future) : result;
    }
  }

  /** Also keeps what a mutation leaves behind on a future. */
  static final class FutureHandler implements InvocationHandler {
    private final Mutation mutation;
    private final TaskFuture<?> right;

    FutureHandler(Mutation mutation, TaskFuture<?> right) {
      this.mutation = mutation;
      this.right = right;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (List.of("equals", "hashCode").contains(method.getName())) {
        return method.getName().equals("equals") ? proxy == arguments[0] : (Object) System.identityHashCode(proxy);
      }
      return mutation.onFuture(right, new Call(right, method, arguments));
    }
  }
}
