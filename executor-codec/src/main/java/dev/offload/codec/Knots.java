package dev.offload.codec;

import java.util.Arrays;
import java.util.List;

/** Tells whether some throwable of a failure is, by way of others, its own cause or suppressed by itself. */
final class Knots {
  private enum State { NEW, OPEN, DONE }

  private final List<ThrowableNode> nodes;
  private final State[] states;

  Knots(List<ThrowableNode> nodes) {
    this.nodes = nodes;
    this.states = new State[nodes.size()];
    Arrays.fill(states, State.NEW);
  }

  boolean exist() {
    return !nodes.isEmpty() && leadsBack(0);
  }

  private boolean leadsBack(int place) {
    if (place < 0 || states[place] == State.DONE) {
      return false;
    }
    if (states[place] == State.OPEN) {
      return true;
    }
    states[place] = State.OPEN;
    boolean found = leadsBack(nodes.get(place).cause());
    for (int suppressed : nodes.get(place).suppressed()) {
      found = found || leadsBack(suppressed);
    }
    states[place] = State.DONE;
    return found;
  }
}
