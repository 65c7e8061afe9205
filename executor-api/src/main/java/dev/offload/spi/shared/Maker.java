package dev.offload.spi.shared;

import java.io.Serializable;

/** Makes the state of a new object; can travel. */
interface Maker extends Serializable {
  /** The state of the new object. Must be quick. */
  Object make(Host host);

  /** The object can be found by its number now. Must be quick. */
  default void made(SharedSpace space, long object) {}

  /** What the object is found under: equal for the same name, and for nothing else. */
  default Object identity(String name) {
    return name;
  }

  /** Equal for two that make objects of one kind. */
  default Object kind() {
    return getClass();
  }
}
