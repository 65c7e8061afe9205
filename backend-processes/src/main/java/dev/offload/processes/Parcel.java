package dev.offload.processes;

/** A task as bytes, and the world it is from. */
record Parcel(ClassWorld world, byte[] call) {}
