/// What is asked of a session worker and what it answers: plain records that travel as JSON lines. Arrays never travel in
/// them; they name a safetensors file.
@NullMarked
package org.vitrine.core.session.protocol;

import org.jspecify.annotations.NullMarked;
