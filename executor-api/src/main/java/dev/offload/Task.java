package dev.offload;

import java.io.Serializable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Work that gives a value and can travel to another JVM.
 *
 * <p>A lambda handed to a method that takes a {@code Task} is serialisable without a cast, because the interface is (rule C4).
 *
 * @param <T> what the task returns; null is a legal value
 */
@FunctionalInterface
public interface Task<T extends @Nullable Object> extends Callable<T>, Serializable {}
