package dev.offload.conformance;

import dev.offload.Capability;
import dev.offload.TaskExecutor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Workers killed at random that hold, wait and meet: rule H6 in the large. To be bound where {@link KillFuzzContract} is. */
public interface SharedKillFuzzContract extends ContractSubject {
  @Test
  @Tag(Soak.TAG)
  @DisplayName("H6: whatever worker is killed whenever, nobody waits for ever for what it had, and all of it is there again")
  default void workers_killedWithSharedObjects_leaveNobodyWaiting() {
    requires(Capability.CONCURRENT, Capability.SURVIVES_CRASHES);
    Seed.drawn().tellOnFailure(random -> {
      Killer killer = Killer.start(random);
      // Workers that are killed while they start are no sign of a broken configuration here.
      try (TaskExecutor executor = open(config -> config.workers(3).maxStartFailures(Integer.MAX_VALUE)); killer) {
        new SharedKillFuzz(executor, random).run(Extent.times(60, 150, 4_000), Extent.times(5, 12, 250), killer);
      }
    });
  }
}
