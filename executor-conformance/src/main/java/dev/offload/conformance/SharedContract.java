package dev.offload.conformance;

/** Shared objects: rules H1 to H8, each in a part of its own. */
public interface SharedContract extends
    SharedIdentityContract, SharedEndContract, SharedUpdateContract, SharedLossContract, SharedQueueContract, SharedCollectionContract,
    SharedLockContract, SharedMeetingContract, SharedPipeContract, SharedMemoryContract {}
