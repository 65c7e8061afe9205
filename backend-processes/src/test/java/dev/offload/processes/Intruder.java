package dev.offload.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A program that is nobody's child: of each address it reads on standard input it makes as many connections as it can use, says something
 * else on each, and listens for an answer. At the end it prints how many it had, and how many bytes it was told. Needs the JDK only.
 */
final class Intruder {
  private static final int CROWD = 40;
  private static final byte[] MAGIC_AND_VERSION = {0x4F, 0x46, 0x4C, 0x44, 0, 0, 0, 2};

  private final List<SocketChannel> open = new ArrayList<>();
  private final Random random = new Random(1);
  private int connected;
  private int denied;
  private int told;

  private Intruder() {}

  public static void main(String[] arguments) throws IOException {
    Intruder intruder = new Intruder();
    BufferedReader addresses = new BufferedReader(new InputStreamReader(System.in));
    for (String address = addresses.readLine(); address != null; address = addresses.readLine()) {
      for (int i = 0; i < CROWD; i++) {
        intruder.attack(address, i % 5);
      }
    }
    intruder.listen();
    System.out.println("connected " + (intruder.connected > 0) + ", denied " + (intruder.denied > 0) + ", told " + intruder.told);
  }

  private void attack(String address, int manner) {
    try {
      SocketChannel channel = SocketChannel.open(parse(address));
      connected++;
      open.add(channel);
      channel.configureBlocking(false);
      channel.write(ByteBuffer.wrap(words(manner)));
    } catch (IOException e) {
      // Not let in; or too late, the door was closed when its worker had come.
      denied += String.valueOf(e.getMessage()).contains("Permission denied") ? 1 : 0;
    }
  }

  /** Silence, a trickle, rubbish, a wrong token behind the right beginning, an oversize frame. */
  private byte[] words(int manner) {
    byte[] words = new byte[new int[] {0, 1, 5_000, 40, 64}[manner]];
    random.nextBytes(words);
    if (manner == 3) {
      System.arraycopy(MAGIC_AND_VERSION, 0, words, 0, MAGIC_AND_VERSION.length);
    } else if (manner == 4) {
      ByteBuffer.wrap(words).putInt(Integer.MAX_VALUE);
    }
    return words;
  }

  private void listen() {
    for (SocketChannel channel : open) {
      try (channel) {
        told += Math.max(0, channel.read(ByteBuffer.allocate(1_000)));
      } catch (IOException e) {
        // Turned away: nothing was told.
        continue;
      }
    }
  }

  private static SocketAddress parse(String address) {
    return address.startsWith("tcp:")
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(address.substring(4)))
        : UnixDomainSocketAddress.of(address);
  }
}
