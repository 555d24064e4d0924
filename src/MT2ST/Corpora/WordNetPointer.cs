namespace MT2ST.Corpora;

/// <summary>A relation from a synset, or from one of its words, to another (wndb(5WN)).</summary>
/// <param name="Symbol">The relation: <c>!</c> antonym, <c>@</c> hypernym, <c>@i</c> instance hypernym, <c>~</c> hyponym ...</param>
/// <param name="TargetOffset">The offset of the other synset in its file.</param>
/// <param name="TargetPartOfSpeech">The file of the other synset: n, v, a or r.</param>
/// <param name="SourceWord">The 1-based word of this synset that the relation starts from; 0 for the whole synset.</param>
/// <param name="TargetWord">The 1-based word of the other synset; 0 for the whole synset.</param>
public readonly record struct WordNetPointer(string Symbol, int TargetOffset, char TargetPartOfSpeech, int SourceWord, int TargetWord);
