package org.vitrine.core.device.engine;

import static org.assertj.core.api.BDDAssertions.then;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonsTest {
  @TempDir Path user;

  private Path torch(String packages, String text) throws IOException {
    var folder = user.resolve(packages);
    Files.createDirectories(folder.resolve("torch/lib"));
    Files.writeString(folder.resolve("torch/version.py"), text);
    return folder;
  }

  @Test
  void finds_pytorch_where_pythons_keep_it_and_runs_none() throws IOException {
    var local =
        torch(
            ".local/lib/python3.12/site-packages", "__version__ = '2.7.1+cu128'\ncuda = '12.8'\n");
    var conda = torch("miniconda3/envs/ml/lib/python3.11/site-packages", "__version__ = '2.5.1'\n");
    var own = torch("work/env/lib/python3.13/site-packages", "__version__ = '2.7.1+cpu'\n");
    torch("anaconda3/lib/python3.9/site-packages", "raise SystemExit\n");
    var found = Pythons.find(Map.of("VIRTUAL_ENV", user.resolve("work/env").toString()), user);
    then(found)
        .contains(
            new Pythons.Python(own, "2.7.1+cpu"),
            new Pythons.Python(local, "2.7.1+cu128"),
            new Pythons.Python(conda, "2.5.1"));
    then(found).noneMatch(each -> each.folder().toString().contains("anaconda3"));
    then(new Pythons.Python(local, "2.7.1+cu128").release()).isEqualTo("2.7.1");
  }
}
