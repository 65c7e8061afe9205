package dev.offload.codec;

import dev.offload.Results;
import dev.offload.TaskContext;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import java.io.FileDescriptor;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.io.Writer;
import java.lang.ref.Reference;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channel;
import java.nio.channels.Selector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Timer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** What must never travel, with subclasses: live things of one JVM whose copy would be an empty shell. */
final class Refusals {
  private static final Map<Class<?>, Refusal> LIVE = new LinkedHashMap<>();

  static {
    String inside = " inside the task, or make the field that holds it transient or static";
    refuse("an executor belongs to the JVM that opened it", "Submit from outside the task, or open another executor" + inside,
        TaskExecutor.class, ExecutorService.class, Timer.class);
    refuse("a future belongs to the executor that made it", "Wait for it outside and send its value as an argument",
        TaskFuture.class, Future.class, Results.class);
    refuse("a task's context belongs to the thread that runs it", "Call TaskContext.current()" + inside, TaskContext.class);
    refuse("a thread belongs to its JVM", "Start it" + inside, Thread.class, ThreadGroup.class, ThreadLocal.class);
    refuse("a class loader belongs to its JVM", "Send a class or a class's name instead", ClassLoader.class, Module.class);
    refuse("an open stream belongs to its JVM", "Send the path or the bytes and open it" + inside, InputStream.class,
        OutputStream.class, Reader.class, Writer.class, RandomAccessFile.class, FileDescriptor.class);
    refuse("a socket belongs to the JVM that opened it", "Send the address and connect" + inside, Socket.class, ServerSocket.class,
        DatagramSocket.class);
    refuse("a channel belongs to the JVM that opened it", "Send the path or the address and open it" + inside, Channel.class,
        Selector.class);
    refuse("a process belongs to the JVM that started it", "Start it" + inside + "; a pid can travel", Process.class,
        ProcessHandle.class);
    refuse("a stream pipeline can be run only once and where it was made", "Collect it, for example with toList(), and send the list",
        BaseStream.class);
    refuse("a reference object belongs to its JVM's garbage collector", "Send what it refers to", Reference.class);
  }

  private Refusals() {}

  private static void refuse(String problem, String advice, Class<?>... types) {
    for (Class<?> type : types) {
      LIVE.put(type, new Refusal(problem, advice));
    }
  }

  /** Why objects of {@code type} never travel; null if they may. */
  static @Nullable Refusal ofLive(Class<?> type) {
    for (Map.Entry<Class<?>, Refusal> entry : LIVE.entrySet()) {
      if (entry.getKey().isAssignableFrom(type)) {
        return entry.getValue();
      }
    }
    return null;
  }

  /** Why an object of the JDK without a serial form does not travel. */
  static Refusal ofJdk(Class<?> type) {
    return new Refusal(type.getName() + " is not Serializable, and the JDK does not let its fields be read",
        "Send what it is made from and make it inside the task, or make the field that holds it transient");
  }

  /** Why an object whose class extends a class of the JDK does not travel. */
  static Refusal ofSubclass(Class<?> type) {
    return new Refusal("its class extends a class of the JDK whose fields cannot be read, and is not Serializable",
        "Let " + type.getSimpleName() + " implement Serializable, or send what it is made from");
  }

  /** Why a lambda does not travel. */
  static Refusal ofLambda(Class<?> type) {
    Class<?>[] interfaces = type.getInterfaces();
    String name = interfaces.length == 0 ? "an unknown interface" : interfaces[0].getName();
    String simple = interfaces.length == 0 ? "Interface" : interfaces[0].getSimpleName();
    String cast = "cast it: (" + simple + (interfaces.length == 0 || interfaces[0].getTypeParameters().length == 0 ? "" : "<\u2026>")
        + " & Serializable)";
    boolean isTask = name.equals("java.util.concurrent.Callable") || name.equals("java.lang.Runnable");
    return new Refusal("it is a lambda typed as " + name + ", which is not Serializable",
        isTask ? "Type it as dev.offload." + (name.endsWith("Callable") ? "Task" : "Action") + ", or " + cast
            : "Let the interface extend Serializable, or " + cast);
  }
}
