package dev.offload.conformance;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** What goes on around every test of the suite: a watchdog while it runs, and a look at what it left behind. */
final class ContractExtension implements BeforeEachCallback, AfterEachCallback, InvocationInterceptor {
  /** Key of the report entry by which {@link ContractReport} learns the name of the backend. */
  static final String BACKEND = "offload.backend";
  private static final Namespace NAMESPACE = Namespace.create(ContractExtension.class);

  ContractExtension() {}

  @Override
  public void beforeEach(ExtensionContext context) {
    ContractSubject subject = (ContractSubject) context.getRequiredTestInstance();
    context.publishReportEntry(BACKEND, subject.provider().name());
    context.getStore(NAMESPACE).put(Belongings.class, Belongings.now());
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation, ReflectiveInvocationContext<Method> invocationContext, ExtensionContext context)
      throws Throwable {
    watch(invocation, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation, ReflectiveInvocationContext<Method> invocationContext, ExtensionContext context)
      throws Throwable {
    watch(invocation, context);
  }

  private static void watch(Invocation<Void> invocation, ExtensionContext context) throws Throwable {
    try (Watchdog watchdog = Watchdog.over(Thread.currentThread(), context.getDisplayName(), Watchdog.LIMIT)) {
      watchdog.watch(invocation::proceed);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    // A test that failed may well have left something, and what it says counts more.
    if (context.getExecutionException().isEmpty()) {
      context.getStore(NAMESPACE).get(Belongings.class, Belongings.class).assertNothingNew();
    }
  }
}
