package dev.offload.shared;

/**
 * A connection with two ends; what is sent into one is received from the other.
 *
 * @param left one end
 * @param right the other end
 */
public record Pipe<T>(PipeEnd<T> left, PipeEnd<T> right) {}
