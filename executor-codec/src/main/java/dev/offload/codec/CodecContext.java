package dev.offload.codec;

import java.lang.reflect.Proxy;

/**
 * What all Kryo instances of one codec have in common. Any thread.
 *
 * @param loader finds the classes named in messages
 * @param gate says which of them may be used
 * @param lambdas the lambdas met so far while decoding
 */
record CodecContext(ClassLoader loader, ClassGate gate, LambdaShapes lambdas) {
  static CodecContext create(CodecOptions options, ClassLoader loader) {
    return new CodecContext(loader, new ClassGate(options.allowedClasses()), new LambdaShapes());
  }

  /**
   * Tells whether the name of {@code type} means {@code type} here. Where it means another class, of another loader, its objects must not
   * travel: they would arrive as that one. A class that is not found here at all may be found there.
   */
  boolean meansSame(Class<?> type) {
    if (type.isHidden() || type.isArray() || Proxy.isProxyClass(type) || Jdk.owns(type)) {
      return true;
    }
    try {
      return load(type.getName()) == type;
    } catch (ClassNotFoundException | LinkageError e) {
      return true;
    }
  }

  static Refusal refusal(Class<?> type) {
    return new Refusal("its class is loaded by " + type.getClassLoader() + ", and the loader of the task's code has another class of the"
        + " name " + type.getName(), "Load both by one class loader, or pass a value of a class that they share");
  }

  /** The class named {@code name}, not initialised, if it may travel. */
  Class<?> load(String name) throws ClassNotFoundException {
    gate.check(name);
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      if (name.startsWith("dev.offload.")) {
        // The user's loader need not see this library, and its exceptions must arrive all the same.
        return Class.forName(name, false, Codec.class.getClassLoader());
      }
      throw e;
    }
  }
}
