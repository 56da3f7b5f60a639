package org.vitrine.core.device;

import static org.assertj.core.api.BDDAssertions.then;

import java.util.List;
import org.junit.jupiter.api.Test;

class NvidiaCardsTest {
  private static final String TWO =
      """
      0, GPU-5f1c0f2a-11, NVIDIA GeForce RTX 4070, 550.54.14, 12282, 431, 11531, 3, 41, 8.9
      1, GPU-77aa0000-22, Tesla T4, 550.54.14, 15360, 0, 14930, 0, 35, 7.5
      """;

  private static List<String> names(List<NvidiaCards.Card> cards) {
    return cards.stream().map(NvidiaCards.Card::name).toList();
  }

  @Test
  void reads_several_cards() {
    var cards = NvidiaCards.parse(TWO);
    then(names(cards)).containsExactly("NVIDIA GeForce RTX 4070", "Tesla T4");
    var first = cards.getFirst();
    then(first.driver()).isEqualTo("550.54.14");
    then(first.memoryBytes()).isEqualTo(12282L << 20);
    then(first.usedBytes()).isEqualTo(431L << 20);
    then(first.freeBytes()).isEqualTo(11531L << 20);
    then(first.utilisation()).isEqualTo(3);
    then(first.temperature()).isEqualTo(41);
    then(first.capability()).isEqualTo(8.9);
  }

  @Test
  void takes_what_a_card_does_not_say_as_unknown() {
    var mig =
        NvidiaCards.parse(
                "0, GPU-8e2b, NVIDIA A100-SXM4-80GB, 535.104.05, 81920, 87, 81833, [N/A], 29, 8.0")
            .getFirst();
    then(mig.utilisation()).isNull();
    then(mig.temperature()).isEqualTo(29);
    var integrated =
        NvidiaCards.parse(
                "0, GPU-1, NVIDIA Jetson, 540, [N/A], [Not Supported], [N/A], ERR!, [Unknown Error], [N/A]\r\n")
            .getFirst();
    then(integrated.memoryBytes()).isZero();
    then(integrated.utilisation()).isNull();
    then(integrated.temperature()).isNull();
    then(integrated.capability()).isZero();
  }

  @Test
  void reads_older_drivers_units_and_names_with_commas() {
    var old =
        NvidiaCards.parse(
                "0, GPU-aa, Quadro, the large one, 390.157, 2002 MiB, 12 MiB, 1990 MiB, 7 %, 52")
            .getFirst();
    then(old.name()).isEqualTo("Quadro, the large one");
    then(old.freeBytes()).isEqualTo(1990L << 20);
    then(old.utilisation()).isEqualTo(7);
    then(old.temperature()).isEqualTo(52);
    then(old.capability()).isZero();
  }

  @Test
  void takes_no_message_for_a_card() {
    then(NvidiaCards.parse("")).isEmpty();
    then(NvidiaCards.parse(
            "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure, that, it, is, installed, and, running, x"))
        .isEmpty();
    then(NvidiaCards.parse("Field \"compute_cap\" is not a valid field to query.")).isEmpty();
    then(NvidiaCards.parse("No devices were found")).isEmpty();
    then(NvidiaCards.parse("无法与 NVIDIA 驱动程序通信, a, b, c, d, e, f, g, h, i")).isEmpty();
    then(NvidiaCards.parse(
            TWO + "Unable to determine the device handle for GPU0000:02:00.0: GPU is lost.\n"))
        .hasSize(2);
  }

  @Test
  void shows_the_cards_that_a_program_may_use_in_cudas_order() {
    var cards = NvidiaCards.parse(TWO);
    then(NvidiaCards.visible(cards, null)).hasSize(2);
    then(names(NvidiaCards.visible(cards, "1,0")))
        .containsExactly("Tesla T4", "NVIDIA GeForce RTX 4070");
    then(names(NvidiaCards.visible(cards, "GPU-77aa"))).containsExactly("Tesla T4");
    then(NvidiaCards.visible(cards, "")).isEmpty();
    then(NvidiaCards.visible(cards, "-1")).isEmpty();
    then(NvidiaCards.visible(cards, "0,7,1")).hasSize(1); // CUDA stops at the first that is none
    then(NvidiaCards.visible(cards, "MIG-4d1e").getFirst().driver()).isEqualTo("550.54.14");
  }

  @Test
  void asks_without_harm_where_there_is_no_driver() {
    then(NvidiaCards.all()).isNotNull().hasSizeLessThan(64);
  }
}
