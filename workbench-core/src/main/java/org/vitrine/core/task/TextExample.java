package org.vitrine.core.task;

import java.util.Arrays;
import java.util.List;
import org.vitrine.core.tokenizer.Encoding;

/// One text as numbers.
///
/// @param ids [T] token ids
/// @param types [T] 0 for the first text, 1 for the second
/// @param special [T] whether the tokenizer put the token there
/// @param words [T] place of the token's word in the text, −1 for special tokens
/// @param label the class, −100 where nobody knows it
/// @param target what is to be learnt token by token: the text to be written, its end token included; [T] a class a token,
///     −100 where none is asked for; or [2] the first and last token of an answer; empty for other tasks
public record TextExample(
    long[] ids, long[] types, boolean[] special, int[] words, long label, long[] target)
    implements Example {

  TextExample(long[] ids, long[] types, boolean[] special, int[] words, long label) {
    this(ids, types, special, words, label, new long[0]);
  }

  TextExample toWrite(long[] text) {
    return new TextExample(ids, types, special, words, label, text);
  }

  /// @param span first and last token of what is to be found
  TextExample toFind(long[] span) {
    return new TextExample(ids, types, special, words, label, span);
  }

  static TextExample of(Encoding encoding, long label) {
    return new TextExample(
        encoding.ids(), encoding.typeIds(), encoding.special(), encoding.words(), label);
  }

  static TextExample ofWords(Encoding encoding, long[] labels) {
    return new TextExample(
        encoding.ids(),
        encoding.typeIds(),
        encoding.special(),
        encoding.words(),
        Padded.IGNORED,
        labels);
  }

  /// A piece of running text, without special tokens.
  static TextExample ofBlock(long[] ids) {
    var words = new int[ids.length];
    Arrays.setAll(words, i -> i);
    return new TextExample(
        ids, new long[ids.length], new boolean[ids.length], words, Padded.IGNORED);
  }

  @Override
  public int length() {
    return ids.length;
  }

  /// What a task for texts is given.
  static List<TextExample> all(List<Example> examples) {
    return examples.stream().map(TextExample.class::cast).toList();
  }
}
