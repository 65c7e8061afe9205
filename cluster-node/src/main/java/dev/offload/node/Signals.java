package dev.offload.node;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears the signals that ask a program to end, instead of the JVM. That would run all exit hooks at once: the one that ends child JVMs
 * beside the one that waits for their tasks. The class that the JDK has for it is not part of its API, so it is looked up.
 */
final class Signals {
  private static final Logger LOGGER = LoggerFactory.getLogger(Signals.class);

  private Signals() {}

  /** From now on {@code heard} gets the name of each such signal, on a thread of its own. */
  static void listen(Consumer<String> heard) {
    listen("TERM", heard);
    listen("INT", heard);
  }

  private static void listen(String name, Consumer<String> heard) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Runnable action = () -> heard.accept("SIG" + name);
      MethodHandle run = MethodHandles.lookup().bind(action, "run", MethodType.methodType(void.class));
      Object handle = MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(run, 0, signal));
      signal.getMethod("handle", signal, handler).invoke(null, signal.getConstructor(String.class).newInstance(name), handle);
    } catch (InvocationTargetException e) {
      // With -Xrs, which leaves them to the system.
      LOGGER.warn("SIG{} ends this node at once, without a drain: {}", name, e.getCause().getMessage());
    } catch (ReflectiveOperationException e) {
      LOGGER.warn("SIG{} ends this node at once, without a drain: this JVM has no module jdk.unsupported", name, e);
    }
  }
}
