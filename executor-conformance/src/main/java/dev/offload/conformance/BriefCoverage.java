package dev.offload.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests of a binding that fail where it tests a rule in full and not in brief. For the class of a binding, also of some chapters only. */
public interface BriefCoverage {
  /** The classes that bind chapters of this binding beside this one, each with {@link PartOf}; none by default. */
  default List<Class<?>> parts() {
    return List.of();
  }

  @Test
  @DisplayName("every rule that is tested in this binding is so in brief, too")
  default void contract_everyRuleThatIsBound_hasATestInBrief() {
    assertEquals(BoundTests.rulesOf(BoundTests.of(getClass(), parts())),
        BoundTests.rulesOf(BoundTests.of(getClass(), parts()).filter(OnePerRuleFilter::isTheOne)));
  }

  @Test
  @DisplayName("every part of this binding says that it is one")
  default void contract_everyPart_namesItsBinding() {
    List<Class<?>> strangers = parts().stream().filter(part -> OnePerRuleFilter.bindingOf(part) != getClass()).toList();

    assertEquals(List.of(), strangers, "parts without @PartOf(" + getClass().getSimpleName() + ".class)");
  }
}
