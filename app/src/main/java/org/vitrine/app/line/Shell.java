package org.vitrine.app.line;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.vitrine.core.session.Workbench;

/// Where a command speaks, and what it works with.
///
/// @param out results
/// @param err progress and sentences
/// @param terminal whether a line that was written can be written anew
/// @param opener gives the workbench that the options ask for
public record Shell(
    PrintWriter out, PrintWriter err, boolean terminal, Opener opener, Interrupt interrupt) {

  /// Makes a workbench; the command closes it.
  @FunctionalInterface
  public interface Opener {
    Workbench open(Everywhere options);
  }

  /// This process's own streams.
  public static Shell ofProcess(Opener opener, Interrupt interrupt) {
    var console = System.console();
    return new Shell(
        writer(System.out),
        writer(System.err),
        console != null && console.isTerminal(),
        opener,
        interrupt);
  }

  /// A stream whose character set knows no Chinese (a pipe in the C locale) is written in UTF-8.
  private static PrintWriter writer(PrintStream stream) {
    Charset charset = stream.charset();
    var able = charset.canEncode() && charset.newEncoder().canEncode('中');
    return new PrintWriter(
        new OutputStreamWriter(stream, able ? charset : StandardCharsets.UTF_8), false);
  }
}
