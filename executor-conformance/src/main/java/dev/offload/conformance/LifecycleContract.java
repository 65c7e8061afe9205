package dev.offload.conformance;

/** Workers and the life of an executor: rules E1 to E10, each in a part of its own. */
public interface LifecycleContract extends
    WorkerCountContract, InitializerContract, CrashContract, ShutdownContract, ClosingContract, ExitContract, ContextContract,
    BackendChoiceContract, RetryContract, BoundContract, WorkerLocalContract, CommandContract,
    ProcessContract {}
