/** How a node of the cluster is configured, secured and started: all that is about Ignite, nothing about tasks. */
@NullMarked
package dev.offload.cluster.grid;

import org.jspecify.annotations.NullMarked;
