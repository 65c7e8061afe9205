package dev.offload.spi;

import java.util.ArrayList;
import java.util.List;

/** What was decided under the dispatcher's lock and is done after leaving it, in order. For one thread. */
final class Actions {
  private final List<Runnable> list = new ArrayList<>(2);

  void add(Runnable action) {
    list.add(action);
  }

  void run() {
    list.forEach(Runnable::run);
  }
}
