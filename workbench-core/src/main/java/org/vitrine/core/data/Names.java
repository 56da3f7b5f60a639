package org.vitrine.core.data;

import java.util.List;
import java.util.Locale;

/// Names that columns of texts and labels usually have, likeliest first.
final class Names {
  static final List<String> LABEL =
      List.of(
          "label",
          "labels",
          "class",
          "category",
          "target",
          "sentiment",
          "intent",
          "label_text",
          "topic",
          "polarity",
          "gold_label",
          "answer_label",
          "y",
          "tag",
          "rating",
          "stars",
          "score",
          "标签",
          "类别",
          "分类",
          "情感",
          "意图",
          "主题",
          "评分");
  static final List<String> TEXT =
      List.of(
          "text",
          "sentence",
          "review",
          "content",
          "comment",
          "message",
          "utterance",
          "tweet",
          "body",
          "document",
          "sentence1",
          "premise",
          "question1",
          "text_a",
          "query",
          "question",
          "review_text",
          "sentence_a",
          "paragraphs",
          "description",
          "source",
          "文本",
          "内容",
          "评论",
          "句子",
          "正文",
          "问题",
          "title",
          "标题");
  static final List<List<String>> PAIRS =
      List.of(
          List.of("sentence1", "sentence2"),
          List.of("premise", "hypothesis"),
          List.of("question1", "question2"),
          List.of("text_a", "text_b"),
          List.of("sentence_a", "sentence_b"),
          List.of("text1", "text2"),
          List.of("question", "sentence"),
          List.of("question", "passage"),
          List.of("question", "context"),
          List.of("query", "document"),
          List.of("title", "description"),
          List.of("句子1", "句子2"),
          List.of("标题", "内容"),
          List.of("问题", "上下文"));
  private static final List<String> OTHER =
      List.of(
          "id",
          "idx",
          "index",
          "qid",
          "answers",
          "answer",
          "answer_start",
          "答案",
          "guid",
          "author",
          "date",
          "name",
          "url",
          "lang",
          "split",
          "编号",
          "序号",
          "作者");

  private Names() {}

  static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  static boolean known(String name) {
    var plain = plain(name);
    return LABEL.contains(plain)
        || TEXT.contains(plain)
        || OTHER.contains(plain)
        || PAIRS.stream().anyMatch(pair -> pair.contains(plain));
  }
}
