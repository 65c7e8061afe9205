package dev.offload.codec;

import dev.offload.Task;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Kinds of class that users write on top of the JDK's, where fields alone are not the object. */
final class UserKinds {
  private UserKinds() {}

  /** Not Serializable, over a class of the JDK with a field. */
  static final class Squares extends AbstractList<Integer> {
    private final int count;

    Squares(int count) {
      this.count = count;
    }

    @Override
    public Integer get(int index) {
      return index * index;
    }

    @Override
    public int size() {
      return count;
    }
  }

  static final class OneEntry extends AbstractMap<String, Object> {
    private final Object value;

    OneEntry(Object value) {
      this.value = value;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      return Collections.singleton(Map.entry("only", value));
    }
  }

  static final class Recent extends LinkedHashMap<String, Integer> {
    private static final long serialVersionUID = 1L;
    private final int most;

    Recent(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
      return size() > most;
    }

    static String describe(Recent copy) {
      copy.get("a");
      copy.put("c", 3);
      return copy.keySet() + "" + copy.most;
    }
  }

  static final class Singleton implements Serializable {
    private static final long serialVersionUID = 1L;
    static final Singleton ONLY = new Singleton();

    private Object readResolve() {
      return ONLY;
    }
  }

  /** Equal by identity hash in one JVM only, so it says itself how it travels. */
  public static final class Hashed implements Externalizable {
    private static final long serialVersionUID = 1L;
    private int hash = System.identityHashCode(Hashed.class);
    private String name = "";

    static Hashed named(String name) {
      Hashed hashed = new Hashed();
      hashed.name = name;
      return hashed;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      out.writeUTF(name);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
      name = in.readUTF();
    }

    String describe() {
      return name + (hash == System.identityHashCode(Hashed.class));
    }
  }

  static final class Answering implements InvocationHandler {
    private final Object answer;

    Answering(Object answer) {
      this.answer = answer;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
      return answer;
    }
  }

  private static Object proxy() {
    return Proxy.newProxyInstance(UserKinds.class.getClassLoader(), new Class<?>[] {Task.class}, new Answering("answer"));
  }

  static List<Kind> all() {
    return List.of(
        Kind.of("own list over AbstractList", () -> new Squares(4)),
        Kind.of("own map over AbstractMap", () -> new OneEntry(List.of(1))),
        Kind.of("own map over LinkedHashMap", () -> new Recent(2), recent -> {
          Recent copy = (Recent) recent.clone();
          copy.putAll(Map.of("a", 1));
          copy.put("b", 2);
          return Recent.describe(copy);
        }),
        Kind.of("singleton with readResolve", () -> Singleton.ONLY, only -> only == Singleton.ONLY),
        Kind.of("Externalizable", () -> Hashed.named("h"), Hashed::describe),
        Kind.of("proxy", UserKinds::proxy, task -> LanguageKinds.call((Task<?>) task)),
        Kind.of("proxy in a JDK container", () -> Collections.singletonList(proxy()),
            list -> LanguageKinds.call((Task<?>) ((List<?>) list).get(0))),
        Kind.of("IdentityHashMap", () -> new IdentityHashMap<>(Map.of(LanguageKinds.Colour.RED, "v"))),
        Kind.of("concurrent set", () -> {
          Set<String> set = ConcurrentHashMap.newKeySet();
          set.addAll(List.of("a", "b"));
          return set;
        }, (Set<String> set) -> new TreeSet<>(set) + set.getClass().getName()),
        Kind.of("set from map", () -> {
          Set<Object> set = Collections.newSetFromMap(new HashMap<>());
          set.add(new LanguageKinds.Point(1, 2, "p"));
          return set;
        }),
        Kind.of("lock", ReentrantLock::new, ReentrantLock::isLocked));
  }
}
