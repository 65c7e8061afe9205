package dev.offload.spi.shared;

import dev.offload.shared.PipeEnd;
import java.io.EOFException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One end of a pipe that lives elsewhere.
 *
 * @param handle which pipe it is
 * @param end 0 or 1
 */
record PipeEndProxy<T>(Handle handle, int end) implements PipeEnd<T> {
  private static final Object LATE = new Object();

  @Override
  public void send(T value) throws EOFException {
    Object packed = Objects.requireNonNull(handle.pack(Objects.requireNonNull(value, "value")));
    if (!handle.ask(new PipeState.Send(end, packed))) {
      throw new EOFException("the pipe is closed");
    }
  }

  @Override
  public T receive() throws EOFException, InterruptedException {
    return valueOf(handle.await(new PipeState.Receive(end)));
  }

  @Override
  public Optional<T> receive(Duration timeout) throws EOFException, InterruptedException {
    Object item = handle.await(new PipeState.Receive(end), TimeUnit.NANOSECONDS.convert(timeout), LATE);
    return item == LATE ? Optional.empty() : Optional.of(valueOf(item));
  }

  @Override
  public void close() {
    handle.ask(new PipeState.Close(end));
  }

  private T valueOf(@Nullable Object item) throws EOFException {
    if (item == null) {
      throw new EOFException("the pipe is closed, and nothing more will come");
    }
    return handle.unpack(item);
  }
}
