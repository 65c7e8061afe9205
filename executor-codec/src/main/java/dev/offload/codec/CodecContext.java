package dev.offload.codec;

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
