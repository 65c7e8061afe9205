package dev.offload.shared;

import java.io.Serializable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A function of two arguments that can travel to where an object lives. A lambda given to a {@link SharedMap} is one by itself. */
@FunctionalInterface
public interface SerializableBiFunction<T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
    extends BiFunction<T, U, R>, Serializable {}
