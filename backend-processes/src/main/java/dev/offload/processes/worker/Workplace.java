package dev.offload.processes.worker;

import dev.offload.processes.wire.ClaimBoard;
import dev.offload.processes.wire.FrameChannel;
import java.util.Optional;

/** What the tasks of this JVM are run with. */
record Workplace(
    String workerName,
    FrameChannel channel,
    ReadingTurn turn,
    ClaimBoard board,
    ParentClasses classes,
    TaskOutput output,
    Optional<HeapLimit> heapLimit) {}
