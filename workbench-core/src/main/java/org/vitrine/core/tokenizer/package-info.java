/// Text to ids and back, with the range of Java chars that each token stands for. DJL's Hugging Face tokenizers do the
/// work; folders that carry only `vocab.txt`, or `vocab.json` with `merges.txt`, or SentencePiece files, get their
/// `tokenizer.json` made here.
@NullMarked
package org.vitrine.core.tokenizer;

import org.jspecify.annotations.NullMarked;
