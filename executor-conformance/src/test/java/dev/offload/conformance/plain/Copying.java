package dev.offload.conformance.plain;

import dev.offload.Action;
import dev.offload.RemoteTaskException;
import dev.offload.TaskBiFunction;
import dev.offload.TaskFunction;
import dev.offload.TaskTransferException;
import dev.offload.spi.TaskCall;
import dev.offload.spi.shared.Items;
import dev.offload.spi.shared.Packed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Copies by Java serialization, with the errors that the contract asks for (rules C5, R4). */
final class Copying {
  /** Values as bytes in shared objects. */
  static final Items ITEMS = new Items() {
    @Override
    public @Nullable Object pack(@Nullable Object value) {
      return Items.isPlain(value) ? value : new Packed(0, bytes("value", value), List.of());
    }

    @Override
    public @Nullable Object unpack(@Nullable Object packed) {
      return packed instanceof Packed value ? object(value.bytes()) : packed;
    }
  };

  private Copying() {}

  /** The kind of call, then its parts. */
  static byte[][] encode(TaskCall<?> call) {
    if (call instanceof TaskCall.OfFunction<?, ?> function) {
      return new byte[][] {bytes("task", function.code()), bytes("argument", function.argument())};
    }
    if (call instanceof TaskCall.OfBiFunction<?, ?, ?> function) {
      return new byte[][] {
          bytes("task", function.code()), bytes("first argument", function.first()), bytes("second argument", function.second())};
    }
    return new byte[][] {bytes("task", call.code())};
  }

  @SuppressWarnings("unchecked")
  static TaskCall<?> decodeCall(byte[][] parts) {
    Object code = object(parts[0]);
    return switch (parts.length) {
      case 2 -> new TaskCall.OfFunction<>((TaskFunction<Object, Object>) code, object(parts[1]));
      case 3 -> new TaskCall.OfBiFunction<>((TaskBiFunction<Object, Object, Object>) code, object(parts[1]), object(parts[2]));
      default -> code instanceof Action action ? new TaskCall.OfAction(action) : new TaskCall.OfCallable<>((Callable<Object>) code);
    };
  }

  static @Nullable Object result(@Nullable Object value) {
    return object(bytes("result", value));
  }

  static Throwable failure(Throwable failure) {
    try {
      return (Throwable) object(bytes("failure", failure));
    } catch (TaskTransferException e) {
      Throwable cause = failure.getCause() == null ? null : failure(failure.getCause());
      RemoteTaskException standIn = new RemoteTaskException(failure.getClass().getName(), failure.getMessage(), cause);
      standIn.setStackTrace(failure.getStackTrace());
      return standIn;
    } catch (Throwable e) {
      // Its own methods throw; what can be known of it without them is its class.
      return new RemoteTaskException(failure.getClass().getName(), null, null);
    }
  }

  private static byte[] bytes(String what, @Nullable Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new TaskTransferException(Culprit.in(what, value) + "; a lambda that was typed as Callable must be typed as Task", e);
    }
    return bytes.toByteArray();
  }

  private static @Nullable Object object(byte[] bytes) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    } catch (IOException | ClassNotFoundException | RuntimeException e) {
      throw new TaskTransferException("cannot decode: " + e, e);
    }
  }
}
