package org.vitrine.app.command;

import org.vitrine.app.line.Group;
import picocli.CommandLine.Command;

/// `vitrine model ...`
@Command(
    name = "model",
    subcommands = {ModelShowCommand.class, ModelConvertCommand.class})
public final class ModelCommand extends Group {}
