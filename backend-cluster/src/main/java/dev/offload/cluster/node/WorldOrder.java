package dev.offload.cluster.node;

import java.util.UUID;

/**
 * A class loader that tasks are from.
 *
 * @param executor whose tasks
 * @param stay which stay of the executor on the node it is for
 * @param world its number there
 */
public record WorldOrder(UUID executor, long stay, int world) {}
