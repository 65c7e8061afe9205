/** What runs on a node of the cluster: sessions, each of which is a worker to some executor elsewhere. */
@NullMarked
package dev.offload.cluster.node;

import org.jspecify.annotations.NullMarked;
