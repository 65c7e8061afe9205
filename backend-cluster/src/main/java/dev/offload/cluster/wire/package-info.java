/** What the executor and its sessions on nodes say to each other, as bytes. */
@NullMarked
package dev.offload.cluster.wire;

import org.jspecify.annotations.NullMarked;
