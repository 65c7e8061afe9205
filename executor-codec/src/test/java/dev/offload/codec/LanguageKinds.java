package dev.offload.codec;

import dev.offload.Task;
import dev.offload.TaskFunction;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Kinds that the language makes: lambdas, classes, records, enums, arrays, exceptions, cycles. */
final class LanguageKinds {
  // No constant: the compiler would put its value where the field is read, and nobody would miss the object around.
  private final int base = Integer.parseInt("30");

  enum Colour {
    RED, GREEN {
      @Override
      int weight() {
        return 7;
      }
    };

    int weight() {
      return 1;
    }
  }

  record Point(int x, long y, String name) {}

  private record Basket(List<String> items, Point corner, double[] prices) {}

  /** Not Serializable, and without a constructor that takes nothing. */
  static final class Account {
    private final String owner;
    private final int cents;

    Account(String owner, int cents) {
      this.owner = owner;
      this.cents = cents;
    }

    String describe() {
      return owner + ":" + cents;
    }
  }

  static final class Node {
    final String name;
    Node next;
    transient List<String> cache = new ArrayList<>();

    Node(String name) {
      this.name = name;
    }
  }

  static class OwnException extends Exception {
    private static final long serialVersionUID = 1L;
    final int code;

    OwnException(String message, int code) {
      super(message);
      this.code = code;
    }
  }

  static final class HoldingException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final transient Object notSent = new Object();
    @SuppressWarnings("serial")
    final Object thread;

    HoldingException(String message, Object thread) {
      super(message);
      this.thread = thread;
    }
  }

  final class Inner {
    private final int added;

    Inner(int added) {
      this.added = added;
    }

    int sum() {
      return base + added;
    }
  }

  private Task<Integer> capturingThis() {
    return () -> base + 3;
  }

  private Object anonymous() {
    return new Callable<Integer>() {
      @Override
      public Integer call() {
        return base + 4;
      }
    };
  }

  private static Object localRecord() {
    record Local(String word, int number) {}

    return new Local("w", 5);
  }

  private static Object cycle() {
    Node first = new Node("first");
    first.next = new Node("second");
    first.next.next = first;
    return first;
  }

  private static Throwable withCauseAndSuppressed() {
    IllegalStateException failure = new IllegalStateException("outer", new IllegalArgumentException("inner"));
    failure.addSuppressed(new OwnException("beside", 9));
    return failure;
  }

  static Object call(Callable<?> callable) {
    try {
      return callable.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static String describe(Throwable failure) {
    return failure.getClass().getName() + failure.getMessage() + failure.getCause() + Arrays.toString(failure.getSuppressed())
        + Arrays.toString(failure.getStackTrace());
  }

  static List<Kind> all() {
    int captured = 41;
    Account account = new Account("ada", 12);
    String bound = "Offload";
    List<Kind> kinds = new ArrayList<>(List.of(
        Kind.of("lambda, static", () -> (Task<Integer>) () -> 6 * 7, LanguageKinds::call),
        Kind.of("lambda that captures a value", () -> (Task<Integer>) () -> captured + 1, LanguageKinds::call),
        Kind.of("lambda that captures an object without no-argument constructor",
            () -> (Task<String>) () -> account.describe(), LanguageKinds::call),
        Kind.of("lambda that captures this", () -> new LanguageKinds().capturingThis(), LanguageKinds::call),
        Kind.of("bound method reference", () -> (Task<Integer>) bound::length, LanguageKinds::call),
        Kind.of("lambda cast to Serializable", () -> (Callable<Integer> & Serializable) () -> captured, LanguageKinds::call),
        Kind.of("function", () -> (TaskFunction<Integer, Integer>) Math::abs, LanguageKinds::applyToMinusOne),
        Kind.of("anonymous class that captures this", () -> new LanguageKinds().anonymous(), o -> call((Callable<?>) o)),
        Kind.of("inner class", () -> new LanguageKinds().new Inner(5), Inner::sum),
        Kind.of("class without no-argument constructor", () -> account, Account::describe),
        Kind.of("record", () -> new Point(-3, 1L << 40, "p")),
        Kind.of("private record that holds List.of", () -> new Basket(List.of("a", "b"), new Point(1, 2, null), new double[] {1.5}),
            (Basket basket) -> basket.items() + "" + basket.corner() + Arrays.toString(basket.prices())),
        Kind.of("local record", LanguageKinds::localRecord)));
    kinds.addAll(enumsArraysExceptions());
    return kinds;
  }

  private static Object applyToMinusOne(TaskFunction<Integer, Integer> function) {
    return call(() -> function.apply(-1));
  }

  private static List<Kind> enumsArraysExceptions() {
    return List.of(
        Kind.of("enum", () -> Colour.RED),
        Kind.of("enum with body", () -> Colour.GREEN, (Colour colour) -> colour + "" + colour.weight() + (colour == Colour.GREEN)),
        Kind.of("EnumMap", () -> new EnumMap<>(Map.of(Colour.RED, 1, Colour.GREEN, 2))),
        Kind.of("EnumSet", () -> EnumSet.of(Colour.GREEN)),
        Kind.of("empty EnumSet", () -> EnumSet.noneOf(Colour.class), (EnumSet<Colour> set) -> EnumSet.complementOf(set)),
        Kind.of("int[][]", () -> new int[][] {{1, -2}, {}, null}, (int[][] array) -> Arrays.deepToString(array)),
        Kind.of("nested arrays of narrower types", () -> new Object[][] {new String[] {"a"}, new Integer[] {1}},
            (Object[][] array) -> Arrays.deepToString(array) + array[0].getClass() + array[1].getClass()),
        Kind.of("boolean[]", () -> new boolean[] {true, false, true}, (boolean[] array) -> Arrays.toString(array)),
        Kind.of("RuntimeException", () -> new IllegalStateException("m"), LanguageKinds::describe),
        Kind.of("exception with cause and suppressed", LanguageKinds::withCauseAndSuppressed, LanguageKinds::describe),
        Kind.of("own exception", () -> new OwnException("mine", 3), (OwnException e) -> describe(e) + e.code),
        Kind.of("exception that holds what cannot be serialised", () -> new HoldingException("held", Thread.currentThread()),
            (Throwable e) -> e.getMessage().endsWith("held") + Arrays.toString(e.getStackTrace())),
        Kind.of("cycle", LanguageKinds::cycle, o -> {
          Node node = (Node) o;
          return node.name + node.next.name + (node.next.next == node);
        }));
  }
}
