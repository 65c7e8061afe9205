package dev.offload.codec;

import java.io.Serializable;

/**
 * Stands, inside the bytes of Java serialization, for a part that travels outside them.
 *
 * @param index its place among the parts held outside
 */
record Held(int index) implements Serializable {}
