/// How a language model goes on with a text: greedily, by drawing, or with beams (METHODS 7). It stands under `task` because
/// it is prediction, the last thing that a task is there for: it asks a [org.vitrine.core.model.Model] for logits and
/// decides among them, so a family knows nothing of it, and a new decoder family needs nothing here but its net.
@NullMarked
package org.vitrine.core.task.generate;

import org.jspecify.annotations.NullMarked;
