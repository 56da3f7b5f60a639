package org.vitrine.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Texts;

class OpeningTest {
  @TempDir Path folder;

  private Home home() {
    return Home.of(folder);
  }

  private String begun() {
    try (var history = History.open(home())) {
      var run = history.create(Sample.recipe().withName("kept"), RunStatus.QUEUED);
      history.log(run).add(Sample.step(1, 0.5));
      return run;
    }
  }

  private void byHand(String... statements) throws SQLException {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
        var statement = connection.createStatement()) {
      for (var each : statements) statement.executeUpdate(each);
    }
  }

  private static Schema later() {
    var scripts = new java.util.ArrayList<>(Schema.current().scripts());
    scripts.add(
        "CREATE TABLE later (x); ALTER TABLE run ADD COLUMN mood TEXT NOT NULL DEFAULT 'good';");
    return new Schema(scripts);
  }

  @Test
  void begins_a_history_that_nobody_else_can_read() throws IOException {
    begun();
    var file = folder.resolve("history.db");
    if (Files.getFileStore(file).supportsFileAttributeView("posix"))
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void refuses_the_history_of_a_newer_vitrine_and_leaves_it_alone() throws Exception {
    begun();
    byHand("PRAGMA user_version = 99");
    var before = Files.readAllBytes(folder.resolve("history.db"));
    assertThatThrownBy(() -> History.open(home()))
        .isInstanceOfSatisfying(
            Problem.class, e -> assertThat(e.sentence(Locale.ENGLISH)).contains("newer Vitrine"));
    assertThat(Files.readAllBytes(folder.resolve("history.db"))).isEqualTo(before);
  }

  @Test
  void changes_an_older_history_after_a_copy() throws Exception {
    var run = begun();
    try (var db = Opening.open(home(), later())) {
      assertThat(
              db.<List<String>>read(
                  sql -> sql.rows("SELECT mood FROM run", row -> row.getString(1))))
          .containsExactly("good");
    }
    try (var files = Files.list(folder)) {
      var copies =
          files
              .filter(
                  file -> file.getFileName().toString().matches("history-v1-\\d{8}-\\d{6}\\.db"))
              .toList();
      assertThat(copies).hasSize(1);
      Files.move(
          copies.getFirst(),
          folder.resolve("history.db"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    try (var history = History.open(home())) { // the copy is a whole history of the older format
      assertThat(history.after(run, "train/loss", -1)).hasSize(1);
    }
  }

  @Test
  void does_not_change_an_older_history_while_a_run_goes_on() throws Exception {
    var run = begun();
    byHand("UPDATE run SET status = 'running', heartbeat = " + System.currentTimeMillis());
    assertThatThrownBy(() -> Opening.open(home(), later()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("history.migrate");
    try (var history = History.open(home())) {
      assertThat(history.head(run)).isPresent();
    }
    byHand("UPDATE run SET heartbeat = heartbeat - 11000");
    Opening.open(home(), later()).close();
  }

  @Test
  void leaves_no_half_changed_history() throws Exception {
    begun();
    var scripts = new java.util.ArrayList<>(Schema.current().scripts());
    scripts.add("CREATE TABLE later (x); INSERT INTO nowhere VALUES (1);");
    assertThatThrownBy(() -> Opening.open(home(), new Schema(scripts))).isInstanceOf(Problem.class);
    try (var history = History.open(home())) {
      assertThat(history.runs(false)).hasSize(1);
    }
  }

  @Test
  void says_that_a_file_is_damaged() throws IOException {
    Files.writeString(
        folder.resolve("history.db"), "This is no database, and has never been one.".repeat(99));
    assertThatThrownBy(() -> History.open(home()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("history.damaged");
  }

  @Test
  void says_that_a_file_is_damaged_in_the_middle() throws IOException {
    begun();
    var file = folder.resolve("history.db");
    var bytes = Files.readAllBytes(file);
    for (int i = 4096; i < bytes.length; i++) bytes[i] = (byte) (i * 31);
    Files.write(file, bytes);
    assertThatThrownBy(
            () -> {
              try (var history = History.open(home())) {
                history.runs(false);
              }
            })
        .isInstanceOf(Problem.class)
        .hasMessageContaining("history.damaged");
  }

  @Test
  void says_that_a_home_cannot_be_made() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> History.open(Home.of(file.resolve("home"))))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("base.home");
  }

  @Test
  void reads_what_it_cannot_write() throws IOException {
    var run = begun();
    var reason = new Problem("base.home", folder, "access was denied");
    try (var db = Opening.readable(folder.resolve("history.db"), Schema.current(), reason)) {
      assertThat(db.readOnly()).isTrue();
      assertThat(db.trouble()).isEqualTo(reason.toFacts());
      assertThat(db.<List<Point>>read(sql -> Metrics.after(sql, run, "train/loss", -1))).hasSize(1);
      assertThatThrownBy(() -> db.write(sql -> sql.change("DELETE FROM run")))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("history.readonly");
    }
  }

  @Test
  void has_its_sentences_in_both_languages() {
    var keys =
        List.of(
            "damaged",
            "busy",
            "write",
            "gone",
            "readonly",
            "newer",
            "older",
            "migrate",
            "unknown",
            "alive");
    for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      var texts = Texts.of("org.vitrine.core.history.problems", locale);
      for (var key : keys) {
        assertThat(texts.get("history." + key, "f", "x", "y")).doesNotContain("history.", "{");
        assertThat(texts.get("history." + key + ".try", "f", "x", "y"))
            .doesNotContain("history.", "{");
      }
    }
    assertThat(new Problem("history.alive", "x").sentence(Locale.SIMPLIFIED_CHINESE))
        .contains("仍在进行");
  }
}
