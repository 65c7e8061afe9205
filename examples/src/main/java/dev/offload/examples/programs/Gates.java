package dev.offload.examples.programs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Several gates that are opened, at the latest, together.
 *
 * @param all the gates
 */
record Gates(List<Gate> all) implements AutoCloseable {
  static Gates shut(int count) throws IOException {
    Gates gates = new Gates(new ArrayList<>());
    for (int i = 0; i < count; i++) {
      gates.all.add(Gate.shut());
    }
    return gates;
  }

  Gate get(int index) {
    return all.get(index);
  }

  @Override
  public void close() {
    all.forEach(Gate::open);
  }
}
