package dev.offload.examples.jaraudit;

/**
 * The first 128 bits of the SHA-256 of a class file: classes with the same hash are the same bytes.
 *
 * @param high the first 64 bits
 * @param low the next 64 bits
 */
record ClassHash(long high, long low) {}
