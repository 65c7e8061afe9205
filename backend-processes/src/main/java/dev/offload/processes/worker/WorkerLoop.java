package dev.offload.processes.worker;

import dev.offload.codec.Codec;
import dev.offload.codec.CodecOptions;
import dev.offload.processes.wire.ClaimBoard;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.WorkerSetup;
import dev.offload.spi.shared.Doors;
import java.io.IOException;
import java.util.Optional;

/** What the child's main thread does: it listens to the parent whenever the task thread is too busy to. */
final class WorkerLoop {
  private final ReadingTurn turn;
  private final Instructions instructions;
  private final TaskThread tasks;
  private long seen;

  WorkerLoop(ReadingTurn turn, Instructions instructions, TaskThread tasks) {
    this.turn = turn;
    this.instructions = instructions;
    this.tasks = tasks;
  }

  static WorkerLoop of(WorkerSetup setup, FrameChannel channel, ClaimBoard board) {
    CodecOptions options = CodecOptions.of(setup.maxMessageBytes(), setup.allowedClasses());
    ReadingTurn turn = new ReadingTurn(channel);
    ParentClasses classes = new ParentClasses(channel, loader -> new Codec(options, loader), turn::listenNow);
    ParentDoor door = new ParentDoor(channel, classes, setup.maxMessageBytes(), turn::listenNow);
    Doors.open(setup.sharedKey(), door.door());
    TaskOutput output = TaskOutput.install(setup.outputMark());
    TaskThread tasks = new TaskThread(
        new Workplace(setup.workerName(), channel, turn, board, classes, output, heapLimit(setup.maxHeapBytes())));
    return new WorkerLoop(turn, new Instructions(channel, turn, classes, door, tasks), tasks);
  }

  /** Returns when the parent has closed the channel; a stop from the parent ends the JVM from within. */
  void run() throws IOException {
    turn.beginListening();
    instructions.readUntilWelcome();
    while (!instructions.haveEnded()) {
      long now = tasks.begun();
      if (tasks.isAtWork() && (now == seen || turn.isListenerWanted())) {
        instructions.readWhileAtWork();
      }
      turn.pause(() -> !tasks.isAtWork() && tasks.begun() == seen && !instructions.haveEnded());
      seen = now;
    }
    instructions.rethrow();
  }

  /** Only where there is a limit: the classes that know of the heap's parts take their time to load. */
  private static Optional<HeapLimit> heapLimit(long maxHeapBytes) {
    return maxHeapBytes == 0 ? Optional.empty() : Optional.of(new HeapLimit(maxHeapBytes));
  }
}
