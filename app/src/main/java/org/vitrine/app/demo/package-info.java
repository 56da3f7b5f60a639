/// The offline demo: a starter model tuned on the sample messages beside the same network without what it had learnt before,
/// and a page that tells what was measured.
@NullMarked
package org.vitrine.app.demo;

import org.jspecify.annotations.NullMarked;
