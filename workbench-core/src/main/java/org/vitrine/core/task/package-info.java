/// What is learnt: rows to [org.vitrine.core.model.net.Batch], loss, metrics, prediction; one file a task.
@NullMarked
package org.vitrine.core.task;

import org.jspecify.annotations.NullMarked;
