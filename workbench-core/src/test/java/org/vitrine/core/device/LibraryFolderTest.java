package org.vitrine.core.device;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Problem;

class LibraryFolderTest {
  private static final String GLUE_271 = "..Java_ai_djl_pytorch_jni_PyTorchLibrary_torchQuantile..";

  @TempDir Path folder;

  /// A library with `text` standing after so many other bytes.
  private void library(String name, String text, int before) throws IOException {
    var bytes = new byte[before + text.length() + 50];
    Arrays.fill(bytes, (byte) 'x');
    System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, before, text.length());
    Files.write(folder.resolve(name), bytes);
  }

  private LibraryFolder look() {
    return LibraryFolder.look(folder).orElseThrow();
  }

  private void thenRefused(String key) {
    thenThrownBy(() -> look().matching())
        .isInstanceOfSatisfying(Problem.class, problem -> then(problem.key()).isEqualTo(key));
  }

  @Test
  void finds_no_library_in_an_empty_folder() {
    then(LibraryFolder.look(folder)).isEmpty();
  }

  @Test
  void reads_the_version_out_of_the_library_wherever_it_stands() throws IOException {
    for (int before : new int[] {100, (1 << 20) - 3, (1 << 20) + 61, 3 << 20}) {
      var own = Files.createDirectory(folder.resolve("at" + before));
      library("at" + before + "/libtorch_cpu.so", "\0" + "2.7.1\0", before);
      library("at" + before + "/libdjl_torch.so", GLUE_271, before);
      then(LibraryFolder.look(own).orElseThrow().matching().libtorch()).contains("2.7.1");
    }
  }

  @Test
  void refuses_a_library_that_the_glue_was_not_made_for() throws IOException {
    library("libtorch_cpu.so", "\0" + "2.11.0+cu130\0", 5);
    library("libdjl_torch.so", GLUE_271, 5);
    library("libtorch_cuda.so", "", 5);
    then(look().cuda()).isTrue();
    thenRefused("device.version");
    var problem = new Problem("device.version", folder, "2.11.0", "2.7.1");
    then(problem.sentence(Locale.ENGLISH)).contains("2.11.0").contains("2.7.1");
    then(problem.remedy(Locale.SIMPLIFIED_CHINESE)).contains("2.7.1");
  }

  @Test
  void takes_the_older_library_with_its_own_glue() throws IOException {
    library("libtorch_cpu.so", "", 5);
    library("libdjl_torch.so", "an older glue", 5);
    Files.writeString(folder.resolve("build-version"), "2.5.1+cu124\n");
    then(look().matching().libtorch()).contains("2.5.1");
  }

  @Test
  void says_that_the_glue_is_missing() throws IOException {
    library("torch_cpu.dll", "nothing", 5);
    thenRefused("device.no_glue");
  }

  @Test
  void says_that_the_version_is_unknown() throws IOException {
    library("torch_cpu.dll", "nothing", 5);
    library("djl_torch.dll", GLUE_271, 5);
    thenRefused("device.unknown_version");
  }
}
