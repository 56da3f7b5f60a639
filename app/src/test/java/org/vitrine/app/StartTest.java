package org.vitrine.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.BDDAssertions.then;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
  @Test
  void a_display_is_there_when_the_system_says_so() {
    then(Start.display(Map.of(), "Linux")).isFalse();
    then(Start.display(Map.of("DISPLAY", ""), "Linux")).isFalse();
    then(Start.display(Map.of("DISPLAY", ":0"), "Linux")).isTrue();
    then(Start.display(Map.of("WAYLAND_DISPLAY", "wayland-0"), "Linux")).isTrue();
    then(Start.display(Map.of(), "Windows 11")).isTrue();
    then(Start.display(Map.of(), "Mac OS X")).isTrue();
  }

  @Test
  void libraries_find_the_natives_that_are_there_and_no_others(@TempDir Path home)
      throws Exception {
    Files.createDirectories(home.resolve("natives/torch"));
    Files.createDirectories(home.resolve("natives/jna"));
    var set = new HashMap<String, String>();
    Folder.settings(home, set::put);
    then(set)
        .containsEntry("vitrine.home.app", home.toString())
        .containsEntry("vitrine.natives", home.resolve("natives").toString())
        .containsEntry("jna.boot.library.path", home.resolve("natives/jna").toString())
        .as("the engine is chosen by the settings; this name is the user's")
        .doesNotContainKeys("PYTORCH_LIBRARY_PATH", "RUST_LIBRARY_PATH", "org.sqlite.lib.path");
  }

  @Test
  void java_would_refuse_an_application_that_is_started_from_the_class_path() {
    noClasses()
        .that()
        .haveSimpleName("Main")
        .should()
        .beAssignableTo("javafx.application.Application")
        .because("JavaFX lies on the class path")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.vitrine.app"));
  }
}
