/// The one SQLite file in which everything that was tried is kept: runs, recipes, every metric point, events, checkpoints,
/// captures, commands, notes. The only thing that the window and the workers share.
@NullMarked
package org.vitrine.core.history;

import org.jspecify.annotations.NullMarked;
