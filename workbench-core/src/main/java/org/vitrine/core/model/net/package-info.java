/// What every family is made of: [org.vitrine.core.model.net.Batch] in, [org.vitrine.core.model.net.Output] out, heads, the
/// settings of `config.json`, and a family's registration.
@NullMarked
package org.vitrine.core.model.net;

import org.jspecify.annotations.NullMarked;
