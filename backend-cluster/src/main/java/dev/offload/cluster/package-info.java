/** The backend that runs tasks on the nodes of an Apache Ignite cluster. */
@NullMarked
package dev.offload.cluster;

import org.jspecify.annotations.NullMarked;
