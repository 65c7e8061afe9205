package dev.offload.shared;

import java.io.Serializable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A function that can travel to where an object lives. A lambda given to a {@link SharedMap} is one by itself. */
@FunctionalInterface
public interface SerializableFunction<T extends @Nullable Object, R extends @Nullable Object> extends Function<T, R>, Serializable {}
