package dev.offload.cluster;

import static dev.offload.conformance.Eventually.eventually;
import static dev.offload.conformance.Outcomes.valueOf;
import static dev.offload.conformance.Outcomes.valuesOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.cluster.grid.Ports;
import dev.offload.cluster.wire.Message;
import dev.offload.cluster.wire.MessageType;
import dev.offload.cluster.wire.Topics;
import dev.offload.conformance.Tasks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.ignite.IgniteMessaging;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Messages that make no sense, to an executor and to its session, among those that do. */
class HostileMessageTest {
  private static final int MESSAGES = 6_000;
  private static final int TASK_EACH = 20;
  private static final long SEED = 20_260_117;
  /** What these say is done, whoever says it: who can send at all is a member of the cluster. */
  private static final Set<MessageType> ORDERS = Set.of(MessageType.STOP, MessageType.TERMINATE, MessageType.KILL,
      MessageType.WORN);

  private final Map<String, List<byte[]>> said = new ConcurrentHashMap<>();
  private final Random random = new Random(SEED);

  @Test
  @DisplayName("K7: bytes that are no message, or one that went wrong or comes again, harm nothing")
  void tasks_amongHostileMessages_haveTheirResults() {
    ExecutorConfig config = ExecutorConfig.defaults().withBackend(ClusterProvider.NAME).withWorkers(1)
        .withOption("cluster.port", Integer.toString(Ports.free()));
    try (TaskExecutor executor = TaskExecutor.open(config)) {
      ClusterExecutor own = (ClusterExecutor) executor;
      IgniteMessaging messages = own.ignite().message();
      List<String> topics = List.of(Topics.ofExecutor(own.id()), Topics.ofSession(own.id(), 1));
      topics.forEach(topic -> record(messages, topic));
      valuesOf(IntStream.range(0, 20).mapToObj(i -> executor.submit(Tasks::square, i)).toList());
      eventually(() -> topics.stream().allMatch(topic -> said.get(topic).size() >= 20), () -> "what they say to each other");
      Map<String, List<byte[]>> real = Map.copyOf(said);

      List<TaskFuture<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < MESSAGES; i++) {
        String topic = topics.get(i % 2);
        messages.send(topic, hostile(real.get(topic)));
        if (i % TASK_EACH == 0) {
          tasks.add(executor.submit(Tasks::square, i));
        }
      }

      assertEquals(IntStream.range(0, tasks.size()).map(i -> Tasks.square(i * TASK_EACH)).boxed().toList(), valuesOf(tasks));
      assertEquals("worker-1", valueOf(executor.submit(Tasks::worker)));
    }
  }

  private void record(IgniteMessaging messages, String topic) {
    List<byte[]> heard = new CopyOnWriteArrayList<>();
    said.put(topic, heard);
    messages.localListen(topic, (node, bytes) -> {
      heard.add((byte[]) bytes);
      return heard.size() < 20;
    });
  }

  private byte[] hostile(List<byte[]> real) {
    byte[] bytes = real.get(random.nextInt(real.size())).clone();
    byte[] wrong = switch (random.nextInt(4)) {
      case 0 -> randomBytes();
      case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 2 -> withFlips(bytes.clone());
      default -> bytes;
    };
    return isOrder(wrong) ? bytes : wrong;
  }

  private byte[] randomBytes() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Anywhere but in the numbers of session and task: what is said of another task that is there counts. */
  private byte[] withFlips(byte[] bytes) {
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length - 2 * Long.BYTES);
      bytes[at == 0 ? 0 : at + 2 * Long.BYTES] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static boolean isOrder(byte[] bytes) {
    try {
      return ORDERS.contains(Message.from(bytes).type());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
