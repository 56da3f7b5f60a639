package org.vitrine.app.command;

import org.vitrine.app.line.Group;
import picocli.CommandLine.Command;

/// `vitrine engine ...`
@Command(
    name = "engine",
    subcommands = {
      EngineListCommand.class,
      EngineInstallCommand.class,
      EngineUseCommand.class,
      EngineRemoveCommand.class,
      EngineVerifyCommand.class
    })
public final class EngineCommand extends Group {}
