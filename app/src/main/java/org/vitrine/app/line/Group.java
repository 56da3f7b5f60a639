package org.vitrine.app.line;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that is only a word before others; alone it says which.
public abstract class Group implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets `spec` before it calls
  protected Group() {}

  @Override
  public final Integer call() {
    var words = String.join(", ", spec.subcommands().keySet());
    throw new ParameterException(
        spec.commandLine(),
        Act.of(spec).texts().get("usage.subcommand", spec.qualifiedName(), words));
  }
}
