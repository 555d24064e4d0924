namespace MT2ST.Vocabularies;

/// <summary>A vocabulary and the way from the provisional ids, under which its words were counted, to its own.</summary>
/// <param name="Vocabulary">The vocabulary.</param>
/// <param name="NewIds">For each provisional id the id in the vocabulary, or <see cref="Vocabulary.Missing"/>.</param>
internal sealed record BuiltVocabulary(Vocabulary Vocabulary, int[] NewIds);
