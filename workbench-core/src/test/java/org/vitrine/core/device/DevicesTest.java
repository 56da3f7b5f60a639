package org.vitrine.core.device;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import org.junit.jupiter.api.Test;
import org.vitrine.core.base.Problem;

class DevicesTest {
  @Test
  void always_has_the_processor_with_its_memory() {
    var cpu = Devices.choose("cpu");
    then(cpu.id()).isEqualTo("cpu");
    then(cpu.name()).isNotBlank();
    then(cpu.freeBytes()).isPositive().isLessThanOrEqualTo(cpu.memoryBytes());
    then(Machine.read().cores()).isPositive();
  }

  @Test
  void names_the_first_missing_link_between_a_card_and_the_engine() {
    then(new Graphics(false, false, false, false).verdict()).isEqualTo("device.gpu.card");
    then(new Graphics(true, false, true, true).verdict()).isEqualTo("device.gpu.driver");
    then(new Graphics(true, true, true, false).verdict()).isEqualTo("device.gpu.library");
    then(new Graphics(true, true, false, true).verdict()).isEqualTo("device.gpu.runtime");
    then(new Graphics(true, true, true, true).usable()).isTrue();
  }

  @Test
  void refuses_a_device_that_is_none() {
    thenThrownBy(() -> Devices.choose("gpu"))
        .isInstanceOfSatisfying(
            Problem.class, problem -> then(problem.key()).isEqualTo("device.unknown"));
    thenThrownBy(() -> Devices.choose("cuda:99")).isInstanceOf(Problem.class);
  }
}
