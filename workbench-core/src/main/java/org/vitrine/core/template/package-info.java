/// Chat templates: the part of Jinja that checkpoints write them in, in a sandbox. A template reads what it is given, calls
/// nothing but what is named here, and ends: steps, depth and length are counted.
/// <https://jinja.palletsprojects.com/en/stable/templates/>
@NullMarked
package org.vitrine.core.template;

import org.jspecify.annotations.NullMarked;
