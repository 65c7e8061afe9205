package dev.offload.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a lambda expression on the side that receives. Any thread. */
final class LambdaShape {
  private static final int NAMES = 7;
  // One byte each instead of the text. The order is part of the format.
  private static final List<String> COMMON = List.of("dev/offload/Task", "dev/offload/Action", "dev/offload/TaskFunction",
      "dev/offload/TaskBiFunction", "call", "run", "apply", "()Ljava/lang/Object;", "()V", "(Ljava/lang/Object;)Ljava/lang/Object;",
      "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;", "java/util/concurrent/Callable", "()Ljava/lang/Integer;",
      "()Ljava/lang/String;");

  // The class in which the expression stands, which alone can make its objects, and the compiler's method there that does.
  private final Class<?> capturingClass;
  private final Method maker;
  // Interface, its method and signature, class, method and signature of the code, signature with types put in.
  private final List<String> names;
  private final int kind;
  // Set without a lock: threads that race find the same.
  private volatile @Nullable LambdaLink link;
  private volatile boolean proved;

  private LambdaShape(Class<?> capturingClass, Method maker, List<String> names, int kind) {
    this.capturingClass = capturingClass;
    this.maker = maker;
    this.names = names;
    this.kind = kind;
  }

  /** Writes everything but the captured values. */
  static void write(Output output, SerializedLambda lambda) {
    output.writeString(lambda.getCapturingClass());
    output.writeByte(lambda.getImplMethodKind());
    writeName(output, lambda.getFunctionalInterfaceClass(), lambda);
    writeName(output, lambda.getFunctionalInterfaceMethodName(), lambda);
    writeName(output, lambda.getFunctionalInterfaceMethodSignature(), lambda);
    writeName(output, lambda.getImplClass(), lambda);
    writeName(output, lambda.getImplMethodName(), lambda);
    writeName(output, lambda.getImplMethodSignature(), lambda);
    writeName(output, lambda.getInstantiatedMethodType(), lambda);
  }

  static LambdaShape read(Input input, CodecContext context) {
    String capturing = input.readString();
    int kind = input.readByte();
    String[] names = new String[NAMES];
    for (int i = 0; i < NAMES; i++) {
      names[i] = readName(input, capturing);
    }
    String className = String.valueOf(capturing).replace('/', '.');
    try {
      Class<?> capturingClass = context.load(className);
      Method maker = capturingClass.getDeclaredMethod("$deserializeLambda$", SerializedLambda.class);
      maker.setAccessible(true);
      return new LambdaShape(capturingClass, maker, List.of(names), kind);
    } catch (NoSuchMethodException e) {
      throw otherVersion(className, e);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new TransferFailure(Explanation.of(e), className, e);
    }
  }

  Object make(Object[] captured) {
    LambdaLink known = link;
    if (known != null) {
      return known.make(captured);
    }
    Object made = makeByCompiler(captured);
    if (!proved && !isOfThisShape(made)) {
      known = LambdaLink.of(capturingClass, names, kind, captured.length);
      link = known;
      return known.make(captured);
    }
    proved = true;
    return made;
  }

  /**
   * Two references to one method with different types put in, say {@code Object::toString} on a number and on a date, are one to the
   * compiler's method (JDK-8208752): it makes the first of them for both, and calling it fails on the cast.
   */
  private boolean isOfThisShape(Object made) {
    return LambdaForm.of(made.getClass()).serialize(made).getInstantiatedMethodType().equals(names.get(NAMES - 1));
  }

  private Object makeByCompiler(Object[] captured) {
    SerializedLambda lambda = new SerializedLambda(capturingClass, names.get(0), names.get(1), names.get(2), kind, names.get(3),
        names.get(4), names.get(5), names.get(6), captured);
    try {
      return maker.invoke(null, lambda);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException) {
        throw otherVersion(capturingClass.getName(), e.getCause());
      }
      throw new TransferFailure(Explanation.of(e), capturingClass.getName(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new TransferFailure(Explanation.of(e), capturingClass.getName(), e);
    }
  }

  private static TransferFailure otherVersion(String className, Throwable cause) {
    Refusal refusal = new Refusal("class " + className + " has no such lambda in this JVM",
        "Both JVMs must have the same version of the class that contains the lambda");
    return new TransferFailure(refusal, className, cause);
  }

  // 0: a text follows; 1: the capturing class; from 2: one of the common names.
  private static void writeName(Output output, String name, SerializedLambda lambda) {
    if (name.equals(lambda.getCapturingClass())) {
      output.writeByte(1);
    } else if (COMMON.contains(name)) {
      output.writeByte(COMMON.indexOf(name) + 2);
    } else {
      output.writeByte(0);
      output.writeString(name);
    }
  }

  private static String readName(Input input, String capturing) {
    int code = input.readByte();
    if (code == 0) {
      return input.readString();
    }
    return code == 1 ? capturing : COMMON.get(code - 2);
  }
}
