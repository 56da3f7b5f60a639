/// The commands, one a file: each asks the workbench and prints what it answered. None loads the engine itself.
@NullMarked
package org.vitrine.app.command;

import org.jspecify.annotations.NullMarked;
