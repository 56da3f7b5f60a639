package org.vitrine.app.command;

import org.vitrine.app.line.Group;
import picocli.CommandLine.Command;

/// `vitrine tokenizer ...`
@Command(
    name = "tokenizer",
    subcommands = {TokenizerTrainCommand.class})
public final class TokenizerCommand extends Group {}
