/// What can be said about attention that was captured: fusion, rollout, entropy, distance, roles, and its pictures and
/// tables. Functions of plain arrays, computed in float64; no engine, no window.
@NullMarked
package org.vitrine.core.insight;

import org.jspecify.annotations.NullMarked;
