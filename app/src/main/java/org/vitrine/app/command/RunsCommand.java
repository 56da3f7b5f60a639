package org.vitrine.app.command;

import org.vitrine.app.line.Group;
import picocli.CommandLine.Command;

/// `vitrine runs ...`
@Command(
    name = "runs",
    subcommands = {
      RunsListCommand.class,
      RunsShowCommand.class,
      RunsCompareCommand.class,
      RunsExportCommand.class,
      RunsDeleteCommand.class,
      RunsRestoreCommand.class
    })
public final class RunsCommand extends Group {}
