package org.vitrine.ui.training;

import static org.assertj.core.api.BDDAssertions.then;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.event.Event;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.testing.FxTest;

class SettingControlTest {
  private final List<String> set = new ArrayList<>();
  private int resets;

  private SettingControl control(String name) {
    var words = Words.in(Locale.ENGLISH).of(TrainScreen.class);
    return FxTest.on(
        () -> new SettingControl(Setting.named(name), words, set::add, () -> resets++));
  }

  private static void press(javafx.scene.Node node, KeyCode code) {
    FxTest.run(() ->
        Event.fireEvent(
            node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
  }

  @Test
  void r_resets_a_number_and_a_choice() {
    press(control("learning_rate").node(), KeyCode.R);
    press(control("lr_scheduler_type").node(), KeyCode.R);
    then(resets).isEqualTo(2);
  }

  @Test
  void arrows_step_a_number() {
    var control = control("per_device_train_batch_size");
    FxTest.run(() -> control.show("20", List.of(), false));
    press(control.node(), KeyCode.UP);
    press(control.node(), KeyCode.UP);
    press(control.node(), KeyCode.DOWN);
    then(set).containsExactly("50", "100", "50");
  }

  @Test
  void letters_do_not_get_into_a_number_but_an_exponent_does() {
    var field = (TextField) control("learning_rate").node();
    FxTest.run(() -> {
      for (var typed : "2re-x5".split("")) field.appendText(typed);
    });
    then(field.getText()).isEqualTo("2e-5");
  }

  @Test
  @SuppressWarnings("unchecked")
  void what_is_shown_is_not_set_again() {
    var control = control("learns");
    FxTest.run(() -> control.show("last:6", List.of("all", "head", "last:6"), false));
    then(((ComboBox<String>) control.node()).getItems()).contains("last:6");
    then(set).isEmpty();
  }
}
