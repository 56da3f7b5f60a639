/// Training: [org.vitrine.core.train.Recipe], the one loop `FineTuneRun`, optimizers, schedules, checkpoints, and the
/// interfaces by which a run tells what happens ([org.vitrine.core.train.RunLog]) and is told what to do
/// ([org.vitrine.core.train.Commands]).
@NullMarked
package org.vitrine.core.train;

import org.jspecify.annotations.NullMarked;
