package dev.offload.codec;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.List;

/** Makes the objects of a lambda expression as the JVM does where the expression stands, without the compiler's own method. Any thread. */
final class LambdaLink {
  private final MethodHandle factory;
  private final String place;

  private LambdaLink(MethodHandle factory, String place) {
    this.factory = factory;
    this.place = place;
  }

  /** Links anew; {@code names} and {@code kind} as in {@link LambdaShape}. */
  static LambdaLink of(Class<?> capturingClass, List<String> names, int kind, int capturedCount) {
    try {
      ClassLoader loader = capturingClass.getClassLoader();
      Lookup lookup = MethodHandles.privateLookupIn(capturingClass, MethodHandles.lookup());
      MethodHandle code = code(lookup, kind, load(names.get(3), loader), names.get(4), type(names.get(5), loader));
      MethodType captured = MethodType.methodType(
          load(names.get(0), loader), code.type().parameterList().subList(0, capturedCount));
      MethodHandle factory = LambdaMetafactory.altMetafactory(lookup, names.get(1), captured, type(names.get(2), loader), code,
          type(names.get(6), loader), LambdaMetafactory.FLAG_SERIALIZABLE).getTarget();
      return new LambdaLink(factory, capturingClass.getName());
    } catch (Exception | LinkageError e) {
      throw new TransferFailure(Explanation.of(e), capturingClass.getName(), e);
    }
  }

  Object make(Object[] captured) {
    try {
      return factory.invokeWithArguments(captured);
    } catch (Throwable e) {
      throw new TransferFailure(Explanation.of(e), place, e);
    }
  }

  private static MethodHandle code(Lookup lookup, int kind, Class<?> owner, String name, MethodType type)
      throws NoSuchMethodException, IllegalAccessException {
    return switch (kind) {
      case MethodHandleInfo.REF_invokeStatic -> lookup.findStatic(owner, name, type);
      case MethodHandleInfo.REF_invokeSpecial -> lookup.findSpecial(owner, name, type, lookup.lookupClass());
      case MethodHandleInfo.REF_newInvokeSpecial -> lookup.findConstructor(owner, type);
      default -> lookup.findVirtual(owner, name, type);
    };
  }

  private static MethodType type(String descriptor, ClassLoader loader) {
    return MethodType.fromMethodDescriptorString(descriptor, loader);
  }

  private static Class<?> load(String internalName, ClassLoader loader) throws ClassNotFoundException {
    return Class.forName(internalName.replace('/', '.'), false, loader);
  }
}
