/** A node of the cluster as a program of its own. */
@NullMarked
package dev.offload.node;

import org.jspecify.annotations.NullMarked;
