package dev.offload.cluster;

import dev.offload.codec.Encoded;
import dev.offload.codec.world.ClassWorld;

/** A task as bytes, and the class loader that its code is from. */
record Parcel(ClassWorld world, Encoded call) {}
